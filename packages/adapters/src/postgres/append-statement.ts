/**
 * An append as one statement: the ticket at its expected version, and with it the feed counter, the command, the
 * events, the parties and the deadlines. Where the ticket is at another version, nothing at all is written.
 *
 * One statement is one round trip, and the tenant's counter, which all its appends pass one after the other, is locked
 * for no longer than its commit takes.
 */
import { type AppendRequest, noDueDate, searchText } from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { tryCommandLock } from './command-lock.ts'
import type { Database } from './database.ts'
import { BigIntColumn, readRow } from './read-row.ts'
import { tenantGrams } from './search/tenant-grams.ts'
import { statement } from './statement.ts'

const columns = [
  ['version', 'integer'],
  ['state', 'json'],
  ['summary', 'json'],
  ['status', 'text'],
  ['warning', 'text'],
  ['matter_code', 'text'],
  ['category', 'text'],
  ['lead_unit_id', 'text'],
  ['community_id', 'text'],
  ['created_by', 'text'],
  ['citizen_id', 'text'],
  ['search_text', 'text'],
  ['updated_at', 'text'],
  ['due_key', 'text'],
] as const
type Column = (typeof columns)[number][0]
const names = columns.map(([name]) => name)
/** $1 tenant, $2 ticket, $3 expected version, $4 command, $5 fingerprint, $6 events, then the columns, then what not all need. */
const values = columns.map(([, type], index) => `$${index + 7}::${type}`)
const newText = values[names.indexOf('search_text')]
const [newVersion, , newSummary] = values
const parties = `$${columns.length + 7}::text[]`
const deadlines = `$${columns.length + 8}::json`
/** What a search looks up, only where it is written. */
const grams = `$${columns.length + 9}::integer[]`

const insertTicket = `
  insert into whistle_ticket (tenant_id, ticket_id, ${names.join(', ')})
  select $1::text, $2::uuid, ${values.join(', ')} where $3::integer = 0 and (select free from own)
  on conflict (tenant_id, ticket_id) do nothing`

const replaceTicket = `
  update whistle_ticket set (${names.join(', ')}) = row(${values.join(', ')})
  where tenant_id = $1::text and ticket_id = $2::uuid and version = $3::integer and (select free from own)`

const putSearch = `
search as (
  insert into whistle_search (tenant_id, ticket_id, tenant_grams)
  select $1::text, $2::uuid, ${grams} from ticket
  on conflict (tenant_id, ticket_id) do update set tenant_grams = excluded.tenant_grams
)`

const putRows = `
given_deadline as (select * from json_to_recordset(${deadlines}) as given (kind text, "dueAt" text)),
parties_gone as (
  delete from whistle_party using ticket
  where tenant_id = $1::text and ticket_id = $2::uuid and unit_id <> all(${parties})
),
parties as (
  insert into whistle_party (tenant_id, unit_id, ticket_id)
  select $1::text, unit_id, $2::uuid from ticket, unnest(${parties}) as unit_id
  on conflict (tenant_id, unit_id, ticket_id) do nothing
),
deadlines_gone as (
  delete from whistle_deadline using ticket
  where tenant_id = $1::text and ticket_id = $2::uuid and kind not in (select kind from given_deadline)
),
deadlines as (
  insert into whistle_deadline (tenant_id, ticket_id, kind, due_at)
  select $1::text, $2::uuid, kind, "dueAt" from ticket, given_deadline
  -- A clock that did not move keeps its lease, for somebody may be working on it; and its row is not even locked.
  where not exists (
    select from whistle_deadline as running
    where running.tenant_id = $1::text and running.ticket_id = $2::uuid
    and running.kind = given_deadline.kind and running.due_at = given_deadline."dueAt"
  )
  on conflict (tenant_id, ticket_id, kind) do update
  set due_at = excluded.due_at, leased_by = null, leased_until = null
)`

const appendAfter = (writeTicket: string, ...others: string[]) => `
with own as materialized (select ${tryCommandLock('$1', '$4')} as free),
ticket as (${writeTicket} returning 1),
given_event as (select n, value from json_array_elements($6::json) with ordinality as given (value, n)),
feed as (
  insert into whistle_feed (tenant_id, position)
  select $1::text, json_array_length($6::json) from ticket
  on conflict (tenant_id) do update set position = whistle_feed.position + excluded.position
  returning position
),
command as (
  insert into whistle_command (tenant_id, command_id, ticket_id, fingerprint, version, position)
  select $1::text, $4::text, $2::uuid, $5::text, ${newVersion}, position from feed
),
${[
  `events as (
  insert into whistle_event (tenant_id, ticket_id, version, position, event, summary)
  select $1::text, $2::uuid, $3::integer + n, position - json_array_length($6::json) + n, value, ${newSummary}
  from feed, given_event
)`,
  ...others,
].join(',')}
select own.free, feed.position from own left join feed on true`

const ofSameText = `${replaceTicket} and search_text = ${newText}`
/** Where text, parties and deadlines stay as they are: half of the tables are not even opened. */
const appendLine = statement('whistle_append_line', appendAfter(ofSameText))
/** Where the text stays as it is: what nearly every command is. */
const appendNext = statement('whistle_append_next', appendAfter(ofSameText, putRows))
const appendFirst = statement('whistle_append_first', appendAfter(insertTicket, putRows, putSearch))
const appendNewText = statement('whistle_append_new_text', appendAfter(replaceTicket, putRows, putSearch))

const AppendRow = z.object({ free: z.boolean(), position: z.nullable(BigIntColumn) })

/**
 * The feed position of the last event; undefined, and nothing is written, where the ticket is not at its expected
 * version or the same command is being stored elsewhere. Fails with a unique violation where the command identifier was used on another version or ticket.
 */
export async function appendAtVersion(
  db: Kysely<Database>,
  request: AppendRequest,
): Promise<number | 'inProgress' | undefined> {
  const { ref, expectedVersion, commandId, fingerprint, ticket, summary, events, sameRows } = request
  const text = searchText(summary)
  const row: Record<Column, string | number | null> = {
    version: ticket.version,
    state: JSON.stringify(ticket),
    summary: JSON.stringify(summary),
    status: summary.status,
    warning: summary.warning,
    matter_code: summary.matterCode ?? null,
    category: summary.category ?? null,
    lead_unit_id: summary.leadUnitId ?? null,
    community_id: summary.communityId ?? null,
    created_by: summary.createdBy ?? null,
    citizen_id: summary.citizenId ?? null,
    search_text: text,
    updated_at: summary.updatedAt,
    due_key: summary.dueAt ?? noDueDate,
  }
  const given = [
    ref.tenantId,
    ref.ticketId,
    expectedVersion,
    commandId,
    fingerprint,
    JSON.stringify(events),
    ...names.map((name) => row[name]),
  ]
  const withRows = () => [...given, summary.partyUnitIds, JSON.stringify(request.deadlines)]
  const withSearch = () => [...withRows(), `{${tenantGrams(ref.tenantId, text).join()}}`]
  const written = async (rows: Promise<unknown[]>) => readRow('whistle_feed', AppendRow, (await rows)[0])
  const run = async () => {
    if (expectedVersion === 0) return written(appendFirst(db, withSearch()))
    const next = await written(sameRows ? appendLine(db, given) : appendNext(db, withRows()))
    return next.free && next.position === null ? written(appendNewText(db, withSearch())) : next
  }
  const { free, position } = await run()
  return free ? (position ?? undefined) : 'inProgress'
}
