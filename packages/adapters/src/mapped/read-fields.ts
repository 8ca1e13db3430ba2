/** A record of the portal, field by field, into ours: what does not fit is a failure that names the field. */
import { listOf, placeName, placeOf, readValue, UnfitValue, type PhotoNames, type Place } from './convert.ts'
import { valueAt } from './at-path.ts'
import type { Field, PortalDescription } from './description.ts'
import type { FieldTable, ValueOf } from './our-fields.ts'
import { unfitAnswer } from './portal-failure.ts'

export type Fields<T extends FieldTable> = { [K in keyof T]?: Field | undefined }
export type Values<T extends FieldTable> = { -readonly [K in keyof T]?: ValueOf<T[K]> }

export type Conversions = Pick<PortalDescription, 'name' | 'values' | 'zone' | 'states'>

/** Every kind with its conversion; states are those of `states`. */
export const conversionsOf = ({ values, zone, states }: Conversions) => ({
  values: { ...values, status: states },
  zone,
})

export const placesOf = <T extends FieldTable>(
  fields: Fields<T>,
  table: T,
  description: Conversions,
): [keyof T & string, Place][] =>
  Object.entries(table).flatMap(([name, kind]): [keyof T & string, Place][] =>
    fields[name] === undefined ? [] : [[name, placeOf(fields[name], kind, conversionsOf(description))]],
  )

/** Makes a reader of records. What it answers has been checked value by value; `url` is for the failure. */
export function fieldReader<T extends FieldTable>(
  fields: Fields<T>,
  table: T,
  description: Conversions,
  photos: PhotoNames,
): (record: unknown, url: string) => Values<T> {
  const places = placesOf(fields, table, description)
  return (record, url) => {
    const values: Partial<Record<keyof T, unknown>> = {}
    for (const [name, place] of places) {
      try {
        const value = readValue(record, place, photos)
        if (value !== undefined) values[name] = value
      } catch (error) {
        if (!(error instanceof UnfitValue)) throw error
        const where = placeName(place) ?? name
        throw unfitAnswer(description, url, `${where} → ${name}`, error.message, error)
      }
    }
    // `readValue` has parsed each of them with the schema of its kind.
    return values as Values<T>
  }
}

/** The rows of an answer; a failure where there is no list. */
export function rowsIn(
  { json, url }: { json: unknown; url: string },
  path: string | undefined,
  description: Conversions,
): unknown[] {
  const rows = valueAt(json, path)
  if (Array.isArray(rows)) return rows
  throw unfitAnswer(description, url, path ?? '*', '不是列表 / is not a list')
}

/** Whether a row is one of those that are meant. */
export const isMeant = (row: unknown, only: Record<string, unknown> = {}): boolean =>
  Object.entries(only).every(([path, wanted]) =>
    listOf(wanted).some((it) => String(it) === String(valueAt(row, path))),
  )
