/** The HTTP face and the poller on opened parts, with what the configuration says of them. */
import { accountDirectory, oidcAuth, readIdentityConfig } from '@chuishao/adapters/identity'
import { runDelivery } from '@chuishao/adapters/delivery'
import { runDeadlines } from '@chuishao/adapters/deadlines'
import type { Fetch } from '@chuishao/adapters/node-server'
import { uploadDirectoryOf } from '@chuishao/adapters/attachments'
import { createTicketHandler, photoAcceptor } from '@chuishao/adapters/server'
import { runUploadCollection } from '@chuishao/adapters/uploads'
import type { CityWide } from '@chuishao/core/service'
import { hostname } from 'node:os'
import type { ServiceConfig } from '../config/service-config.ts'
import { configuredEndpoints } from '../parts/configured-endpoints.ts'
import { configuredOpen311 } from '../parts/open311-face.ts'
import type { Parts } from '../parts/open-parts.ts'
import type { ServedDatabase } from '../parts/serve-databases.ts'
import type { Operations } from './operations.ts'

export interface Serving {
  fetch: Fetch
  /** Ends event streams, the poller and the collection of uploads. */
  shutdown: AbortController
  /** Resolves when the poller has finished its batch, and the collection its photo. */
  finished: Promise<void>
}

export function startServing({
  config,
  parts: { service, store, cities, databases },
  operations,
  cityWide,
}: {
  config: ServiceConfig
  parts: Parts
  operations: Operations
  cityWide?: CityWide
}): Serving {
  const { identity, attachments, limits, streams, corsOrigins, proxies, deadlines, open311 } = config
  const shutdown = new AbortController()
  const read = readIdentityConfig(identity)
  if (!read.ok) throw new Error('The configuration was checked before it came here.')
  const observed = operations.observeService(service)
  const accounts = accountDirectory(
    Object.fromEntries([...cities].map(([tenantId, city]) => [tenantId, city.accounts])),
  )
  const uploadDirectory = uploadDirectoryOf(attachments)
  const acceptPhoto = photoAcceptor({
    directory: uploadDirectory,
    maxBytes: limits.photoBytes,
    maxPixels: limits.photoPixels,
    maxStoredBytes: Math.max(2 * limits.photoBytes, 20 * 1024 * 1024),
  })
  const fetch = createTicketHandler({
    service: observed,
    authenticate: oidcAuth({
      config: read.config,
      accounts,
      cities: (tenantId) => cities.get(tenantId)?.index,
      onUnrecognised: operations.unrecognised,
      onError: operations.failed,
    }),
    checkStore: async () => {
      await Promise.all([...cities.keys()].map((tenantId) => store.position(tenantId)))
    },
    ...(cityWide && { cityWide }),
    acceptPhoto,
    limits: {
      bodyBytes: limits.bodyBytes,
      photoBytes: limits.photoBytes,
      photosAtOnce: limits.photosAtOnce,
      uploadsAtOnce: limits.uploadsAtOnce,
      uploadsAtOncePerPerson: limits.uploadsAtOncePerPerson,
      commandMs: limits.commandSeconds * 1000,
      uploadBytesPerSecond: limits.uploadBytesPerSecond,
      uploadGraceMs: limits.uploadGraceSeconds * 1000,
      uploadIdleMs: limits.uploadIdleSeconds * 1000,
    },
    heartbeatMs: streams.heartbeatSeconds * 1000,
    maxBehind: streams.maxBehind,
    streamsPerPerson: streams.perPerson,
    rateLimits: {
      perActor: rate(limits.perActor),
      perAddress: rate(limits.perAddress),
      trustedProxies: proxies.trusted,
      proxyHeader: proxies.header,
    },
    corsOrigins,
    ...(open311 && {
      otherFaces: [
        configuredOpen311(open311, {
          service: observed,
          perKey: rate(limits.perActor),
          acceptPhoto,
          onError: operations.failed,
        }),
      ],
    }),
    shutdown: shutdown.signal,
    onError: operations.failed,
    observe: operations.observeRequest,
  })
  const owner = `${hostname()}-${process.pid}`
  const poller = runDeadlines({
    service: observed,
    owner,
    pollMs: deadlines.pollSeconds * 1000,
    batch: deadlines.batch,
    signal: deadlines.enabled ? shutdown.signal : AbortSignal.abort(),
    onError: ({ error }) => operations.deadlineFailed(error),
    onRound: operations.deadlineRound,
  })
  const collector = runUploadCollection({
    service,
    uploadDirectory,
    signal: shutdown.signal,
    onError: ({ error }) => operations.failed(error),
  })
  const endpoints = configuredEndpoints(config, cities)
  const sendFrom = async ({ opened, tenantIds: tenants }: ServedDatabase) => {
    const db = await Promise.race([opened, aborted(shutdown.signal)])
    if (!db) return
    await runDelivery({
      db,
      tenants,
      endpoints,
      owner,
      signal: shutdown.signal,
      onAttempt: operations.delivered,
      onDisabled: operations.endpointDisabled,
      onError: ({ error }) => operations.failed(error),
    })
  }
  const senders = databases.map(sendFrom)
  return { fetch, shutdown, finished: Promise.all([poller, collector, ...senders]).then(() => {}) }
}

const aborted = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  )

const rate = ({ requests, seconds, burst }: ServiceConfig['limits']['perActor']) => ({
  requests,
  seconds,
  ...(burst !== undefined && { burst }),
})
