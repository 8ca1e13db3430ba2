/** An answer of the portal that somebody has saved, read by its description: only so does a wrong path show before use. */
import { valueAt } from './at-path.ts'
import { placeName, readValue, UnfitValue, type Place } from './convert.ts'
import { InvalidDescriptionError } from './description-fault.ts'
import { ticketFields, type TicketField } from './our-fields.ts'
import { photoNames } from './portal-photos.ts'
import { readDescription } from './read-description.ts'
import { placesOf } from './read-fields.ts'

export interface SampleField {
  field: TicketField
  /** Where it lies by the description. */
  at: string
  /** `absent`: nothing lies there in this answer, which may be right. `unfit`: what lies there cannot be read. */
  found: 'read' | 'absent' | 'unfit'
  value?: unknown
  /** In both languages. */
  why?: string
}

export type ReadSample = { ok: true; fields: SampleField[] } | { ok: false; record: string }

/**
 * @param answer what the portal answered to `ticket.send`
 * @returns the fields of its record; or the path at which there is no record
 * @throws {InvalidDescriptionError}
 */
export function readSample(input: unknown, answer: unknown): ReadSample {
  const read = readDescription(input)
  if (!read.ok) throw new InvalidDescriptionError(read.faults)
  const { ticket } = read.description
  const record = valueAt(answer, ticket.record)
  if (typeof record !== 'object' || record === null) return { ok: false, record: ticket.record ?? '' }
  const places = placesOf(ticket.fields, ticketFields, read.description)
  return { ok: true, fields: fieldsIn(record, places) }
}

/** A row that a list would leave out. */
export interface UnreadRow {
  /** Counted from 1. */
  row: number
  /** What is missing of what every ticket has, and what cannot be read. */
  fields: SampleField[]
}

export interface ReadSampleList {
  rows: number
  unread: UnreadRow[]
}

/**
 * @param answer what the portal answered to `list.send`
 * @returns the rows that a list would leave out; undefined where the answer has no list
 * @throws {InvalidDescriptionError}
 */
export function readSampleList(input: unknown, answer: unknown): ReadSampleList | undefined {
  const read = readDescription(input)
  if (!read.ok) throw new InvalidDescriptionError(read.faults)
  const { ticket, list } = read.description
  const rows = valueAt(answer, list.rows)
  if (!Array.isArray(rows)) return undefined
  const places = placesOf({ ...ticket.fields, ...list.fields }, ticketFields, read.description)
  const unread = rows.flatMap((row: unknown, index): UnreadRow[] => {
    const fields = fieldsIn(row, places).filter(
      ({ field, found }) => found === 'unfit' || (found === 'absent' && needed.includes(field)),
    )
    return fields.length > 0 ? [{ row: index + 1, fields }] : []
  })
  return { rows: rows.length, unread }
}

/** Without these a record is no ticket. */
const needed: TicketField[] = ['id', 'status']

function fieldsIn(record: unknown, places: [TicketField, Place][]): SampleField[] {
  const photos = photoNames()
  return places.map(([field, place]): SampleField => {
    const at = placeName(place) ?? '—'
    try {
      const value = readValue(record, place, photos)
      return value === undefined ? { field, at, found: 'absent' } : { field, at, found: 'read', value }
    } catch (error) {
      if (error instanceof UnfitValue) return { field, at, found: 'unfit', why: error.message }
      throw error
    }
  })
}
