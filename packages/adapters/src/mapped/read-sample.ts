/** An answer of the portal that somebody has saved, read by its description: only so does a wrong path show before use. */
import { valueAt } from './at-path.ts'
import { placeName, readValue, UnfitValue } from './convert.ts'
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
  const photos = photoNames()
  const places = placesOf(ticket.fields, ticketFields, read.description)
  const fields = places.map(([field, place]): SampleField => {
    const at = placeName(place) ?? '—'
    try {
      const value = readValue(record, place, photos)
      return value === undefined ? { field, at, found: 'absent' } : { field, at, found: 'read', value }
    } catch (error) {
      if (error instanceof UnfitValue) return { field, at, found: 'unfit', why: error.message }
      throw error
    }
  })
  return { ok: true, fields }
}
