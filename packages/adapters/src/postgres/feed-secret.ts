/** The secret under which feed positions are told to clients: one row per tenant, made when it is first asked for. */
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { randomSalt } from '../salt/random-salt.ts'
import type { Database } from './database.ts'
import { readRow } from './read-row.ts'

const SecretRow = z.object({ secret: z.string() })

export async function secretOfFeed(db: Kysely<Database>, tenantId: string): Promise<string> {
  const known = await storedSecret(db, tenantId)
  if (known !== undefined) return known
  await db
    .insertInto('whistle_feed_secret')
    .values({ tenant_id: tenantId, secret: randomSalt() })
    .onConflict((conflict) => conflict.column('tenant_id').doNothing())
    .execute()
  // Whoever was first: another process may ask at the same moment.
  const secret = await storedSecret(db, tenantId)
  if (secret === undefined) throw new Error('The secret of the feed was removed as it was made.')
  return secret
}

async function storedSecret(db: Kysely<Database>, tenantId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('whistle_feed_secret')
    .select('secret')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row && readRow('whistle_feed_secret', SecretRow, row).secret
}
