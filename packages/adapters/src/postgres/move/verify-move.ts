/** Holds the two databases against each other, and the histories of the new one against their hashes. */
import { verifyHistory } from '@chuishao/core/ticket'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../database.ts'
import { eventsOfTicket } from '../events.ts'
import { latestPosition } from '../feed-position.ts'
import { readRow } from '../read-row.ts'
import { stateOfTicket } from '../tickets.ts'
import type { StoredTable } from './stored-tables.ts'

export interface TenantCheck {
  tenantId: string
  /** Rows by table. */
  rows: Record<string, number>
  /** The latest feed position. */
  position: number
  /** Tickets whose chain was walked. */
  chains: number
  /** What does not fit, one sentence each; empty where the move is good. */
  problems: string[]
}

const Sum = z.object({ count: z.coerce.number(), sum: z.string() })
const TicketRow = z.object({ ticket_id: z.string() })
const Positions = z.object({ count: z.coerce.number(), last: z.coerce.number() })
const ticketsAtOnce = 200
const wholeHistory = 1_000_000

export async function verifyTenant({
  from,
  to,
  tables,
  tenantId,
}: {
  from: Kysely<Database>
  to: Kysely<Database>
  tables: StoredTable[]
  tenantId: string
}): Promise<TenantCheck> {
  const problems: string[] = []
  const rows: Record<string, number> = {}
  for (const table of tables) {
    const [before, after] = [await sumOf(from, table, tenantId), await sumOf(to, table, tenantId)]
    rows[table.name] = after.count
    if (before.count !== after.count)
      problems.push(`${table.name}: ${before.count} rows in the source, ${after.count} in the target`)
    else if (before.sum !== after.sum) problems.push(`${table.name}: a row is not the same`)
  }
  const position = await latestPosition(to, tenantId)
  const { count, last } = await positionsOf(to, tenantId)
  if (count !== position || last !== position)
    problems.push(`the feed is at ${position}, with ${count} events up to ${last}`)
  const { chains, broken } = await walkChains(to, tenantId)
  return { tenantId, rows, position, chains, problems: [...problems, ...broken] }
}

/** A sum over all rows that does not depend on their order, which collations may see differently. */
async function sumOf(db: Kysely<Database>, { name, columns }: StoredTable, tenantId: string) {
  const texts = columns.map((column) => sql`${sql.ref(`it.${column}`)}::text`)
  const { rows } = await sql`
    select count(*)::text as count,
      coalesce(sum(('x' || substr(md5(row(${sql.join(texts)})::text), 1, 15))::bit(60)::bigint), 0)::text as sum
    from ${sql.table(name)} as it where it.tenant_id = ${tenantId}`.execute(db)
  return readRow(name, Sum, rows[0])
}

async function positionsOf(db: Kysely<Database>, tenantId: string) {
  const { rows } = await sql`
    select count(distinct position)::text as count, coalesce(max(position), 0)::text as last
    from whistle_event where tenant_id = ${tenantId}`.execute(db)
  return readRow('whistle_event', Positions, rows[0])
}

async function walkChains(
  db: Kysely<Database>,
  tenantId: string,
): Promise<{ chains: number; broken: string[] }> {
  const broken: string[] = []
  let chains = 0
  for (let after: string | undefined; ;) {
    const rows = await db
      .selectFrom('whistle_ticket')
      .select('ticket_id')
      .where('tenant_id', '=', tenantId)
      .$if(after !== undefined, (later) => later.where('ticket_id', '>', after ?? ''))
      .orderBy('ticket_id')
      .limit(ticketsAtOnce)
      .execute()
    for (const row of rows) {
      const { ticket_id: ticketId } = readRow('whistle_ticket', TicketRow, row)
      after = ticketId
      chains += 1
      const fault = await chainFault(db, { tenantId, ticketId })
      if (fault) broken.push(`ticket ${ticketId}: ${fault}`)
    }
    if (rows.length < ticketsAtOnce) return { chains, broken }
  }
}

async function chainFault(
  db: Kysely<Database>,
  ref: { tenantId: string; ticketId: string },
): Promise<string | undefined> {
  const events = await eventsOfTicket(db, ref, { afterVersion: 0, limit: wholeHistory })
  const verified = verifyHistory(events)
  if (!verified.ok) return `version ${verified.version} is broken (${verified.broken})`
  const state = await stateOfTicket(db, ref)
  if (state?.version === verified.count && state.lastHash === verified.lastHash) return undefined
  return `the state is at version ${state?.version}, the history at ${verified.count}`
}
