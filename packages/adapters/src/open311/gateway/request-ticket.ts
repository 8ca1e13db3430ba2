/** A GeoReport request as a ticket: less than a ticket knows, and nothing that the request does not say. */
import {
  longestDescription,
  newTicket,
  Ticket,
  type AttachmentRef,
  type Clock,
  type Draft,
  type Matter,
  type Unit,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { readDate } from '../../foreign/native-date.ts'
import { NotGeoReport } from '../protocol/read-body.ts'
import type { ServiceRequest } from '../protocol/records.ts'
import { codeOf } from './code-of.ts'
import { lineOf } from './guessed-city.ts'

export interface TicketMaking {
  ticketId: string
  /** The list item of a service, where it is (still) on the list. */
  matter: (code: string) => Matter | undefined
  units: readonly Unit[]
  photoAt: (url: string) => AttachmentRef
  /** Of moments that the server tells without one, e.g. `+08:00`. */
  zone: string
  /** For a request that tells no moment at all. */
  now: string
}

/** Beyond `open` and `closed`, words for "done" that servers use: FixMyStreet's additional states, and common ones. */
const closedWords =
  /^(closed|fixed|resolved|completed?|done|archived|canceled|cancelled|duplicate|no_further_action|unable_to_fix|not_councils_responsibility|not_responsible|internal_referral)/i

/** Everything that is not closed is open: it has been reported. */
export const isClosed = (status: string | undefined): boolean =>
  status !== undefined && closedWords.test(status.replace(/[\s-]+/g, '_'))

/** Whether it was put right is only what such a word says: `closed` alone may as well mean withdrawn. */
export const outcomeOf = (status = ''): Ticket['results'][number]['outcome'] =>
  /^(fixed|resolved|completed?|done)/i.test(status) ? 'resolved' : 'explained'

/** Throws `NotGeoReport` where the record cannot be a ticket. */
export function requestTicket(request: ServiceRequest, making: TicketMaking): Ticket {
  const { ticketId, units, zone, now, matter: matterOf } = making
  const at = (text: string | undefined) => text && instantOf(text, zone)
  const [closed, notes] = [isClosed(request.status), textOf(request.status_notes)]
  const updated = at(request.updated_datetime)
  const createdAt = at(request.requested_datetime) ?? updated ?? now
  const updatedAt = updated !== undefined && updated > createdAt ? updated : createdAt
  const matter = request.service_code === undefined ? undefined : matterOf(codeOf(request.service_code))
  const community = communityOf(units)
  const leadUnitId = agencyUnit(request.agency_responsible, units)?.id
  const expected = at(request.expected_datetime)
  const ticket = {
    ...newTicket(ticketId),
    status: closed ? 'closed' : 'whistled',
    // Grows with every change that the server tells the time of.
    version: Date.parse(updatedAt) + (closed ? 1 : 0),
    draft: draftOf(request, community.id, making),
    ...(matter && { matter }),
    createdAt,
    updatedAt,
    communityId: community.id,
    whistledAt: createdAt,
    ...(leadUnitId !== undefined && { leadUnitId, dispatchedAt: createdAt }),
    ...(closed && { closedAt: updatedAt, closing: 'notReviewed' }),
    ...(closed &&
      notes !== undefined && {
        results: [
          {
            outcome: outcomeOf(request.status),
            text: notes,
            attachments: [],
            unitId: leadUnitId ?? community.id,
            at: updatedAt,
          },
        ],
      }),
    ...(!closed && expected !== undefined && { clocks: { handle: expectedBy(expected, createdAt) } }),
  }
  const parsed = z.safeParse(Ticket, ticket)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new NotGeoReport(`${issue?.path.join('.')}: ${issue?.message}`)
}

/** The first community stands for the whole jurisdiction: GeoReport knows none. */
export const communityOf = (units: readonly Unit[]): Unit => {
  const community = units.find(({ type }) => type === 'community')
  if (community === undefined) throw new Error('The units of an Open311 city need a community.')
  return community
}

/** The known unit of that name, or one that has nothing but the name. */
export function agencyUnit(agency: string | undefined, units: readonly Unit[]): Unit | undefined {
  const name = agency === undefined ? undefined : lineOf(agency)
  if (name === undefined) return undefined
  const known = units.find((it) => it.name === name || it.nameEn === name || it.id === name)
  return known ?? { id: codeOf(name), name, type: 'cityDepartment', regionCode: '000000' }
}

function draftOf(request: ServiceRequest, communityId: string, { photoAt }: TicketMaking): Draft {
  const { lat, long: lng, media_url } = request
  const description = textOf(request.description, longestDescription)
  const address = lineOf([request.address, request.zipcode].filter((it) => it !== undefined).join(', '))
  const isPoint = lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
  // Reports without a place are stored at 0,0 by some servers.
  const point = isPoint && (lat !== 0 || lng !== 0) ? { lat, lng } : {}
  const hasPlace = 'lat' in point || address !== undefined
  const photo = /^https?:\/\//.test(media_url ?? '') ? media_url : undefined
  return {
    ...(request.service_code !== undefined && { matterCode: codeOf(request.service_code) }),
    ...(description !== undefined && { description }),
    ...(hasPlace && {
      location: { crs: 'wgs84', ...point, ...(address !== undefined && { address }), communityId },
    }),
    ...(photo !== undefined && { attachments: [photoAt(photo)] }),
  }
}

/** What people typed into other systems, within bounds of ours: so many characters, nothing that cannot be stored. */
export const textOf = (text: string | undefined, most = 2000): string | undefined => {
  const plain = text?.replace(/(?![\t\r\n])\p{Cc}|\p{Cs}/gu, '').trim() ?? ''
  if (plain === '') return undefined
  return plain.length > most ? `${plain.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : plain
}

const instantOf = (text: string, zone: string): string | undefined => {
  const instant = readDate(text, 'iso', zone)
  return instant?.startsWith('20') && instant.length === 24 ? instant : undefined
}

const expectedBy = (dueAt: string, startedAt: string): Clock => ({
  kind: 'handle',
  startedAt,
  dueAt,
  calendarVersion: 'open311',
  provisional: false,
  explanation: { zh: '由对方系统预计的完成时间。', en: 'The other system expects it to be done by then.' },
})
