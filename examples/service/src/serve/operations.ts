/** What an operator sees of the service: its log, its metrics, and whether it is alive and ready. */
import { tryToWritePhotos } from '@chuishao/adapters/attachments'
import type { DeliveryAttempt, DisabledEndpoint } from '@chuishao/adapters/delivery'
import { createLog } from '@chuishao/adapters/logs'
import { observedService, ticketMetrics } from '@chuishao/adapters/metrics'
import { listen } from '@chuishao/adapters/node-server'
import type { DeadlineRound } from '@chuishao/adapters/deadlines'
import type { Observe } from '@chuishao/adapters/server'
import type { TicketService, TicketStore } from '@chuishao/core/service'
import type { ServiceConfig } from '../config/service-config.ts'
import { adminFace } from './admin-face.ts'
import { freeBytes } from './free-bytes.ts'
import { deadlinesDue } from './deadlines-due.ts'
import { disabledEndpoints } from './disabled-endpoints.ts'
import { eventsBehind } from './events-behind.ts'
import { outboxRows } from './outbox-rows.ts'
import type { ReadyParts } from './readiness.ts'
import { rollupFailures } from './rollup-failures.ts'

export type Operations = Awaited<ReturnType<typeof openOperations>>

export async function openOperations({
  admin,
  attachments,
  log: { level },
  rollup,
  telemetry,
  webhooks,
}: ServiceConfig) {
  const { directory } = attachments
  const log = createLog({ level })
  let parts: ReadyParts | undefined
  let isServing = false
  const databases = () => {
    if (parts === undefined) throw new Error('No database is open yet.')
    return parts.databases
  }
  const takesPhotos = async (folder: string) => {
    try {
      await tryToWritePhotos(attachments)
      return (await freeBytes(folder)) >= admin.minFreeMegabytes * 1_000_000
    } catch {
      return false
    }
  }
  const metrics = ticketMetrics({
    deadlines: async () => deadlinesDue(databases(), new Date()),
    outbox: async () => outboxRows(databases()),
    disabledEndpoints: async () => disabledEndpoints(databases(), webhooks?.endpoints ?? []),
    eventsBehind: async () => eventsBehind(databases(), webhooks?.endpoints ?? []),
    ...(rollup && { rollup: async () => (await parts?.rollup?.lags()) ?? [] }),
    ...(directory !== undefined && {
      photos: async () => ({
        freeBytes: await freeBytes(directory),
        writable: Number(await takesPhotos(directory)),
      }),
    }),
  })
  const tracing =
    telemetry.traces === 'otlp' ? await (await import('./start-tracing.ts')).startTracing() : undefined
  const face = adminFace({
    metrics,
    parts: () => (isServing ? parts : undefined),
    ...(directory !== undefined && { takesPhotos: () => takesPhotos(directory) }),
  })
  const listening = admin.enabled ? await listen({ ...admin, starting: face }) : undefined
  if (listening) log.info('运维端口 / admin', { url: listening.url })

  const observeRequest: Observe = async (request, answer) => {
    const begun = performance.now()
    const answered = await (tracing ? tracing.observe(request, answer) : answer())
    const ms = performance.now() - begun
    log.answered(answered, ms)
    metrics.answered(answered, ms / 1000)
    return answered
  }

  return {
    log,
    observeRequest,
    observeService: (service: TicketService) => {
      const seen = observedService(service, {
        onCommand: metrics.command,
        onFeed: metrics.feed,
        onPhoto: metrics.photoStored,
      })
      return tracing ? tracing.service(seen) : seen
    },
    observeStore: (store: TicketStore) => tracing?.store(store) ?? store,
    connectionLost: (database: number, error: Error) =>
      log.failed(`connection to database ${database} lost`, error),
    rollupConnectionLost: (_database: number, error: Error) =>
      log.failed('connection to city-wide database lost', error),
    waitingForDatabase: (database: number, error?: unknown) =>
      error === undefined
        ? log.info('等待数据库 / waiting for a database', { database })
        : log.failed(`database ${database} away`, error),
    waitingForRollup: (_database: number, error?: unknown) =>
      error === undefined
        ? log.info('等待全市汇总库 / waiting for the city-wide database')
        : log.failed('city-wide database away', error),
    rollupFailed: rollupFailures(log),
    failed: (error: unknown, requestId?: string) => log.failed('unexpected', error, { requestId }),
    unrecognised: (reason: string) => log.info('unrecognised person', { reason }),
    deadlineFailed: (error: unknown) => {
      metrics.deadlineFailed()
      log.failed('deadline failed', error)
    },
    deadlineRound: (round: DeadlineRound) => {
      metrics.round(round)
      log.info('deadlines', { ...round })
    },
    delivered: (attempt: DeliveryAttempt) => {
      metrics.delivered(attempt)
      log.info('delivery', { ...attempt })
    },
    endpointDisabled: ({ endpointId, tenantId, host, reason }: DisabledEndpoint) => {
      metrics.endpointDisabled(endpointId)
      log.warn('接收端已停用 / endpoint disabled', { endpointId, tenantId, host, reason })
    },
    ready: (opened: ReadyParts) => {
      parts = opened
      isServing = true
    },
    /** What is open can still be measured. */
    notReady: () => {
      isServing = false
    },
    async close() {
      await listening?.close(0)
      await tracing?.close()
    },
  }
}
