/** Everything that a store on PostgreSQL holds, row by row as it stands there, for the checker. */
import type { DeadlineRow } from '@chuishao/core/service'
import { DeadlineKind, type Ticket, type TicketEvent } from '@chuishao/core/ticket'
import { EventOfAnyVersion, TicketOfAnyVersion } from '@chuishao/core/versions'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'

export interface TicketRecord {
  tenantId: string
  ticketId: string
  version: number
  state: Ticket
}

export interface EventRecord {
  tenantId: string
  ticketId: string
  version: number
  position: number
  event: TicketEvent
}

export interface CommandRecord {
  tenantId: string
  commandId: string
  ticketId: string
  version: number
  position: number
}

export interface DeadlineRecord extends DeadlineRow {
  tenantId: string
  ticketId: string
}

export interface StoreSnapshot {
  tickets: TicketRecord[]
  events: EventRecord[]
  commands: CommandRecord[]
  deadlines: DeadlineRecord[]
  /** The feed's counter of each tenant. */
  positions: { tenantId: string; position: number }[]
}

const int = z.coerce.number().check(z.int())
const Snapshot = z.object({
  tickets: z.array(
    z.object({ tenantId: z.string(), ticketId: z.string(), version: int, state: TicketOfAnyVersion }),
  ),
  events: z.array(
    z.object({
      tenantId: z.string(),
      ticketId: z.string(),
      version: int,
      position: int,
      event: EventOfAnyVersion,
    }),
  ),
  commands: z.array(
    z.object({
      tenantId: z.string(),
      commandId: z.string(),
      ticketId: z.string(),
      version: int,
      position: int,
    }),
  ),
  deadlines: z.array(
    z.object({ tenantId: z.string(), ticketId: z.string(), kind: DeadlineKind, dueAt: z.string() }),
  ),
  positions: z.array(z.object({ tenantId: z.string(), position: int })),
})

/** Reads it while nobody writes. */
export async function readSnapshot(db: Kysely<Database>): Promise<StoreSnapshot> {
  const [tickets, events, commands, deadlines, positions] = await Promise.all([
    db
      .selectFrom('whistle_ticket')
      .select(['tenant_id as tenantId', 'ticket_id as ticketId', 'version', 'state'])
      .execute(),
    db
      .selectFrom('whistle_event')
      .select(['tenant_id as tenantId', 'ticket_id as ticketId', 'version', 'position', 'event'])
      .execute(),
    db
      .selectFrom('whistle_command')
      .select([
        'tenant_id as tenantId',
        'command_id as commandId',
        'ticket_id as ticketId',
        'version',
        'position',
      ])
      .execute(),
    db
      .selectFrom('whistle_deadline')
      .select(['tenant_id as tenantId', 'ticket_id as ticketId', 'kind', 'due_at as dueAt'])
      .execute(),
    db.selectFrom('whistle_feed').select(['tenant_id as tenantId', 'position']).execute(),
  ])
  return z.parse(Snapshot, { tickets, events, commands, deadlines, positions })
}
