/** Which commands took effect, and with what result: the memory behind exactly-once. */
import { erasedFingerprint, type EraseRequest, type StoredCommand } from '@chuishao/core/service'
import { Uuid } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from './database.ts'
import { BigIntColumn, readRow } from './read-row.ts'

const CommandRow = z.object({
  ticket_id: Uuid,
  fingerprint: z.string(),
  version: z.int(),
  position: BigIntColumn,
})

export async function commandById(
  db: Kysely<Database>,
  tenantId: string,
  commandId: string,
): Promise<StoredCommand | undefined> {
  const row = await db
    .selectFrom('whistle_command')
    .select(['ticket_id', 'fingerprint', 'version', 'position'])
    .where('tenant_id', '=', tenantId)
    .where('command_id', '=', commandId)
    .executeTakeFirst()
  if (!row) return undefined
  const { ticket_id: ticketId, ...command } = readRow('whistle_command', CommandRow, row)
  return { ref: { tenantId, ticketId }, ...command }
}

/** Fingerprints are digests of what people sent: they go with a resident's data, all but that of the erasure. */
export async function eraseFingerprints(
  db: Kysely<Database>,
  { ref, commandId }: EraseRequest,
): Promise<void> {
  await db
    .updateTable('whistle_command')
    .set({ fingerprint: erasedFingerprint })
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .where('command_id', '<>', commandId)
    .execute()
}
