/** What answers every route of the table. */
import {
  maySeeFigures,
  noFigures,
  StoreUnavailableError,
  type CityWide,
  type ListQuery,
} from '@chuishao/core/service'
import { cityAnswers } from './answer-city.ts'
import { cityWideRoutes } from './answer-city-wide.ts'
import { answerCommand, answerErasure } from './answer-command.ts'
import { photoAnswers, type PhotoParts } from './answer-photo.ts'
import type { Pace } from './body-chunks.ts'
import { eventStream } from './event-stream.ts'
import { feedCursors } from './feed-cursors.ts'
import { inProgress } from './in-progress.ts'
import { openStreams } from './open-streams.ts'
import { inTime } from '../waiting/in-time.ts'
import { answerPage, withCursor } from './answer-page.ts'
import { openApiDocument } from './openapi.ts'
import { referencePage, referencePolicy } from './reference-page.ts'
import { refuse, refuseCommand } from './refusal.ts'
import { accountRoute, privateRoute, publicRoute, type BoundRoute } from './route.ts'
import { routes, type RouteName } from './routes/routes.ts'
import { answerTagged } from './tagged-answer.ts'

export interface HandlerParts extends PhotoParts {
  checkStore: () => Promise<unknown>
  checkTimeoutMs: number
  cityWide: CityWide | undefined
  bodyBytes: number
  /** How slow the body of a command may come. */
  commandPace: Pace
  heartbeatMs: number
  maxBehind: number
  streamsPerPerson: number
  shutdown: AbortSignal
}

/** The longest time that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1

export const boundRoutes = (parts: HandlerParts): Record<RouteName, BoundRoute> => {
  const {
    service,
    checkStore,
    checkTimeoutMs,
    cityWide,
    bodyBytes: limitBytes,
    commandPace: pace,
    heartbeatMs,
    maxBehind,
    streamsPerPerson,
    shutdown,
    onError,
  } = parts
  const answerCity = cityAnswers()
  const running = inProgress()
  const cursorOf = feedCursors(service)
  const streams = openStreams(streamsPerPerson)
  const photos = photoAnswers(parts)
  return {
    health: publicRoute(routes.health, async () => {
      try {
        const answered = await inTime(
          checkStore().then(() => true),
          checkTimeoutMs,
        )
        if (!answered) throw new StoreUnavailableError(new Error('The store did not answer in time.'))
      } catch (error) {
        onError(error)
        return refuse('storeUnavailable', { headers: { 'Retry-After': '5' } })
      }
      return Response.json({ status: 'ok' })
    }),

    openApi: publicRoute(routes.openApi, async () => Response.json(openApiDocument())),

    reference: publicRoute(routes.reference, async () => {
      const headers = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': referencePolicy,
      }
      return new Response(referencePage(), { headers })
    }),

    me: privateRoute(routes.me, async ({ session }) => Response.json(session.actor)),

    account: accountRoute(routes.account),

    city: privateRoute(routes.city, async ({ request, session }) =>
      answerCity(request, service.city(session)),
    ),

    preview: privateRoute(routes.preview, async ({ session, query }) => {
      const preview = service.preview(session, query.matterCode, query.communityId)
      return preview === undefined ? refuse('unknownPreview') : Response.json(preview)
    }),

    tickets: privateRoute(routes.tickets, ({ request, session, query }) =>
      withCursor(async () => answerPage(request, await service.query(session, query satisfies ListQuery))),
    ),

    ticket: privateRoute(routes.ticket, async ({ request, session, params, query }) => {
      const view = await service.get({ ...session, ...query }, params.id)
      if (view === undefined) return refuse('unknownTicket')
      return answerTagged(request, view, { version: view.ticket.version })
    }),

    history: privateRoute(routes.history, async ({ request, session, params, query }) => {
      const items = await service.history({ ...session, ...query }, params.id)
      return items === undefined ? refuse('unknownTicket') : answerTagged(request, { items })
    }),

    command: privateRoute(routes.command, ({ session, request, params }) =>
      answerCommand({ service, session, request, ticketId: params.id, limitBytes, pace, running }),
    ),

    erasure: privateRoute(routes.erasure, ({ session, request, params }) =>
      answerErasure({ service, session, request, ticketId: params.id, limitBytes, pace, running }),
    ),

    views: privateRoute(routes.views, ({ session, request, params, query }) =>
      withCursor(async () => {
        const views = await service.views(session, params.id, query)
        if (views === undefined) return refuse('unknownTicket')
        return views.ok ? answerPage(request, views.page) : refuseCommand(views.rejection)
      }),
    ),

    upload: privateRoute(routes.upload, photos.upload),

    attachment: privateRoute(routes.attachment, ({ session, request, params, query }) =>
      photos.download({ session, request }, params.sha256, query.size),
    ),

    events: privateRoute(routes.events, async ({ c, request, session, expiresAt, isUnchanged }) => {
      const lifetime = expiresAt === undefined ? longestTimer : Math.min(expiresAt - Date.now(), longestTimer)
      const signal = AbortSignal.timeout(Math.max(0, lifetime))
      const end = streams.open(`${session.tenantId} ${session.actor.personId}`)
      if (end === undefined) return refuse('tooManyStreams', { headers: { 'Retry-After': '30' } })
      const lastEventId = request.headers.get('Last-Event-ID') ?? undefined
      return eventStream(c, {
        service,
        session,
        cursorOf,
        onEnd: end,
        isUnchanged,
        lastEventId,
        heartbeatMs,
        maxBehind,
        signal,
        shutdown,
        onError,
      })
    }),

    ...cityWideRoutes(cityWide),

    figures: privateRoute(routes.figures, async ({ session, query }) =>
      maySeeFigures(session.actor)
        ? Response.json(await service.figures(session, query))
        : refuseCommand({ code: 'wrongRole', message: noFigures, allowed: [] }),
    ),
  }
}
