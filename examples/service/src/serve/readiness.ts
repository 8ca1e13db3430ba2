/** Whether requests should be sent here. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import type { Database } from '@chuishao/adapters/postgres'
import type { Parts } from '../parts/open-parts.ts'
import type { Rollup } from '../parts/open-rollup.ts'

/** What is open. */
export type ReadyParts = Pick<Parts, 'databases'> & { rollup?: Pick<Rollup, 'db' | 'lags'> }

export interface Readiness {
  ready: boolean
  checks: Record<string, 'ok' | 'no'>
}

const patienceMs = 3000

/**
 * Not while starting or draining, nor while no database answers. With one of several away the tenants of the others are
 * served, and the checks tell which. The schema is current as soon as a database is open: opening brings it up to date.
 */
export async function readiness(parts: ReadyParts | undefined): Promise<Readiness> {
  if (parts === undefined) return { ready: false, checks: { serving: 'no' } }
  const { rollup } = parts
  const copying = rollup && inTime(rollupTakesWrites(rollup))
  const databases = await Promise.all(
    parts.databases.map(async ({ store, db, tenantIds }, index) => {
      const asked = Promise.all([...tenantIds.map((it) => store.position(it)), takesWrites(db())])
      return [`database ${index + 1}`, await inTime(asked)] as const
    }),
  )
  const checks = {
    serving: 'ok' as const,
    ...Object.fromEntries(databases),
    ...(copying && { 'city-wide database': await copying }),
  }
  return { ready: databases.some(([, it]) => it === 'ok'), checks }
}

/** A primary that was demoted answers every read, and nobody can whistle there. */
async function takesWrites(db: Kysely<Database> | undefined): Promise<void> {
  if (db === undefined) return
  const { rows } = await sql<{ transaction_read_only: string }>`show transaction_read_only`.execute(db)
  if (rows[0]?.transaction_read_only === 'on') throw new Error('The database takes no writes.')
}

async function rollupTakesWrites({ db }: Pick<Rollup, 'db'>): Promise<void> {
  const opened = db()
  if (!opened) throw new Error('The city-wide copy is being opened.')
  await takesWrites(opened)
}

const inTime = (work: Promise<unknown>): Promise<'ok' | 'no'> =>
  Promise.race([
    work.then(
      () => 'ok' as const,
      () => 'no' as const,
    ),
    pause(patienceMs, 'no' as const, { ref: false }),
  ])
