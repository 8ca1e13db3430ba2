/** Questions about rows that belong to nothing, or do not belong together: the database asks them of a whole tenant at once. */
import type { Instant } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'
import { readRow } from '../postgres/read-row.ts'
import { storedTables } from '../postgres/move/stored-tables.ts'
import type { Break } from './break.ts'

const Stray = z.object({ ticket_id: z.string(), version: z.optional(z.int()), name: z.optional(z.string()) })

/** More of one kind are not told apart. */
const limit = 1_000

/**
 * @param upTo feed position up to which the tenant is looked at: what is written meanwhile lies beyond it
 * @param at the present moment
 */
export async function strayRows(
  db: Kysely<Database>,
  tenantId: string,
  { upTo, at }: { upTo: number; at: Instant },
): Promise<Break[]> {
  return [
    ...(await rowsWithoutTicket(db, tenantId)),
    ...(await commandsWithoutEvent(db, tenantId, upTo)),
    ...(await eventsWithoutCommand(db, tenantId, upTo)),
    ...(await eventsBeyondCounter(db, tenantId)),
    ...(await photosToBeRemoved(db, tenantId)),
    ...(await deadlinesWithheld(db, tenantId, at)),
  ]
}

async function rowsWithoutTicket(db: Kysely<Database>, tenantId: string): Promise<Break[]> {
  const breaks: Break[] = []
  for (const { name, columns } of await storedTables(db)) {
    if (name === 'whistle_ticket' || !columns.includes('ticket_id')) continue
    const { rows } = await sql`
      select distinct it.ticket_id from ${sql.table(name)} as it
      left join whistle_ticket as ticket using (tenant_id, ticket_id)
      where it.tenant_id = ${tenantId} and it.ticket_id is not null and ticket.version is null
      limit ${sql.lit(limit)}`.execute(db)
    for (const row of rows) {
      const { ticket_id: ticketId } = readRow(name, Stray, row)
      breaks.push({ rule: 'lost', tenantId, ticketId, found: `a row of ${name} without its ticket` })
    }
  }
  return breaks
}

async function commandsWithoutEvent(db: Kysely<Database>, tenantId: string, upTo: number): Promise<Break[]> {
  const { rows } = await sql`
    select command.ticket_id, command.version, command.command_id as name from whistle_command as command
    left join whistle_event as event using (tenant_id, ticket_id, version)
    where command.tenant_id = ${tenantId} and command.position <= ${upTo}
      and event.position is distinct from command.position
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => {
    const { ticket_id: ticketId, version = 0, name } = readRow('whistle_command', Stray, row)
    return { rule: 'lost', tenantId, ticketId, version, found: `command ${name} has no event` }
  })
}

async function eventsWithoutCommand(db: Kysely<Database>, tenantId: string, upTo: number): Promise<Break[]> {
  const { rows } = await sql`
    select event.ticket_id, event.version, count(command.command_id)::text as name from whistle_event as event
    left join whistle_command as command using (tenant_id, ticket_id, version)
    where event.tenant_id = ${tenantId} and event.position <= ${upTo}
    group by event.ticket_id, event.version having count(command.command_id) <> 1
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => {
    const { ticket_id: ticketId, version = 0, name } = readRow('whistle_event', Stray, row)
    return { rule: 'unasked', tenantId, ticketId, version, found: `${name} commands belong to the event` }
  })
}

/** In one statement, so that both are of one moment. */
async function eventsBeyondCounter(db: Kysely<Database>, tenantId: string): Promise<Break[]> {
  const { rows } = await sql`
    select event.ticket_id, event.version, event.position::text as name from whistle_event as event
    left join whistle_feed as feed using (tenant_id)
    where event.tenant_id = ${tenantId} and event.position > coalesce(feed.position, 0)
    order by event.position limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => {
    const { ticket_id: ticketId, version = 0, name } = readRow('whistle_event', Stray, row)
    return { rule: 'positions', tenantId, ticketId, version, found: `position ${name} is beyond the counter` }
  })
}

/** The collection of uploads would remove them. */
async function photosToBeRemoved(db: Kysely<Database>, tenantId: string): Promise<Break[]> {
  const { rows } = await sql`
    select it.ticket_id, it.sha256 as name from whistle_photo_ticket as it
    join whistle_photo as photo using (tenant_id, sha256)
    where it.tenant_id = ${tenantId} and photo.free_since is not null
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => {
    const { ticket_id: ticketId, name } = readRow('whistle_photo_ticket', Stray, row)
    return { rule: 'photo', tenantId, ticketId, found: `photo ${name} counts as one that no ticket has` }
  })
}

/** A lease takes a poller minutes: one of more than a day keeps everybody from the deadline. */
async function deadlinesWithheld(db: Kysely<Database>, tenantId: string, at: Instant): Promise<Break[]> {
  const dayLater = new Date(Date.parse(at) + 86_400_000).toISOString()
  const { rows } = await sql`
    select ticket_id, kind || ' is leased until ' || leased_until as name from whistle_deadline
    where tenant_id = ${tenantId} and leased_until > ${dayLater}
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => {
    const { ticket_id: ticketId, name = '' } = readRow('whistle_deadline', Stray, row)
    return { rule: 'clock', tenantId, ticketId, found: `nobody carries out a deadline: ${name}` }
  })
}
