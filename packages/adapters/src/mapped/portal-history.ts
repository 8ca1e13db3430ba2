/** What a portal's log tells of a ticket, as our events: what is none of our commands is told as a comment. */
import type { City } from '@chuishao/core/lifecycle'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  commandSchemas,
  type Actor,
  type Command,
  type Role,
  type Status,
  type TicketEvent,
  type UnitType,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { valueAt } from './at-path.ts'
import { placeOf } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { historyFields } from './our-fields.ts'
import { unfitAnswer } from './portal-failure.ts'
import type { KnownPhotos } from './portal-photos.ts'
import { fieldReader, rowsIn, type Values } from './read-fields.ts'

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
  ticketId: string,
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
      const { attachments, ...values } = read(row, answer.url)
      const shown = attachments && { attachments: photos.on(ticketId, attachments) }
      return { values: { ...values, ...shown }, native: values.stepName ?? valueAt(row, nameAt), row }
    })
    .sort((a, b) => (a.values.at ?? '').localeCompare(b.values.at ?? ''))
  let last: Status = 'draft'
  return rows.map(({ values, native, row }, index): TicketEvent => {
    const { at } = values
    if (at === undefined) throw unfitAnswer(description, answer.url, `${index}.at`, '缺少 / missing')
    const from = values.from ?? last
    const to = values.to ?? from
    last = to
    return {
      ticketId,
      version: index + 1,
      kind: 'command',
      at,
      actor: actorOf(values, city),
      from,
      to,
      command: commandOf(values, String(native ?? '')),
      facts: {},
      previousHash: '',
      // Nothing is chained: this only tells one line from another.
      hash: bytesToHex(sha256(utf8ToBytes(JSON.stringify([ticketId, index, row])))),
      redacted: true,
    }
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

/** One text stands for whatever the command calls its own. */
function commandOf({ command: type, text, reasonCode, attachments }: HistoryValues, native: string): Command {
  if (type !== undefined) {
    const words = text && {
      text,
      reason: text,
      explanation: text,
      message: text,
      instruction: text,
      note: text,
    }
    const parsed = z.safeParse(commandSchemas[type], { type, ...words, reasonCode, attachments })
    if (parsed.success) return parsed.data
  }
  const said = [native, text].filter((it) => it !== undefined && it !== '').join('：')
  return {
    type: 'COMMENT',
    text: said === '' ? '—' : said.slice(0, 2000),
    ...(attachments && { attachments }),
  }
}
