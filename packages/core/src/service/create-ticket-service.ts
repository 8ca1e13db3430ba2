/** The service: joins a store to the core. It authorises, decides, and appends; the store keeps the order. */
import type { City, CityData } from '../lifecycle/city.ts'
import { concernedBy } from '../privacy/sight.ts'
import { Uuid, type Contact, type Instant, type Ticket, type TicketEvent } from '../ticket/index.ts'
import { allEvents } from './all-events.ts'
import { commandRunner } from './command-runner.ts'
import { dueDeadlines } from './due-deadlines.ts'
import { personalEraser } from './erase-personal.ts'
import { GatewayError } from './gateway-error.ts'
import type { ListQuery, Outcome, TicketChange, TicketView } from './gateway.ts'
import { photoKeeper } from './photos.ts'
import { recalculator } from './recalculate-open-deadlines.ts'
import { runningFigures } from './running-figures.ts'
import { seenList } from './seen-list.ts'
import type { Session, TicketService } from './service.ts'
import type { AttachmentStore } from './attachment-store.ts'
import type { TicketStore } from './store.ts'
import { thumbnails } from './thumbnails.ts'
import { viewLog } from './view-log.ts'
import { viewsFor } from './views-for.ts'
import { viewOf, previewOf } from './view-of.ts'
import { eventFor, maySee, maySeeFigures, noFigures, summaryFor, visibilityOf } from './visibility.ts'

export interface TicketServiceOptions {
  store: TicketStore
  attachments: AttachmentStore
  /** The city of a tenant, indexed for decisions and as data for the browser; undefined for an unknown tenant. */
  cities: (tenantId: string) => { index: City; data: CityData } | undefined
  /** The present moment. */
  clock: () => Instant
  /**
   * A new random salt, 32 hexadecimal digits or more, for the digest of each event's personal data: `randomSalt` of
   * `@chuishao/adapters/salt`.
   */
  newSalt: () => string
  /**
   * The portal's identity of a resident, by what the whistler noted of them: that resident may then rate. Without it
   * the `citizenId` that a client sends is believed, which only trusted clients deserve.
   */
  identifyResident?: (tenantId: string, contact: Contact) => string | undefined
  /**
   * How long a photo that is on no ticket is kept for whoever uploaded it, in milliseconds; seven days by default. Until
   * then they may fetch and attach it; `collectUploads` removes it afterwards.
   */
  uploadsKeptMs?: number
}

/** Creates the service that a server, a worker or a test talks to. */
export function createTicketService({
  store,
  attachments,
  cities,
  clock,
  newSalt,
  identifyResident,
  uploadsKeptMs = 7 * 24 * 3_600_000,
}: TicketServiceOptions): TicketService {
  const cityOf = (tenantId: string) => {
    const city = cities(tenantId)
    if (city === undefined) throw new UnknownTenantError(tenantId)
    return city
  }
  const figuresUpToDate = runningFigures(store)
  const photos = photoKeeper({ store, attachments, clock, uploadsKeptMs })
  const { execute: carryOut, step } = commandRunner({
    store,
    photos,
    cityOf,
    clock,
    newSalt,
    identifyResident,
  })

  const noteView = viewLog({ store, clock, newId: newSalt })
  const erasePersonal = personalEraser({ store, photos, clock, newSalt })

  async function execute(...asked: Parameters<TicketService['execute']>): Promise<Outcome> {
    const outcome = await carryOut(...asked)
    const shown = outcome.ok ? outcome.ticket : 'conflict' in outcome ? outcome.conflict.ticket : undefined
    if (shown) await noteView(asked[0], shown, 'command')
    return outcome
  }

  async function visible({ tenantId, actor }: Session, ticketId: string): Promise<Ticket | undefined> {
    if (!Uuid.safeParse(ticketId).success) return undefined
    const stored = await store.load({ tenantId, ticketId })
    return stored && maySee(actor, concernedBy(stored.ticket)) ? stored.ticket : undefined
  }

  async function get(session: Session, ticketId: string): Promise<TicketView | undefined> {
    const ticket = await visible(session, ticketId)
    if (!ticket) return undefined
    await noteView(session, ticket, 'ticket')
    return viewOf(ticket, session.actor, clock(), cityOf(session.tenantId).index)
  }

  async function history(session: Session, ticketId: string): Promise<TicketEvent[] | undefined> {
    const ticket = await visible(session, ticketId)
    if (!ticket) return undefined
    await noteView(session, ticket, 'history')
    const events = await allEvents(store, { tenantId: session.tenantId, ticketId })
    return events.map((event) => eventFor(session.actor, ticket, event))
  }

  async function* feed(
    session: Session,
    options: { after: number; signal: AbortSignal },
  ): AsyncGenerator<TicketChange> {
    const { tenantId, actor } = session
    const seesAll = visibilityOf(actor) === undefined
    for await (const item of store.feed(tenantId, options)) {
      if (!maySee(actor, item.summary)) continue
      // The line says who had a part in it then: who has none any more is not told what happened before either.
      if (!seesAll && !(await visible(session, item.ticketId))) continue
      // Without the event: who has to know what is in it opens the ticket, where looking is recorded.
      const { position, ticketId, version, summary } = item
      yield { position, ticketId, version, summary: summaryFor(actor, summary) }
    }
  }

  return {
    execute,
    get,
    history,
    query: ({ tenantId, actor }, query: ListQuery) => seenList(store, actor, { ...query, tenantId }),
    feed,
    position: ({ tenantId }) => store.position(tenantId),
    feedSecret: ({ tenantId }) => store.feedSecret(tenantId),
    city: ({ tenantId }) => cityOf(tenantId).data,
    preview: ({ tenantId }, matterCode, communityId) =>
      previewOf(cityOf(tenantId).index, matterCode, communityId, clock()),
    upload: photos.upload,
    download: photos.download,
    collectUploads: photos.collect,
    thumbnail: thumbnails({ attachments, download: photos.download }),
    figures: async ({ tenantId, actor }, filter = {}) => {
      if (!maySeeFigures(actor)) throw new GatewayError('forbidden', noFigures)
      const { index: city } = cityOf(tenantId)
      return (await figuresUpToDate(tenantId)).figures({ ...filter, now: clock(), city })
    },
    erasePersonal,
    views: async (session, ticketId, page = {}) => {
      const ticket = await visible(session, ticketId)
      return ticket && viewsFor(session, ticket, (ref) => store.views(ref, page))
    },
    sees: async (session, ticketId) => (await visible(session, ticketId)) !== undefined,
    ...dueDeadlines({ store, step, clock }),
    recalculateOpenDeadlines: recalculator({
      store,
      step,
      clock,
      cityOf: (tenantId) => cityOf(tenantId).index,
    }),
  }
}

/** The tenant is not configured here. */
export class UnknownTenantError extends Error {
  override readonly name = 'UnknownTenantError'
  readonly code = 'unknownTenant'
  constructor(tenantId: string) {
    super(`Tenant ${tenantId} is not configured`)
  }
}
