/** What a record has several of: extensions that were asked for, and units that assist. */
import type { Ticket } from '@chuishao/core/ticket'
import { valueAt } from './at-path.ts'
import { listOf, type PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { assistFields, extensionFields, type FieldTable } from './our-fields.ts'
import { fieldReader, type Fields, type Values } from './read-fields.ts'

export interface ListedParts {
  extensions: Values<typeof extensionFields>[]
  assists: Values<typeof assistFields>[]
}

/** Makes a reader of a record's lists; `url` is for the failure. */
export function partsReader(
  description: PortalDescription,
  photos: PhotoNames,
): (record: unknown, url: string) => ListedParts {
  const { extensions, assists } = description.ticket
  const rowsOf = <T extends FieldTable>(
    described: { rows?: string | undefined; fields: Fields<T> } | undefined,
    table: T,
  ) => {
    if (described === undefined) return () => []
    const read = fieldReader(described.fields, table, description, photos)
    return (record: unknown, url: string) => {
      const rows = valueAt(record, described.rows)
      return rows === undefined || rows === null ? [] : listOf(rows).map((row) => read(row, url))
    }
  }
  const readExtensions = rowsOf(extensions, extensionFields)
  const readAssists = rowsOf(assists, assistFields)
  return (record, url) => ({ extensions: readExtensions(record, url), assists: readAssists(record, url) })
}

/** What stands where the portal keeps no words. */
const unsaid = '—'

/** `at` is when the ticket last changed: a portal may not say when it was asked. A row without an amount asks for nothing. */
export const extensionsOf = (rows: ListedParts['extensions'], at: string | undefined): Ticket['extensions'] =>
  rows.flatMap((row) => {
    const { amount, unit, reason = unsaid, decision, decisionText } = row
    const asked = row.at ?? at
    if (!amount || unit === undefined || asked === undefined) return []
    const said = { ...(decision && { decision }), ...(decisionText && { decisionText }) }
    return [{ by: { amount, unit }, reason, at: asked, ...said }]
  })

export const assistsOf = (rows: ListedParts['assists'], at: string | undefined): Ticket['assists'] =>
  rows.flatMap(({ unitId, unitIds = [], task = unsaid, at: asked = at, doneAt, done, text }) => {
    const finished = doneAt ?? (done === true ? at : undefined)
    if (asked === undefined) return []
    const said = { ...(finished && { doneAt: finished }), ...(text && { text }) }
    return [...(unitId === undefined ? [] : [unitId]), ...unitIds].map((id) => ({
      unitId: id,
      task,
      at: asked,
      ...said,
    }))
  })
