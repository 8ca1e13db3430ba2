/** The gateway to an existing portal whose REST API is described as data. Runs in browsers. */
import type { City } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import { previewOf, viewOf, type TicketGateway } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import type { WorkingCalendar } from '@chuishao/core/time'
import { chinaCalendar } from '@chuishao/core/time/china'
import * as z from 'zod/mini'
import { failureOf } from '../http/failures.ts'
import { valueAt } from './at-path.ts'
import { capabilitiesOf } from './capabilities.ts'
import { executeCommand } from './execute-command.ts'
import { InvalidDescriptionError } from './description-fault.ts'
import { offeredActions } from './offered-actions.ts'
import { personFields } from './our-fields.ts'
import { missingOption } from './missing-option.ts'
import { readCity } from './portal-city.ts'
import { planeOf, type OwnPlane } from './own-plane.ts'
import { portalConnection, type PortalConnectionOptions } from './portal-connection.ts'
import { unfitAnswer } from './portal-failure.ts'
import { historyOf } from './portal-history.ts'
import { photoNames, portalPhotos } from './portal-photos.ts'
import { portalTickets, type LoadedTicket } from './portal-tickets.ts'
import { readDescription } from './read-description.ts'
import { fieldReader } from './read-fields.ts'
import { remembered } from '../foreign/remembered.ts'
import { fillRequest } from './request-line.ts'
import { unreadTeller, type UnreadTicketError } from './unread-ticket.ts'

export interface MappedGatewayOptions extends PortalConnectionOptions {
  /** Counts limits where the portal says none; China's by default. */
  calendar?: WorkingCalendar
  /** Where the description says `"projection": { "plane": "own" }`: between degrees and the city's own plane. */
  plane?: OwnPlane
  /** Told once of each ticket that a list leaves out because it cannot be read; the page's `reportError` by default. */
  onUnread?: (error: UnreadTicketError) => void
}

/**
 * @param description what a JSON file says: see `PortalDescription`
 * @throws {InvalidDescriptionError} with every fault, where it is not one
 * @throws {MissingOptionError} where it says that requests bring a token, or are signed, or that
 *   points lie on a plane of the city's own, and nothing gives these
 * @example mappedGateway(description, { endpoint: 'https://12345.example.cn/prod-api', token: () => session.token })
 */
export function mappedGateway(
  description: unknown,
  { calendar = chinaCalendar(), now = Date.now, plane: own, onUnread, ...options }: MappedGatewayOptions,
): TicketGateway {
  const checked = readDescription(description)
  if (!checked.ok) throw new InvalidDescriptionError(checked.faults)
  const portal = checked.description
  const missing = missingOption(portal, { ...options, ...(own && { plane: own }) })
  if (missing !== undefined) throw missing
  const capabilities = capabilitiesOf(portal)
  const connection = portalConnection(portal, { ...options, now })
  const photos = photoNames()
  const cityData = remembered(connection.token, () =>
    readCity(portal, connection, photos, capabilities.lostFields),
  )
  const city = remembered<City>(connection.token, async () => indexCity(await cityData(), calendar))
  const plane = planeOf(portal, own)
  const tickets = portalTickets(portal, connection, city, photos, plane, unreadTeller(portal, onUnread))
  const unanswered = new Set<string>()
  const readPerson = fieldReader(portal.whoAmI.fields, personFields, portal, photos)
  const instant = () => new Date(now()).toISOString()

  const whoAmI = async (): Promise<Actor> => {
    const { json, url } = await connection.read(fillRequest(portal.whoAmI, () => undefined))
    const values = readPerson(valueAt(json, portal.whoAmI.record), url)
    if (values.roles === undefined) throw failureOf(403, undefined)
    const parsed = z.safeParse(Actor, values)
    if (parsed.success) return parsed.data
    throw unfitAnswer(portal, url, parsed.error.issues[0]?.path.join('.') ?? '*', '缺少 / missing')
  }
  const who = remembered(connection.token, whoAmI)

  return {
    capabilities,
    whoAmI,
    city: cityData,
    ...portalPhotos(portal, connection, photos, tickets.load),

    async preview(matterCode, communityId) {
      const known = await city()
      const preview = previewOf(known, matterCode, communityId, instant())
      if (preview === undefined) throw failureOf(404, undefined)
      // Where neither matter nor city sets a limit nobody is told one.
      const { leadUnit, accept, handle } = preview
      const { acceptLimit, handleLimit } = known.matter(matterCode) ?? {}
      const isSet = portal.city.policy?.profile !== undefined
      return {
        leadUnit,
        ...((isSet || acceptLimit) && accept && { accept }),
        ...((isSet || handleLimit) && handle && { handle }),
      }
    },

    async execute(ticketId, command, how) {
      const known = await city()
      const allowedOn = (loaded: LoadedTicket, actor: Actor) =>
        offeredActions(loaded, actor, instant(), known, portal, capabilities).flatMap((it) =>
          it.enabled ? [it.type] : [],
        )
      const base = { description: portal, connection, photos, plane, tickets, unanswered }
      return executeCommand(ticketId, command, how, { ...base, city: known, whoAmI, now: instant, allowedOn })
    },

    async get(ticketId) {
      const loaded = await tickets.load(ticketId)
      if (loaded === undefined) return undefined
      const [actor, known, at] = [await who(), await city(), instant()]
      const view = viewOf(loaded.ticket, actor, at, known)
      const { number = portal.ticket.uuids ? undefined : loaded.values.id } = loaded.values
      return {
        ...view,
        ...(number && { number }),
        actions: offeredActions(loaded, actor, at, known, portal, capabilities),
      }
    },

    query: (query) => tickets.list(query),

    async history(ticketId) {
      const { history } = portal
      const id = tickets.nativeId(ticketId)
      const loaded = history && id !== undefined && (await tickets.load(ticketId))
      if (!loaded) throw failureOf(404, undefined)
      const answer = await connection.read(fillRequest(history, (name) => (name === 'id' ? id : undefined)))
      return historyOf(answer, loaded, await city(), portal, photos)
    },

    subscribe: () => undefined,
    figures: () => Promise.reject(failureOf(404, undefined)),
  }
}
