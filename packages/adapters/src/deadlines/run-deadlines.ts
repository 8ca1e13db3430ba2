/**
 * The leased poller: lets due deadlines take effect while it runs. Any number of instances may run it on one database;
 * each deadline takes effect once. It takes small batches, works on few at a time, and lets requests go first.
 */
import { StoreUnavailableError, type DueDeadline, type TicketService } from '@chuishao/core/service'
import { failedDeadlines } from './failed-deadlines.ts'
import { pause } from '../waiting/pause.ts'

export interface RunDeadlinesOptions {
  service: Pick<TicketService, 'claimDeadlines' | 'reachDeadline'>
  /** Names this instance, e.g. by host and process, so that one can see who holds a lease. */
  owner: string
  /** How long a claimed deadline is left to this instance, in milliseconds; after a crash others take it then. */
  leaseMs?: number
  /** How many deadlines one claim takes at most. */
  batch?: number
  /** How many of them are worked on at a time: as many database connections are in use at most. */
  concurrency?: number
  /** Wait between two looks when nothing is due, in milliseconds. */
  pollMs?: number
  /** Longest wait between two looks while the store is unavailable, in milliseconds; the wait doubles up to it. */
  maxWaitMs?: number
  /** Ends the loop: what is under way is finished, what is only claimed is left to the others after its lease. */
  signal: AbortSignal
  /** Told of every failure; the loop goes on. */
  onError: (failure: DeadlineFailure) => void
  /** Told after each claim that had something in it. */
  onRound?: (round: DeadlineRound) => void
  /** Waits, for tests; resolves early when the signal aborts. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
  /** The present moment in milliseconds, for tests; only differences count. */
  now?: () => number
}

export interface DeadlineFailure {
  error: unknown
  /** Absent where the store was unavailable. */
  deadline?: DueDeadline
  /** How often this has failed in a row here. */
  failures: number
  /** When it is tried again, in milliseconds from now, at the earliest. */
  retryInMs: number
}

export interface DeadlineRound {
  claimed: number
  /** Took effect now. */
  reached: number
  failed: number
  /** Claimed and left to a later claim: put off after failures, out of time, or stopped. */
  left: number
}

/** Runs until `signal` aborts, then resolves when what is under way is done. Never rejects on failures of the store. */
export async function runDeadlines({
  service,
  owner,
  leaseMs = 30_000,
  batch = 50,
  concurrency = 2,
  pollMs = 5_000,
  maxWaitMs = 60_000,
  signal,
  onError,
  onRound = () => {},
  wait = pause,
  now = () => performance.now(),
}: RunDeadlinesOptions): Promise<void> {
  const failed = failedDeadlines({ leaseMs })
  let outages = 0

  while (!signal.aborted) {
    try {
      const claimedAt = now()
      const due = await service.claimDeadlines({ owner, limit: batch, leaseMs })
      if (due.length === 0) await wait(pollMs, signal)
      else onRound(await work(due, claimedAt))
      outages = 0
    } catch (error) {
      const retryInMs = Math.min(pollMs * 2 ** outages, maxWaitMs)
      outages += 1
      onError({ error, failures: outages, retryInMs })
      await wait(retryInMs, signal)
    }
  }

  /** A few hands on one batch. Half of the lease is time enough: what is not begun by then is claimed again. */
  async function work(due: DueDeadline[], claimedAt: number): Promise<DeadlineRound> {
    const round = { claimed: due.length, reached: 0, failed: 0, left: due.length }
    const queue = due.values()
    let outage: StoreUnavailableError | undefined
    const hand = async () => {
      for (const deadline of queue) {
        if (signal.aborted || outage || now() - claimedAt > leaseMs / 2) return
        if (failed.isPutOff(deadline)) continue
        try {
          if ((await service.reachDeadline(deadline)) === 'reached') round.reached += 1
          failed.forget(deadline)
        } catch (error) {
          // That is no fault of this deadline, and the others would meet it too.
          if (error instanceof StoreUnavailableError) outage = error
          else {
            round.failed += 1
            onError({ error, deadline, ...failed.add(deadline) })
          }
        }
        if (!outage) round.left -= 1
        // Requests that came meanwhile are answered before the next one.
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
    }
    await Promise.all(Array.from({ length: concurrency }, hand))
    if (outage) throw outage
    return round
  }
}
