/**
 * The sender: tells endpoints what happens, while it runs. Any number of processes may run it on one database. Each
 * endpoint has a loop of its own, so that one that is down holds up nobody else.
 */
import type { Kysely } from 'kysely'
import { StoreUnavailableError } from '@chuishao/core/service'
import type { Database } from '../postgres/database.ts'
import { isUnavailable } from '../postgres/unavailable.ts'
import type { Endpoint, SendResult } from './endpoint.ts'
import { claimDeliveries, type ClaimedDelivery } from './outbox/claim.ts'
import { forgetDelivered } from './outbox/deliveries.ts'
import { enrolEndpoint, tenantsWithWork, type EndpointRef } from './outbox/endpoints.ts'
import { expandFeed } from './outbox/expand.ts'
import { recordResult, type DisabledFor } from './outbox/record.ts'
import { waitAfter } from './send/retry.ts'
import { pause } from '../waiting/pause.ts'

export interface RunDeliveryOptions {
  /** The database that the tickets are in, from `openPostgres` or `openPglite`. */
  db: Kysely<Database>
  /** The tenants of this database. */
  tenants: readonly string[]
  endpoints: readonly Endpoint[]
  /** Names this process, so that one can see who holds a lease. */
  owner: string
  /** Ends the loops: nothing new is sent, and what is under way is given `drainMs`. */
  signal: AbortSignal
  /** How long requests under way may go on after `signal`, in milliseconds; what is cut then is sent again later. */
  drainMs?: number
  /** How long a delivery is left to a process beyond the time of one request, in milliseconds; then others take it. */
  leaseMarginMs?: number
  /** Wait between two looks for something to send, in milliseconds. */
  pollMs?: number
  /** Longest wait between two looks while the database is away, in milliseconds; the wait doubles up to it. */
  maxWaitMs?: number
  /** Waits before each further attempt, in milliseconds; the deliveries are dead after the last one. */
  schedule?: readonly number[]
  /** An endpoint that nothing reached for so long is disabled, in milliseconds: 5 days. */
  disableAfterMs?: number
  /** How long one can see what was delivered, in milliseconds: 30 days. */
  keepDeliveredMs?: number
  /** Told of every request, for metrics and logs. */
  onAttempt?: (attempt: DeliveryAttempt) => void
  /** Told of every endpoint that is disabled: somebody has to look at it. */
  onDisabled: (disabled: DisabledEndpoint) => void
  /** Told of failures that are none of an endpoint's: of the database, or of our own. The loops go on. */
  onError: (failure: DeliveryFailure) => void
  /** The present moment in milliseconds since 1970, for tests. */
  now?: () => number
  /** From 0 to 1, for tests. */
  chance?: () => number
}

export interface DeliveryAttempt extends EndpointRef {
  kind: Endpoint['kind']
  /** Events in the request. */
  events: number
  /** Number of the attempt, from 1, of the delivery that was tried most often. */
  attempt: number
  ok: boolean
  /** In a word: `http 204`, `timeout`. */
  result: string
  durationMs: number
  /** From the moment that the oldest of the events happened. */
  ageMs: number
  /** Deliveries that are tried no more with this. */
  dead: number
}

export interface DisabledEndpoint extends EndpointRef {
  host: string
  reason: DisabledFor
  /** What its last answer was. */
  result: string
}

export interface DeliveryFailure {
  endpointId: string
  error: unknown
  /** Set where this was one request whose result could not be written down: it will be sent again. */
  tenantId?: string
}

const hour = 3_600_000
const day = 24 * hour

/** Runs until `signal` aborts, then resolves once nothing is under way. Never rejects on failures of the database. */
export async function runDelivery(options: RunDeliveryOptions): Promise<void> {
  const ids = options.endpoints.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new RangeError(`There are two endpoints ${twice}`)
  await Promise.all(options.endpoints.map((endpoint) => runEndpoint(endpoint, options)))
}

async function runEndpoint(endpoint: Endpoint, options: RunDeliveryOptions): Promise<void> {
  const { db, owner, signal, schedule, onAttempt = () => {}, onDisabled, onError } = options
  const { drainMs = 5_000, leaseMarginMs = 15_000, pollMs = 1_000, maxWaitMs = 60_000 } = options
  const { disableAfterMs = 5 * day, keepDeliveredMs = 30 * day } = options
  const { now = Date.now, chance = Math.random } = options
  const tenants = options.tenants.filter((tenant) => endpoint.tenants?.includes(tenant) ?? true)
  const underWay = new Set<Promise<void>>()
  const cut = new AbortController()
  const instant = () => new Date(now()).toISOString()
  const refs = tenants.map((tenantId) => ({ tenantId, endpointId: endpoint.id }))
  let isEnrolled = false
  let tidiedAt = -Infinity
  let outages = 0

  while (!signal.aborted) {
    try {
      await prepare()
      const isBusy = await round()
      outages = 0
      if (underWay.size >= endpoint.concurrency) await Promise.race([...underWay, pause(pollMs * 60, signal)])
      else if (!isBusy) await nap(pollMs)
    } catch (error) {
      onError({
        endpointId: endpoint.id,
        error: isUnavailable(error) ? new StoreUnavailableError(error) : error,
      })
      await pause(Math.min(pollMs * 2 ** outages, maxWaitMs), signal)
      outages += 1
    }
  }
  const timer = setTimeout(() => cut.abort(), drainMs)
  await Promise.all(underWay)
  clearTimeout(timer)

  async function prepare(): Promise<void> {
    if (!isEnrolled) for (const ref of refs) await enrolEndpoint(db, ref, endpoint.from)
    isEnrolled = true
    if (now() - tidiedAt < hour) return
    const before = new Date(now() - keepDeliveredMs).toISOString()
    for (const ref of refs) await forgetDelivered(db, ref, before)
    tidiedAt = now()
  }

  /** One look at every tenant that has something, each with its share of the free hands. False where nothing was found. */
  async function round(): Promise<boolean> {
    const found = await tenantsWithWork(db, endpoint.id, tenants, instant())
    let isBusy = false
    for (const [index, { tenantId, isBehind, isDue }] of found.entries()) {
      if (signal.aborted) return true
      const expanded = isBehind ? await expandFeed(db, endpoint, tenantId, instant()) : 0
      const free = endpoint.concurrency - underWay.size
      const hands = Math.ceil(free / (found.length - index))
      const started = hands > 0 && isDue ? await start(tenantId, hands) : 0
      isBusy ||= expanded > 0 || started > 0
    }
    return isBusy
  }

  /** Claims as much as so many requests take, and sends it; answers how many requests. */
  async function start(tenantId: string, requests: number): Promise<number> {
    const claimed = await claimDeliveries(db, endpoint, {
      tenantId,
      now: now(),
      limit: requests * endpoint.batch,
      leaseMs: endpoint.timeoutMs + leaseMarginMs,
      owner,
    })
    const letters = Array.from({ length: Math.ceil(claimed.length / endpoint.batch) }, (_, n) =>
      claimed.slice(n * endpoint.batch, (n + 1) * endpoint.batch),
    )
    for (const letter of letters) {
      const sending: Promise<void> = deliver(tenantId, letter)
        .catch((error: unknown) => onError({ endpointId: endpoint.id, tenantId, error }))
        .finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    return letters.length
  }

  async function deliver(tenantId: string, letter: readonly ClaimedDelivery[]): Promise<void> {
    const ref = { tenantId, endpointId: endpoint.id }
    const startedAt = now()
    const sent = await endpoint.send(
      letter.map(({ occurrence }) => occurrence),
      { at: startedAt, signal: cut.signal },
    )
    // Whether it arrived nobody knows: after its lease it is sent again.
    if (cut.signal.aborted && !sent.ok) return
    const { dead, disabled } = await recordResult(db, ref, letter, sent, {
      now: now(),
      waitAfter: (attempt) => waitAfter(attempt, chance(), schedule),
      disableAfterMs,
    })
    tell(ref, letter, sent, { startedAt, dead: dead.length })
    if (disabled) onDisabled({ ...ref, host: endpoint.host, reason: disabled, result: sent.result })
  }

  function tell(
    ref: EndpointRef,
    letter: readonly ClaimedDelivery[],
    { ok, result }: SendResult,
    { startedAt, dead }: { startedAt: number; dead: number },
  ): void {
    onAttempt({
      ...ref,
      kind: endpoint.kind,
      events: letter.length,
      attempt: Math.max(...letter.map(({ attempt }) => attempt)),
      ok,
      result,
      durationMs: now() - startedAt,
      ageMs: now() - Math.min(...letter.map(({ occurrence }) => Date.parse(occurrence.event.at))),
      dead,
    })
  }

  /** Until it is time to look again, or a request is through. */
  async function nap(ms: number): Promise<void> {
    const woken = new AbortController()
    await Promise.race([pause(ms, AbortSignal.any([signal, woken.signal])), ...underWay])
    woken.abort()
  }
}
