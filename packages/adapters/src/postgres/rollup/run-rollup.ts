/**
 * Feeds the rollup from each tenant's feed while it runs. Tenants are followed apart: one whose database is away waits,
 * and catches up when it is back. Several instances may run it on one rollup; each event is taken in once.
 */
import type { FeedItem, TicketStore } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import { pause } from '../../waiting/pause.ts'
import type { Database } from '../database.ts'
import { goesOnFrom } from './goes-on-from.ts'
import { RollupDivergedError } from './rollup-diverged.ts'
import { rollupPosition } from './rollup-position.ts'
import { takeIn } from './take-in.ts'

export interface RunRollupOptions {
  /** Where the tenants are, e.g. a `routedStore`. */
  store: Pick<TicketStore, 'feed' | 'position'>
  /** The tenants that belong to the city. */
  tenantIds: readonly string[]
  /** The rollup's database, e.g. `(await openPostgres({ url })).db`. */
  db: Kysely<Database>
  /** Events that one transaction takes in at most. */
  batch?: number
  /** How often a tenant's place is looked up anew, in milliseconds: another instance may have moved or rebuilt it. */
  recheckMs?: number
  /** Longest wait after a failure, in milliseconds; the wait doubles up to it. */
  maxWaitMs?: number
  /** Ends it; what is not taken in then is taken in by the next one. */
  signal: AbortSignal
  /** Told of every failure; the tenant is tried again, the others go on. */
  onError: (failure: RollupFailure) => void
}

export interface RollupFailure {
  tenantId: string
  error: unknown
  /** How often it has failed since it last went on, this time included. */
  failures: number
  /** When it is tried again, in milliseconds from now. */
  retryInMs: number
}

const firstWaitMs = 250

/** Runs until `signal` aborts. Never rejects on failures of a store or of the rollup's database. */
export async function runRollup({
  store,
  tenantIds,
  db,
  batch = 200,
  recheckMs = 30_000,
  maxWaitMs = 30_000,
  signal,
  onError,
}: RunRollupOptions): Promise<void> {
  await Promise.all(
    tenantIds.map(async (tenantId) => {
      for (let failures = 0; !signal.aborted;) {
        try {
          await followTenant({ store, db, tenantId, batch, recheckMs, signal })
          failures = 0
        } catch (error) {
          if (signal.aborted) return
          const retryInMs = Math.min(firstWaitMs * 2 ** failures, maxWaitMs)
          failures += 1
          onError({ tenantId, error, failures, retryInMs })
          await pause(retryInMs, signal)
        }
      }
    }),
  )
}

interface FollowOptions extends Pick<RunRollupOptions, 'store' | 'db' | 'signal'> {
  tenantId: string
  batch: number
  recheckMs: number
}

/** From the saved place on, until it is time to look it up again or another follower was faster. */
async function followTenant({ store, db, tenantId, batch, recheckMs, signal }: FollowOptions): Promise<void> {
  let place = await rollupPosition(db, tenantId)
  let head = await store.position(tenantId)
  // A database may be put back between two polls, so it is asked before anything is taken in.
  const check = async () => {
    if (!(await goesOnFrom(store, tenantId, place, { head, signal })))
      throw new RollupDivergedError(tenantId, place?.position ?? 0, head)
  }
  await check()

  const until = AbortSignal.any([signal, AbortSignal.timeout(recheckMs)])
  let after = place?.position ?? 0
  let items: FeedItem[] = []
  for await (const item of store.feed(tenantId, { after, signal: until })) {
    if (item.position !== after + 1) throw new RollupDivergedError(tenantId, after, head)
    after = item.position
    items.push(item)
    if (item.position > head) head = await store.position(tenantId)
    if (item.position < head && items.length < batch) continue
    await check()
    place = await takeIn(db, tenantId, place, items)
    if (!place) return
    items = []
  }
  if (!until.aborted) throw new Error(`The feed of tenant ${tenantId} ended: its store was closed.`)
}
