/** Ends the load and holds every answer against every row. */
import { openPostgres } from '@chuishao/adapters/pg'
import { expect } from 'vitest'
import { checkHistory, readOperationLog, readSnapshot, tenants, type AnswerCounts } from './faults.ts'
import type { ForgottenTicket } from './forgotten-tickets.ts'
import type { watchEvents } from './watch.ts'
import { until } from '../until.ts'

export interface SettleOptions {
  databaseUrl: string
  logFiles: string[]
  /** Tickets that nobody answered: each has two deadlines, a warning and the limit itself. */
  forgotten: ForgottenTicket[]
  /** One reader of each tenant's stream, since the store was empty. */
  readers: ReturnType<typeof watchEvents>[]
  /** Ends the services, once the readers have read everything. */
  endServices: () => Promise<unknown>
}

/** Expects that nothing is lost, twice, out of order or unseen; answers the counts. */
export async function settle({
  databaseUrl,
  logFiles,
  forgotten,
  readers,
  endServices,
}: SettleOptions): Promise<AnswerCounts> {
  const { db, store, close } = await openPostgres({ url: databaseUrl })
  const everythingSeen = async () => {
    await until(async () => (await deadlinesOf(db, forgotten)).flat().every((times) => times >= 1), {
      what: 'the deadlines',
      // The last ticket's limit, and the lease of a poller that was killed while it had the deadline.
      timeoutMs: 120_000,
    })
    for (const [index, tenantId] of tenants.entries())
      await until(async () => (readers[index]?.positions.at(-1) ?? 0) >= (await store.position(tenantId)), {
        what: `the reader of ${tenantId}`,
      })
  }
  try {
    // What is lost would be waited for in vain: then the history says what that is.
    const inVain = await everythingSeen().then(
      () => undefined,
      (error: unknown) => error,
    )
    await endServices()
    const snapshot = await readSnapshot(db)
    const { violations, counts } = checkHistory(logFiles.map(readOperationLog), snapshot)
    expect(violations).toEqual([])
    expect(inVain).toBeUndefined()
    for (const { positions, resets } of readers) {
      expect(resets()).toBe(0)
      expect(positions).toEqual(positions.map((_, index) => index + 1))
    }
    expect(await deadlinesOf(db, forgotten)).toEqual(forgotten.map(() => [1, 1]))
    return counts
  } finally {
    await close()
  }
}

/** How often each ticket's warning and its first accept limit took effect; other tickets have deadlines too. */
async function deadlinesOf(
  db: Parameters<typeof readSnapshot>[0],
  tickets: readonly ForgottenTicket[],
): Promise<[number, number][]> {
  const { events } = await readSnapshot(db)
  const times = new Map<string, number>()
  for (const { ticketId, event } of events) {
    if (event.command.type !== 'DEADLINE_REACHED') continue
    const key = `${ticketId} ${event.command.kind}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  return tickets.map(({ ticketId }) => [
    times.get(`${ticketId} acceptWarning`) ?? 0,
    times.get(`${ticketId} accept`) ?? 0,
  ])
}
