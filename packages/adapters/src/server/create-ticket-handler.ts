/** The HTTP face of a ticket service: a plain function from Request to Response, for any server that speaks fetch. */
import {
  AttachmentsUnavailableError,
  CommandInProgressError,
  StorageFullError,
  StoreUnavailableError,
  UnknownTenantError,
  type CityWide,
  type MakeThumbnail,
  type TicketService,
} from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { IdentityUnavailableError } from '../identity/unavailable.ts'
import { photoAcceptor, type AcceptPhoto } from './accept-photo.ts'
import type { Authenticate } from './auth.ts'
import type { HttpConnection } from './client-address.ts'
import { crossOrigin } from './cross-origin.ts'
import { thumbnailMaker } from './draw-thumbnail.ts'
import { createFace } from './face.ts'
import { BusyError } from './gate.ts'
import { boundRoutes } from './handlers.ts'
import { requestLimits, type RateLimits } from './limit-requests.ts'
import { notingWho, observing, type Observe } from './observe.ts'
import { commandPace } from './read-body.ts'
import { answerRefusal, refuse } from './refusal.ts'
import { routes } from './routes/routes.ts'

export interface TicketHandlerOptions {
  service: TicketService
  /** Establishes who asks, e.g. `bearerAuth({ … })`. */
  authenticate: Authenticate
  /** Asked by `/healthz`: rejects where the store does not answer, e.g. `() => store.position('150100')`. */
  checkStore: () => Promise<unknown>
  /** How long `/healthz` waits for it, in milliseconds: 3,000 by default. */
  checkTimeoutMs?: number
  /** The whole city at once, e.g. `cityWide` of `@chuishao/adapters/rollup`; without it those routes are not there. */
  cityWide?: CityWide
  /** Checks and cleans photos as they come; by default `photoAcceptor()`, with `file-type` and `sharp`. */
  acceptPhoto?: AcceptPhoto
  /** Draws small pictures of stored photos for lists; by default with `sharp`, 320 pixels at the longest side. */
  makeThumbnail?: MakeThumbnail
  limits?: {
    /** Cap of a command's body in bytes: 64 KiB by default. */
    bodyBytes?: number
    /** Cap of a photo in bytes: 10 MiB by default. */
    photoBytes?: number
    /** How many photos are decoded at once, each in up to 10 bytes per pixel: 2 by default. */
    photosAtOnce?: number
    /** How many photos may be received, waiting and decoded at once: 32 by default. Others get 503 with `Retry-After`. */
    uploadsAtOnce?: number
    /** How many of those may be of one person: 6 by default. Further ones get 503 with `Retry-After`. */
    uploadsAtOncePerPerson?: number
    /** How long the body of a command may take, in milliseconds: 30,000 by default. Then 408. */
    commandMs?: number
    /** How long to wait for the next piece of a photo, in milliseconds: 15,000 by default. Then 408. */
    uploadIdleMs?: number
    /** How many bytes of a photo have to come in each second, on the whole: 1,000 by default. Else 408. */
    uploadBytesPerSecond?: number
    /** How long a photo may be slower than that at its beginning, in milliseconds: 30,000 by default. */
    uploadGraceMs?: number
  }
  /**
   * How often one person, and one address, may ask this process; off by default. Who asks too often gets 429 with
   * `Retry-After`. `/healthz` and preflights are not counted.
   */
  rateLimits?: RateLimits
  /** Milliseconds between heartbeats of an event stream. */
  heartbeatMs?: number
  /** Changes that an event stream tells a client that comes back; one that missed more is told to read anew. */
  maxBehind?: number
  /** Event streams that one person may have open here, in all pages together: 20 by default. Further ones get 429. */
  streamsPerPerson?: number
  /** Ends the event streams, so that the server can close. */
  shutdown?: AbortSignal
  /** Origins of pages elsewhere that may call, e.g. `['https://12345.example.cn']`; none by default, and never `*`. */
  corsOrigins?: string[]
  /** Other faces of the same service, each below a path of its own, with the same limits, headers and log. */
  otherFaces?: readonly OtherFace[]
  /** Goes around every answer, to log, count or trace it. It is told nothing of what was said. */
  observe?: Observe
  /** Told of everything unexpected; the client only gets the request's id. */
  onError?: (error: unknown, requestId?: string) => void
}

/** Another way to speak to the same service, e.g. `open311Face`. */
export interface OtherFace {
  /** Where it begins, e.g. `/open311/v2/`. */
  path: string
  /** Undefined where there is no such resource. */
  fetch: (request: Request) => Promise<Response | undefined>
  /** What it answers in its own form to whoever asks too often. */
  refuse: (
    request: Request,
    refusal: { status: number; message: Sentence; headers: Record<string, string> },
  ) => Response
}

/** A server's `fetch`; what it knows of the connection matters for `rateLimits` only. */
export type TicketHandler = (request: Request, connection?: HttpConnection) => Promise<Response>

/**
 * @example
 * const handler = createTicketHandler({ service, authenticate, checkStore })
 * serve({ fetch: handler, hostname: '127.0.0.1', port: 8080 }) // from @hono/node-server
 */
export const createTicketHandler = ({
  service,
  authenticate,
  checkStore,
  checkTimeoutMs = 3_000,
  cityWide,
  acceptPhoto = photoAcceptor(),
  makeThumbnail = thumbnailMaker(),
  limits: {
    bodyBytes = 64 * 1024,
    photoBytes = 10 * 1024 * 1024,
    photosAtOnce = 2,
    uploadsAtOnce = 32,
    uploadsAtOncePerPerson = 6,
    commandMs = commandPace.graceMs,
    uploadIdleMs = 15_000,
    uploadBytesPerSecond = 1_000,
    uploadGraceMs = 30_000,
  } = {},
  rateLimits = {},
  heartbeatMs = 15_000,
  maxBehind = 1000,
  streamsPerPerson = 20,
  shutdown = new AbortController().signal,
  corsOrigins = [],
  otherFaces = [],
  observe,
  onError = (error, id) => console.error(`request ${id ?? '?'}:`, error),
}: TicketHandlerOptions): TicketHandler => {
  const app = createFace()
  const limits = requestLimits(rateLimits)
  if (observe) app.use(observing(observe))
  if (corsOrigins.length > 0) app.use(crossOrigin(corsOrigins))
  app.use(async (c, next) => {
    const tooMany = c.req.path === routes.health.path ? undefined : limits.address(c)
    if (tooMany) {
      const face = otherFaces.find(({ path }) => c.req.path.startsWith(path))
      return face ? face.refuse(c.req.raw, tooMany) : answerRefusal(c, tooMany)
    }
    await next()
  })
  for (const { path, fetch } of otherFaces)
    app.all(`${path}*`, async (c) => (await fetch(c.req.raw)) ?? answerRefusal(c, refuse('unknownRoute')))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        answerRefusal(c, refuse('methodNotAllowed', { headers: { Allow: methods.join(', ') } })),
    }),
  )
  app.notFound((c) => answerRefusal(c, refuse('unknownRoute')))
  app.onError((error, c) => {
    // A repeat that comes early is nothing that an operator wants to hear of.
    if (!(error instanceof CommandInProgressError)) onError(error, c.get('requestId'))
    return answerRefusal(c, refuseError(error))
  })

  const parts = {
    service,
    checkStore,
    checkTimeoutMs,
    cityWide,
    acceptPhoto,
    makeThumbnail,
    bodyBytes,
    photoBytes,
    photosAtOnce,
    uploadsAtOnce,
    uploadsAtOncePerPerson,
    commandPace: { graceMs: commandMs },
    uploadPace: { graceMs: uploadGraceMs, bytesPerSecond: uploadBytesPerSecond, idleMs: uploadIdleMs },
    heartbeatMs,
    maxBehind,
    streamsPerPerson,
    shutdown,
    onError,
  }
  for (const { spec, answer } of Object.values(boundRoutes(parts))) {
    app.on(spec.method, spec.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const answered = await answer(c, { authenticate: notingWho(c, authenticate), limits })
      if ('extras' in answered) return answerRefusal(c, answered)
      if (!answered.headers.has('Cache-Control')) answered.headers.set('Cache-Control', 'no-store')
      return answered
    })
  }

  return async (request, connection) => {
    if (request.method !== 'HEAD') return app.fetch(request, connection)
    // Asked as GET and then dropped: else the stream of an event feed, which nobody reads, would never end.
    const { url, headers, signal } = request
    const response = await app.fetch(new Request(url, { headers, signal }), connection)
    await response.body?.cancel()
    return new Response(null, response)
  }
}

const refuseError = (error: unknown) => {
  if (error instanceof CommandInProgressError)
    return refuse('commandInProgress', { headers: { 'Retry-After': '1' } })
  if (error instanceof StoreUnavailableError) return refuse('storeUnavailable', { headers: comeBack })
  // A token for a tenant that nobody configured here.
  if (error instanceof UnknownTenantError) return refuse('unknownPerson')
  if (error instanceof AttachmentsUnavailableError)
    return refuse('attachmentsUnavailable', { headers: comeBack })
  if (error instanceof StorageFullError) return refuse('storageFull')
  if (error instanceof BusyError) return refuse('photosBusy', { headers: { 'Retry-After': '2' } })
  if (error instanceof IdentityUnavailableError) return refuse('identityUnavailable', { headers: comeBack })
  return refuse('internal')
}

/** A database or a provider that restarts or fails over is back within seconds. */
const comeBack = { 'Retry-After': '5' }
