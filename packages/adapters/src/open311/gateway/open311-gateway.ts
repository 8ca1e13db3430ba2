/** The gateway to any Open311 GeoReport v2 server (https://wiki.open311.org/GeoReport_v2). Runs in browsers. */
import type { GatewayCapabilities, TicketGateway } from '@chuishao/core/service'
import type { Actor } from '@chuishao/core/ticket'
import { failureOf } from '../../http/failures.ts'
import { remembered } from '../../foreign/remembered.ts'
import type { FindAnswers } from './answers.ts'
import { open311Connection, type Open311ConnectionOptions } from './connection.ts'
import { executeWhistle } from './execute-whistle.ts'
import type { Open311City } from './guessed-city.ts'
import { historyOf } from './history-of.ts'
import { readKnownCity } from './known-city.ts'
import type { ListingOptions } from './list-requests.ts'
import { photoBook, type Open311Photos } from './photos.ts'
import { requestIds } from './request-ids.ts'
import { open311Requests } from './requests.ts'
import type { WhoReports } from './send-request.ts'

export interface Open311GatewayOptions extends Open311ConnectionOptions {
  /** Who acts on this page: the server knows nobody. */
  actor: Actor | (() => Actor | Promise<Actor>)
  /** What is known of the city beside its services. */
  city?: Open311City
  /** How photos are sent; absent where the server takes none. */
  photos?: Open311Photos
  /**
   * Who reports, as the server is told: `'resident'` is the name and number that the draft notes. Nobody by default, for
   * what a resident told a community worker is not for a foreign system unless somebody decides so.
   */
  reporter?: WhoReports
  /** Answers to what a service asks, from fields of the page's own; else they are lines in the description. */
  answers?: FindAnswers
  /** How far lists go back, and how the server pages them. */
  lists?: ListingOptions
  /** Of moments that the server tells without one; `Z` by default. */
  timeZone?: string
  /** Milliseconds since 1970; the device's clock by default. */
  now?: () => number
}

/** What GeoReport has, whatever the server: reports go in, and two statuses come back. */
export const open311Capabilities = ({
  upload,
  contacts = false,
}: {
  upload: boolean
  contacts?: boolean
}): GatewayCapabilities => ({
  upload,
  subscribe: false,
  history: true,
  figures: false,
  commands: ['WHISTLE'],
  statuses: ['whistled', 'closed'],
  filters: ['statuses', 'category', 'matterCode', 'text'],
  orders: ['updated', 'due'],
  clientIds: false,
  replays: false,
  conflicts: false,
  contacts,
  preview: false,
  wholeCity: false,
  hashedHistory: false,
  privateTickets: false,
  privatePhotos: false,
  photoDigests: false,
})

/** @example open311Gateway({ url: 'https://311.example.gov/open311/v2', actor: { personId: 'p1', name: '王某', roles: ['citizen'] } }) */
export function open311Gateway(options: Open311GatewayOptions): TicketGateway {
  const {
    actor,
    city = {},
    photos,
    reporter,
    answers,
    lists = {},
    timeZone = 'Z',
    now: nowMs = Date.now,
  } = options
  const connection = open311Connection(options)
  const ids = requestIds()
  const book = photoBook(photos, connection)
  const knownCity = remembered(
    async () => '',
    () => readKnownCity(connection, city, photos !== undefined),
  )
  const requests = open311Requests({
    connection,
    city: knownCity,
    ids,
    photos: book,
    listing: lists,
    zone: timeZone,
    nowMs,
  })
  const whoAmI = async () => (typeof actor === 'function' ? actor() : actor)
  const [unanswered, sentCommands] = [new Set<string>(), new Set<string>()]

  return {
    capabilities: open311Capabilities({
      upload: photos !== undefined,
      contacts: reporter === 'resident' || typeof reporter === 'function',
    }),
    whoAmI,
    city: async () => (await knownCity()).data,
    upload: book.upload,
    download: book.download,
    query: requests.list,

    execute: (ticketId, command, how) =>
      executeWhistle(ticketId, command, how, {
        connection,
        city: knownCity,
        ids,
        requests,
        book,
        photos,
        reporter,
        findAnswers: answers,
        whoAmI,
        nowMs,
        unanswered,
        sentCommands,
      }),

    async get(ticketId) {
      const loaded = await requests.load(ticketId)
      if (loaded === undefined) return undefined
      const { communityId, leadUnitId } = loaded.ticket
      const known = [...(await knownCity()).data.units, ...(loaded.agency ? [loaded.agency] : [])]
      const units = known.filter(({ id }) => id === communityId || id === leadUnitId)
      return { ticket: loaded.ticket, units: Object.fromEntries(units.map((it) => [it.id, it])), actions: [] }
    },

    async history(ticketId) {
      const loaded = await requests.load(ticketId)
      if (loaded === undefined) throw failureOf(404, undefined)
      return historyOf(loaded)
    },

    preview: () => Promise.reject(failureOf(404, undefined)),
    subscribe: () => undefined,
    figures: () => Promise.reject(failureOf(404, undefined)),
  }
}
