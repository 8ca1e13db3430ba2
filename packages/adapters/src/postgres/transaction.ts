/** A transaction that is tried again where the database asks for it. */
import type { Kysely, Transaction } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from './database.ts'

/**
 * 40001 serialization failure and 40P01 deadlock: the database undid the work and wants it again. 23505: somebody
 * inserted the same key meanwhile; the next try finds their row and answers accordingly.
 */
const retried = new Set(['40001', '40P01', '23505'])

const attempts = 8

/**
 * Runs `work` in one transaction, again from the start where it collided with another. Version checks are conditional
 * writes on locked rows, so that `read committed` is enough; asked for by name, because a host's default may differ.
 */
export async function inTransaction<T>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>, attempt: number) => Promise<T>,
): Promise<T> {
  return retrying((attempt) =>
    db
      .transaction()
      .setIsolationLevel('read committed')
      .execute((tx) => work(tx, attempt)),
  )
}

/** Tries `run` again after collisions. Both get the number of the attempt, from 1: `wait` of the one that failed. */
export async function retrying<T>(
  run: (attempt: number) => Promise<T>,
  wait: (attempt: number) => Promise<unknown> = (attempt) => pause(Math.random() * 5 * 2 ** attempt),
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(attempt)
    } catch (error) {
      if (attempt === attempts || !isCollision(error)) throw error
      await wait(attempt)
    }
  }
}

function isCollision(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && retried.has(error.code)
  )
}
