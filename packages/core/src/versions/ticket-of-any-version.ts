/** Reads a ticket's state of any version up to the present one, as the present one. */
import * as z from 'zod/mini'
import { Ticket, schemaVersion } from '../ticket/index.ts'
import { NewerDataError } from './newer-data.ts'

type Row = Record<string, unknown>

/** What makes a ticket of one version into one of the next; it keeps every field that it does not know. */
const migrations: Record<number, (ticket: Row) => Row> = {
  // 2 adds `personalErasedAt`, and clocks remember what moved them; both are absent in what was written before.
  1: (ticket) => ({ ...ticket, schemaVersion: 2 }),
}

/** The ticket in the present form, not yet checked. Throws {@link NewerDataError} where it is newer than this program. */
export function migrateTicket(stored: unknown): unknown {
  let row = stored
  while (isRow(row) && typeof row['schemaVersion'] === 'number' && row['schemaVersion'] !== schemaVersion) {
    const version = row['schemaVersion']
    if (version > schemaVersion) {
      const id = String(row['id'])
      throw new NewerDataError({ zh: `工单 ${id} `, en: `Ticket ${id}` }, version)
    }
    const migrate = migrations[version]
    if (!migrate) return row
    row = migrate(row)
  }
  return row
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** A ticket as a store or a server of any version keeps it; parsing answers the present form. */
export const TicketOfAnyVersion = z.pipe(z.transform(migrateTicket), Ticket)
