/** A database as version 1 left it: its tables, and in them the golden rows of `@chuishao/core`. */
import { goldenRows } from '@chuishao/core/testing/golden'
import type { Kysely } from 'kysely'
import { SummarySchema } from '../../store/summary-schema.ts'
import type { Database } from '../database.ts'
import { tickets as firstTables } from '../migrations/0001-tickets.ts'

const { tenantId, tickets } = goldenRows[1]

/** The golden tickets, each with its line as it is read. */
export const versionOneRows = tickets.map((row) => ({ ...row, line: SummarySchema.parse(row.summary) }))

/** Makes the tables of version 1 in an empty database, and fills them as version 1 did. */
export async function writeAsVersionOne(db: Kysely<Database>): Promise<void> {
  await firstTables.up(db)
  for (const row of versionOneRows) await writeTicket(db, row)
  const positions = versionOneRows.flatMap(({ commands }) => commands.map((it) => it.position))
  await db
    .insertInto('whistle_feed')
    .values({ tenant_id: tenantId, position: Math.max(...positions) })
    .execute()
}

async function writeTicket(
  db: Kysely<Database>,
  { ticket, line, events, commands, deadlines }: (typeof versionOneRows)[number],
): Promise<void> {
  const { ticketId } = line
  const key = { tenant_id: tenantId, ticket_id: ticketId }
  await db
    .insertInto('whistle_ticket')
    .values({
      ...key,
      version: line.version,
      state: JSON.stringify(ticket),
      summary: JSON.stringify(line),
      status: line.status,
      warning: line.warning,
      matter_code: line.matterCode ?? null,
      category: line.category ?? null,
      lead_unit_id: line.leadUnitId ?? null,
      community_id: line.communityId ?? null,
      created_by: line.createdBy ?? null,
      citizen_id: line.citizenId ?? null,
      search_text: [line.matterName, line.excerpt, line.address].join('\n').toLowerCase(),
      updated_at: line.updatedAt,
      due_key: line.dueAt ?? 'none',
    })
    .execute()
  for (const { commandId, fingerprint, version, position } of commands) {
    await db
      .insertInto('whistle_event')
      .values({
        ...key,
        version,
        position,
        event: JSON.stringify(events[version - 1]),
        summary: JSON.stringify(line),
      })
      .execute()
    await db
      .insertInto('whistle_command')
      .values({ ...key, command_id: commandId, fingerprint, version, position })
      .execute()
  }
  for (const unitId of line.partyUnitIds)
    await db
      .insertInto('whistle_party')
      .values({ ...key, unit_id: unitId })
      .execute()
  for (const { kind, dueAt } of deadlines)
    await db
      .insertInto('whistle_deadline')
      .values({ ...key, kind, due_at: dueAt, leased_by: null, leased_until: null })
      .execute()
}
