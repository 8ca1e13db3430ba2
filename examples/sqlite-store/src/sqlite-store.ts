/**
 * A whole `TicketStore` on SQLite, as somebody outside the project would write one: it imports public exports only, and
 * the conformance suite says when it is done. One process at a time; a crash of it loses nothing, a loss of power may.
 */
import {
  checkAppend,
  checkErase,
  coversLook,
  createBell,
  followFeed,
  historyPage,
  historyStart,
  orderKey,
  pageLimit,
  sameLookSince,
  searchText,
  SummarySchema,
  viewPage,
  viewPosition,
} from '@chuishao/adapters/store'
import { ViewEvent } from '@chuishao/core/privacy'
import {
  erasedFingerprint,
  isSameFingerprint,
  type AppendRequest,
  type AppendResult,
  type EraseRequest,
  type StoreCapabilities,
  type TicketStore,
} from '@chuishao/core/service'
import { DeadlineKind } from '@chuishao/core/ticket'
import { EventOfAnyVersion, TicketOfAnyVersion } from '@chuishao/core/versions'
import * as z from 'zod/mini'
import { ticketList } from './list.ts'
import { photoRecords } from './photos.ts'
import { json, statements, type Database } from './statements.ts'

const TicketRow = z.object({ version: z.int(), state: json(TicketOfAnyVersion) })
const EventRow = z.object({ position: z.int(), event: json(EventOfAnyVersion) })
const FeedRow = z.object({
  position: z.int(),
  ticketId: z.string(),
  version: z.int(),
  summary: json(SummarySchema),
  event: json(EventOfAnyVersion),
})
const CommandRow = z.object({
  ticketId: z.string(),
  fingerprint: z.string(),
  version: z.int(),
  position: z.int(),
})
const SecretRow = z.object({ secret: z.string() })
const PositionRow = z.object({ position: z.int() })
const DueRow = z.object({ tenantId: z.string(), ticketId: z.string(), kind: DeadlineKind, dueAt: z.string() })
const LookRow = z.object({ view: json(ViewEvent) })

/** @param db from `openSqlite`; closing the store closes it */
export function sqliteStore(
  db: Database,
  capabilities: StoreCapabilities = { durability: 'process' },
): TicketStore {
  const sql = statements(db)
  const bell = createBell()
  const photos = photoRecords(sql)

  const ticketRow = (tenant: string, id: string) =>
    sql.one(TicketRow, 'select version, state from ticket where tenant = :tenant and id = :id', {
      tenant,
      id,
    })

  const lastPosition = (tenant: string) =>
    sql.one(PositionRow, 'select coalesce(max(position), 0) as position from event where tenant = :tenant', {
      tenant,
    })?.position ?? 0

  const commandRow = (tenant: string, id: string) =>
    sql.one(
      CommandRow,
      `select ticket as ticketId, fingerprint, version, position from command
       where tenant = :tenant and id = :id`,
      { tenant, id },
    )

  /** Within a transaction: everything that an append writes, or why it may not. */
  function write({ ref, expectedVersion, commandId, fingerprint, ...request }: AppendRequest): AppendResult {
    const { tenantId: tenant, ticketId } = ref
    const known = commandRow(tenant, commandId)
    if (known) {
      const same = known.ticketId === ticketId && isSameFingerprint(known.fingerprint, fingerprint)
      if (!same) return { ok: false, reason: 'commandReused' }
      return { ok: true, version: known.version, position: known.position, replayed: true }
    }
    const currentVersion = ticketRow(tenant, ticketId)?.version ?? 0
    if (currentVersion !== expectedVersion) return { ok: false, reason: 'versionConflict', currentVersion }
    if (!photos.areOnRecord(tenant, request.photos)) return { ok: false, reason: 'photoMissing' }

    const { ticket, summary, events, deadlines } = request
    const { version } = ticket
    const line = JSON.stringify(summary)
    sql.run(
      `insert into ticket values (:tenant, :ticketId, :version, :state, :line, :updated, :due, :search)
       on conflict do update set version = excluded.version, state = excluded.state,
         summary = excluded.summary, updated = excluded.updated, due = excluded.due, search = excluded.search`,
      {
        tenant,
        ticketId,
        version,
        state: JSON.stringify(ticket),
        line,
        updated: summary.updatedAt,
        due: orderKey(summary, 'due'),
        search: searchText(summary),
      },
    )
    let position = lastPosition(tenant)
    for (const event of events)
      sql.run('insert into event values (:tenant, :position, :ticketId, :version, :event, :line)', {
        tenant,
        position: (position += 1),
        ticketId,
        version: event.version,
        event: JSON.stringify(event),
        line,
      })
    sql.run(
      'insert into command values (:tenant, :commandId, :ticketId, :fingerprint, :version, :position)',
      {
        tenant,
        commandId,
        ticketId,
        fingerprint,
        version,
        position,
      },
    )
    const kinds = JSON.stringify(deadlines.map(({ kind }) => kind))
    sql.run(
      `delete from deadline where tenant = :tenant and ticket = :ticketId
       and kind not in (select value from json_each(:kinds))`,
      { tenant, ticketId, kinds },
    )
    // A clock that did not move keeps its lease: somebody may be working on it.
    for (const { kind, dueAt } of deadlines)
      sql.run(
        `insert into deadline values (:tenant, :ticketId, :kind, :dueAt, null)
         on conflict do update set due = excluded.due, leased = null where due <> excluded.due`,
        { tenant, ticketId, kind, dueAt },
      )
    photos.attach(ref, request.photos)
    return { ok: true, version, position, replayed: false }
  }

  /** As an append, and what the ticket had of a resident before goes with it. */
  function writeErasure({ lines, erasedPhotos, ...request }: EraseRequest): AppendResult {
    const result = write(request)
    if (!result.ok || result.replayed) return result
    const { tenantId: tenant, ticketId } = request.ref
    sql.run(
      `update event set event = json_remove(event, '$.personal'),
         summary = (select value from json_each(:lines) where key = version - 1)
       where tenant = :tenant and ticket = :ticketId`,
      { tenant, ticketId, lines: JSON.stringify(lines) },
    )
    sql.run(
      `update command set fingerprint = :erasedFingerprint
       where tenant = :tenant and ticket = :ticketId and id <> :commandId`,
      { tenant, ticketId, commandId: request.commandId, erasedFingerprint },
    )
    photos.detach(request.ref, erasedPhotos)
    return result
  }

  function told(result: AppendResult, tenantId: string): AppendResult {
    if (result.ok && !result.replayed) bell.ring(tenantId)
    return result
  }

  return {
    capabilities,
    async load({ tenantId, ticketId }) {
      const row = ticketRow(tenantId, ticketId)
      return row && { ticket: row.state }
    },
    async history({ tenantId: tenant, ticketId }, page = {}) {
      const limit = pageLimit(page.limit)
      const rows = sql.all(
        EventRow,
        `select position, event from event
         where tenant = :tenant and ticket = :ticketId and version > :after order by version limit :limit`,
        { tenant, ticketId, after: historyStart(page.cursor), limit: limit + 1 },
      )
      return historyPage(
        rows.map(({ event }) => event),
        limit,
      )
    },
    async append(request) {
      checkAppend(request)
      return told(
        sql.transaction(() => write(request)),
        request.ref.tenantId,
      )
    },
    async erase(request) {
      checkErase(request)
      return told(
        sql.transaction(() => writeErasure(request)),
        request.ref.tenantId,
      )
    },
    async logView(tenant, view, { withinMs }) {
      return sql.transaction(() => {
        const { ticketId, at, id } = view
        const looks = sql.all(
          LookRow,
          'select view from look where tenant = :tenant and ticket = :ticketId and at > :since',
          { tenant, ticketId, since: sameLookSince(view, withinMs) },
        )
        if (looks.some((it) => coversLook(it.view, view))) return false
        const values = { tenant, ticketId, at, id, view: JSON.stringify(view) }
        sql.run('insert into look values (:tenant, :ticketId, :at, :id, :view)', values)
        return true
      })
    },
    async views({ tenantId: tenant, ticketId }, page = {}) {
      const limit = pageLimit(page.limit)
      const start = viewPosition(page.cursor)
      const rows = sql.all(
        LookRow,
        `select view from look where tenant = :tenant and ticket = :ticketId
         and (:at is null or (at, id) < (:at, :id)) order by at desc, id desc limit :limit`,
        { tenant, ticketId, at: start?.at ?? null, id: start?.id ?? null, limit: limit + 1 },
      )
      return viewPage(
        rows.map(({ view }) => view),
        limit,
      )
    },
    async command(tenantId, commandId) {
      const row = commandRow(tenantId, commandId)
      if (!row) return undefined
      const { ticketId, ...command } = row
      return { ref: { tenantId, ticketId }, ...command }
    },
    query: async (query) => ticketList(sql, query),
    feed(tenantId, { after, signal }) {
      const read = async (from: number, limit: number) =>
        sql.all(
          FeedRow,
          `select position, ticket as ticketId, version, summary, event from event
           where tenant = :tenantId and position > :from order by position limit :limit`,
          { tenantId, from, limit },
        )
      return followFeed({ tenantId, after, signal, bell, read })
    },
    position: async (tenantId) => lastPosition(tenantId),
    async feedSecret(tenant) {
      sql.run('insert or ignore into feed values (:tenant, lower(hex(randomblob(16))))', { tenant })
      return sql.one(SecretRow, 'select secret from feed where tenant = :tenant', { tenant })?.secret ?? ''
    },
    async *events(tenant, { after = 0 } = {}) {
      const limit = 500
      for (let from = after, full = true; full;) {
        const rows = sql.all(
          EventRow,
          `select position, event from event
           where tenant = :tenant and position > :from order by position limit :limit`,
          { tenant, from, limit },
        )
        for (const { event } of rows) yield event
        from = rows.at(-1)?.position ?? from
        full = rows.length === limit
      }
    },
    async claimDue({ now, limit, leaseMs }) {
      const until = new Date(Date.parse(now) + leaseMs).toISOString()
      // First the soonest of every tenant, then the second of every tenant, …: none stands behind another's many.
      return sql.all(
        DueRow,
        `update deadline set leased = :until where (tenant, ticket, kind) in (
           select tenant, ticket, kind from deadline
           where due <= :now and (leased is null or leased <= :now)
           order by row_number() over (partition by tenant order by due) limit :limit)
         returning tenant as tenantId, ticket as ticketId, kind, due as dueAt`,
        { now, until, limit },
      )
    },
    ...photos.methods,
    async close() {
      bell.close()
      if (db.isOpen) db.close()
    },
  }
}
