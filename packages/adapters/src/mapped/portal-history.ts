/** What a portal's log tells of a ticket, as our events. */
import type { City } from '@chuishao/core/lifecycle'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Actor, Role, Status, TicketEvent, UnitType } from '@chuishao/core/ticket'
import { valueAt } from './at-path.ts'
import { placeOf } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { historyFields } from './our-fields.ts'
import { unfitAnswer } from './portal-failure.ts'
import type { KnownPhotos } from './portal-photos.ts'
import type { LoadedTicket } from './portal-tickets.ts'
import { fieldReader, rowsIn, type Values } from './read-fields.ts'
import { commandTeller } from './told-command.ts'

type HistoryValues = Values<typeof historyFields>

/** Where a log does not say in which role somebody acted, their unit does. */
const roleOfUnit: Record<UnitType, Role> = {
  community: 'gridWorker',
  street: 'streetOfficer',
  districtDepartment: 'departmentHandler',
  cityDepartment: 'departmentHandler',
  outsideHandler: 'departmentHandler',
  dispatchCentre: 'dispatcher',
}

export function historyOf(
  answer: { json: unknown; url: string },
  { ticket: { id: ticketId }, values: ticket }: LoadedTicket,
  city: City,
  description: PortalDescription,
  photos: KnownPhotos,
): TicketEvent[] {
  const { history } = description
  if (history === undefined) return []
  const read = fieldReader(history.fields, historyFields, description, photos)
  const { at: place } = placeOf(history.fields.command, 'command', description)
  const nameAt = Array.isArray(place) ? place[0] : place
  const rows = rowsIn(answer, history.rows, description)
    .map((row) => {
      const values = read(row, answer.url)
      return { values, native: String(values.stepName ?? valueAt(row, nameAt) ?? ''), row }
    })
    .sort((a, b) => (a.values.at ?? '').localeCompare(b.values.at ?? ''))
  const told = commandTeller(ticketId, ticket, description, photos)(rows, answer.url)
  let last: Status = 'draft'
  return rows.flatMap(({ values, row }, index): TicketEvent[] => {
    const command = told[index]
    if (command === undefined) return []
    const { at } = values
    if (at === undefined) throw unfitAnswer(description, answer.url, `${index}.at`, '缺少 / missing')
    const from = values.from ?? last
    const to = values.to ?? from
    last = to
    const event: TicketEvent = {
      ticketId,
      version: index + 1,
      kind: 'command',
      at,
      actor: actorOf(values, city),
      from,
      to,
      command,
      facts: {},
      previousHash: '',
      // Nothing is chained: this only tells one line from another.
      hash: bytesToHex(sha256(utf8ToBytes(JSON.stringify([ticketId, index, row])))),
      redacted: true,
    }
    return [event]
  })
}

function actorOf({ personId, personName, unitId, roles }: HistoryValues, city: City): Actor {
  const unit = unitId === undefined ? undefined : city.unit(unitId)
  const id = personId ?? personName?.replace(/[^\p{L}\p{N}._:-]/gu, '') ?? ''
  return {
    personId: id === '' ? 'unknown' : id,
    name: personName ?? personId ?? '—',
    roles: roles ?? [unit ? roleOfUnit[unit.type] : 'citizen'],
    ...(unitId !== undefined && { unitId }),
  }
}
