/** Which tickets still hold something of a resident, and what: names of fields and counts, never the data itself. */
import { Instant, Status, type Personal } from '@chuishao/core/ticket'
import type { TicketStore } from '@chuishao/core/service'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'
import { eventsOfTicket } from '../postgres/events.ts'
import { readRow } from '../postgres/read-row.ts'

/** Which tickets of a tenant are meant. */
export type ErasureSelection =
  | { ticketId: string }
  /** All tickets of a resident, by their account in the portal. */
  | { citizenId: string }
  /** All tickets on which this telephone number was noted; spaces, hyphens and the country's code do not count. */
  | { phone: string }
  /** All tickets that are over and at which nothing has happened since: for a retention limit of the city. */
  | { endedBefore: Instant }

export interface ErasableTicket {
  ticketId: string
  version: number
  status: Status
  /** When something happened to it last. */
  updatedAt: Instant
  /** Events that have personal data beside them. */
  events: number
  /** What that is: contact, description, words … */
  fields: string[]
  /** Digests of photos on the ticket. */
  photos: string[]
}

const Row = z.object({ ticket_id: z.string(), version: z.int(), status: Status, updated_at: Instant })
const ended: Status[] = ['closed', 'evaluated', 'withdrawn', 'merged', 'discarded']
const page = 100
const wholeHistory = 1_000_000

/** In the order of their identifiers, one page in memory at a time. */
export async function* findErasable(
  { db, store }: { db: Kysely<Database>; store: Pick<TicketStore, 'photosOf'> },
  tenantId: string,
  selection: ErasureSelection,
): AsyncGenerator<ErasableTicket> {
  for (let after: string | undefined, full = true; full;) {
    const rows = await ticketsWithSomething(db, tenantId, { selection, after })
    for (const { ticket_id: ticketId, version, status, updated_at: updatedAt } of rows) {
      after = ticketId
      const ref = { tenantId, ticketId }
      const events = await eventsOfTicket(db, ref, { afterVersion: 0, limit: wholeHistory })
      const personal = events.flatMap((event) => event.personal ?? [])
      const fields = [...new Set(personal.flatMap(fieldsOf))].toSorted()
      const photos = await store.photosOf(ref)
      yield { ticketId, version, status, updatedAt, events: personal.length, fields, photos }
    }
    full = rows.length === page
  }
}

const fieldsOf = ({ salt: _, ...fields }: Personal) => Object.keys(fields)

async function ticketsWithSomething(
  db: Kysely<Database>,
  tenantId: string,
  { selection, after }: { selection: ErasureSelection; after: string | undefined },
) {
  const beyond = after === undefined ? sql`true` : sql`it.ticket_id > ${after}`
  const { rows } = await sql`
    select it.ticket_id, it.version, it.status, it.updated_at from whistle_ticket as it
    where it.tenant_id = ${tenantId} and ${meant(selection)} and ${beyond} and (
      exists (select 1 from whistle_event as event where event.tenant_id = it.tenant_id
        and event.ticket_id = it.ticket_id and event.event->'personal' is not null)
      or exists (select 1 from whistle_photo_ticket as photo where photo.tenant_id = it.tenant_id
        and photo.ticket_id = it.ticket_id))
    order by it.ticket_id limit ${sql.lit(page)}`.execute(db)
  return rows.map((row) => readRow('whistle_ticket', Row, row))
}

function meant(selection: ErasureSelection): RawBuilder<unknown> {
  if ('ticketId' in selection) return sql`it.ticket_id = ${selection.ticketId}`
  if ('citizenId' in selection) return sql`it.citizen_id = ${selection.citizenId}`
  if ('endedBefore' in selection)
    return sql`it.status in (${sql.join(ended)}) and it.updated_at < ${selection.endedBefore}`
  const number = bare(sql`${selection.phone}::text`)
  return sql`${bare(sql`it.state->'draft'->'contact'->>'phone'`)} = ${number}`
}

/** A number without what people write around its digits, and without the country's code: +86, 0086 or 86 before eleven. */
const bare = (phone: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`regexp_replace(regexp_replace(${phone}, '[^0-9*]', '', 'g'), '^(00)?86(?=1[0-9]{10}$)', '')`
