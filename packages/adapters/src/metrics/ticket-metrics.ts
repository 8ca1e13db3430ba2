/** The metrics of a ticket service. Labels are templates and codes of ours: nobody outside can add one. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { DeadlineRound } from '../deadlines/run-deadlines.ts'
import type { DeliveryAttempt } from '../delivery/run-delivery.ts'
import type { RollupLag } from '../postgres/rollup/rollup-lag.ts'
import type { Answered } from '../server/observe.ts'
import type { CommandSeen } from './observed-service.ts'

/** Asked at every scrape. */
export interface TicketMetricsOptions {
  /** Deadlines that are due and not carried out, and for how many seconds the first of them. */
  deadlines?: () => Promise<{ due: number; lagSeconds: number }>
  /** Rows of the outbox of webhooks: waiting, and given up. */
  outbox?: () => Promise<{ waiting: number; dead: number }>
  /** In how many tenants each endpoint is disabled, by its id, also those that are in none. */
  disabledEndpoints?: () => Promise<Readonly<Record<string, number>>>
  /** Events that are no messages yet, by the id of the endpoint: of a disabled one, all since then. */
  eventsBehind?: () => Promise<Readonly<Record<string, number>>>
  /** How far the city-wide copy is with each tenant, as `rollupLag` of `@chuishao/adapters/rollup` says it. */
  rollup?: () => Promise<readonly RollupLag[]>
  /** Room on the disk of the photos, in bytes, and whether photos are taken: 1 or 0. */
  photos?: () => Promise<{ freeBytes: number; writable: number }>
}

export type TicketMetrics = ReturnType<typeof ticketMetrics>

export const ticketMetrics = ({
  deadlines,
  outbox,
  disabledEndpoints,
  eventsBehind,
  rollup,
  photos,
}: TicketMetricsOptions = {}) => {
  const registry = new Registry()
  const registers = [registry]
  const forgetAnswers: (() => void)[] = []
  /** Asked once for all gauges of a scrape. */
  function perScrape<T>(ask: () => Promise<T>): () => Promise<T> {
    let answer: Promise<T> | undefined
    forgetAnswers.push(() => (answer = undefined))
    return () => (answer ??= ask())
  }
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'whistle_http_request_seconds',
    help: 'Time to the head of an answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const commands = new Counter({
    name: 'whistle_commands_total',
    help: 'Commands by type and outcome: done, replayed, conflict, error or the code of the rejection',
    labelNames: ['command', 'outcome'],
    registers,
  })
  const feeds = new Gauge({ name: 'whistle_feeds_open', help: 'Event streams that are open', registers })
  const reached = new Counter({
    name: 'whistle_deadlines_reached_total',
    help: 'Deadlines that this instance carried out',
    registers,
  })
  const failed = new Counter({
    name: 'whistle_deadline_failures_total',
    help: 'Deadlines, and looks for them, that failed here',
    registers,
  })
  const photoBytes = new Counter({
    name: 'whistle_attachment_bytes_total',
    help: 'Bytes of photos that were stored here',
    registers,
  })
  const attempts = new Counter({
    name: 'whistle_delivery_attempts_total',
    help: 'Requests to endpoints of webhooks and robots, by endpoint and outcome: ok or failed',
    labelNames: ['endpoint', 'outcome'],
    registers,
  })
  const disabled = new Counter({
    name: 'whistle_endpoints_disabled_total',
    help: 'Endpoints that were disabled here after they could not be reached',
    labelNames: ['endpoint'],
    registers,
  })
  if (deadlines)
    asked(registers, 'whistle_deadlines', perScrape(deadlines), {
      due: 'due',
      lagSeconds: 'lag_seconds',
    })
  if (photos)
    asked(registers, 'whistle_attachments', perScrape(photos), {
      freeBytes: 'free_bytes',
      writable: 'writable',
    })
  if (outbox) asked(registers, 'whistle_outbox', perScrape(outbox), { waiting: 'waiting', dead: 'dead' })
  if (disabledEndpoints)
    byLabel(registers, 'endpoint', disabledEndpoints, {
      name: 'whistle_outbox_endpoints_disabled',
      help: 'Tenants in which an endpoint is disabled and hears of nothing, by endpoint',
    })
  if (eventsBehind)
    byLabel(registers, 'endpoint', eventsBehind, {
      name: 'whistle_outbox_events_behind',
      help: 'Events that nobody has looked through for an endpoint yet, so that they are no messages, by endpoint',
    })
  if (rollup) {
    const lags = perScrape(rollup)
    byLabel(registers, 'tenant', async () => numbersOf(await lags(), ({ behind }) => behind), {
      name: 'whistle_rollup_events_behind',
      help: 'Events that are not in the city-wide copy yet, by tenant',
    })
    byLabel(registers, 'tenant', async () => numbersOf(await lags(), ({ diverged }) => diverged), {
      name: 'whistle_rollup_diverged',
      help: '1 where the city-wide copy stands still, because a database is not the one that it was fed from, by tenant',
    })
  }

  return {
    answered: ({ method, route, status }: Answered, seconds: number) =>
      requests.observe({ method, route, status }, seconds),
    command: (seen: CommandSeen) => commands.inc({ ...seen }),
    feed: (change: 1 | -1) => feeds.inc(change),
    round: ({ reached: count }: DeadlineRound) => reached.inc(count),
    deadlineFailed: () => failed.inc(),
    delivered: ({ endpointId, ok }: Pick<DeliveryAttempt, 'endpointId' | 'ok'>) =>
      attempts.inc({ endpoint: endpointId, outcome: ok ? 'ok' : 'failed' }),
    endpointDisabled: (endpointId: string) => disabled.inc({ endpoint: endpointId }),
    photoStored: (bytes: number) => photoBytes.inc(bytes),
    contentType: registry.contentType,
    /** The text that Prometheus reads. */
    text() {
      for (const forget of forgetAnswers) forget()
      return registry.metrics()
    },
  }
}

/** One gauge per number of an answer; absent while it cannot be had, so that an alert sees that too. */
function asked<K extends string>(
  registers: Registry[],
  prefix: string,
  ask: () => Promise<Record<K, number>>,
  names: Record<K, string>,
) {
  const keys = Object.keys(names).filter((it): it is K => Object.hasOwn(names, it))
  for (const key of keys) {
    new Gauge({
      name: `${prefix}_${names[key]}`,
      help: `${prefix.replaceAll('_', ' ')}: ${key}`,
      registers,
      async collect() {
        const answer = await ask().catch(() => undefined)
        if (answer === undefined) this.remove()
        else this.set(answer[key])
      },
    })
  }
}

/** By tenant, without those of whom it is not known. */
const numbersOf = (lags: readonly RollupLag[], of: (lag: RollupLag) => number | boolean | undefined) =>
  Object.fromEntries(
    lags.flatMap((lag) => {
      const value = of(lag)
      return value === undefined ? [] : [[lag.tenantId, Number(value)]]
    }),
  )

/** As `asked`, one number for each of several. */
function byLabel(
  registers: Registry[],
  label: string,
  ask: () => Promise<Readonly<Record<string, number>>>,
  called: { name: string; help: string },
) {
  new Gauge({
    ...called,
    labelNames: [label],
    registers,
    async collect() {
      const answer = await ask().catch(() => ({}))
      this.reset()
      for (const [name, count] of Object.entries(answer)) this.set({ [label]: name }, count)
    },
  })
}
