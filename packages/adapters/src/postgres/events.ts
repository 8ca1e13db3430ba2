/** Questions about events: of one ticket by version, of a tenant by feed position. */
import type { EraseRequest, FeedItem, TicketRef } from '@chuishao/core/service'
import { Uuid, type TicketEvent } from '@chuishao/core/ticket'
import { EventOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { SummarySchema } from '../store/summary-schema.ts'
import type { Database } from './database.ts'
import { BigIntColumn, readRow } from './read-row.ts'

const EventRow = z.object({ event: EventOfAnyVersion })
const PositionedRow = z.object({ position: BigIntColumn, event: EventOfAnyVersion })
const FeedRow = z.object({
  position: BigIntColumn,
  ticket_id: Uuid,
  version: z.int(),
  summary: SummarySchema,
  event: EventOfAnyVersion,
})

export async function eventsOfTicket(
  db: Kysely<Database>,
  ref: TicketRef,
  { afterVersion, limit }: { afterVersion: number; limit: number },
): Promise<TicketEvent[]> {
  const rows = await db
    .selectFrom('whistle_event')
    .select('event')
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .where('version', '>', afterVersion)
    .orderBy('version')
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_event', EventRow, row).event)
}

export async function feedItemsAfter(
  db: Kysely<Database>,
  tenantId: string,
  { after, limit }: { after: number; limit: number },
): Promise<FeedItem[]> {
  const rows = await db
    .selectFrom('whistle_event')
    .select(['position', 'ticket_id', 'version', 'summary', 'event'])
    .where('tenant_id', '=', tenantId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(readFeedItem)
}

function readFeedItem(row: unknown): FeedItem {
  const { ticket_id: ticketId, ...item } = readRow('whistle_event', FeedRow, row)
  return { ticketId, ...item }
}

/** The items at some positions, in feed order. */
export async function feedItemsAt(
  db: Kysely<Database>,
  tenantId: string,
  positions: readonly number[],
): Promise<FeedItem[]> {
  const rows = await db
    .selectFrom('whistle_event')
    .select(['position', 'ticket_id', 'version', 'summary', 'event'])
    .where('tenant_id', '=', tenantId)
    .where('position', 'in', positions)
    .orderBy('position')
    .execute()
  return rows.map(readFeedItem)
}

/** Events in feed order without their list lines, which figures do not need. */
export async function eventsAfter(
  db: Kysely<Database>,
  tenantId: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ position: number; event: TicketEvent }[]> {
  const rows = await db
    .selectFrom('whistle_event')
    .select(['position', 'event'])
    .where('tenant_id', '=', tenantId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_event', PositionedRow, row))
}

/** As it is stored, whatever its version: only what stands beside the hash is taken out. */
const RawEventRow = z.object({ version: z.int(), event: z.record(z.string(), z.unknown()) })

export async function erasePersonalOfEvents(
  db: Kysely<Database>,
  { ref, lines }: EraseRequest,
): Promise<void> {
  const rows = await db
    .selectFrom('whistle_event')
    .select(['version', 'event'])
    .where('tenant_id', '=', ref.tenantId)
    .where('ticket_id', '=', ref.ticketId)
    .execute()
  for (const row of rows) {
    const { version, event } = readRow('whistle_event', RawEventRow, row)
    const { personal: _, ...hashed } = event
    await db
      .updateTable('whistle_event')
      .set({ event: JSON.stringify(hashed), summary: JSON.stringify(lines[version - 1]) })
      .where('tenant_id', '=', ref.tenantId)
      .where('ticket_id', '=', ref.ticketId)
      .where('version', '=', version)
      .execute()
  }
}
