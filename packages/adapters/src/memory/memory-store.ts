/**
 * The store without a database: for tests, for demonstrations in a browser, and as the shortest description of what
 * a store does. Nothing in `append` awaits, so two appends never interleave.
 */
import {
  erasedFingerprint,
  isSameFingerprint,
  type AppendRequest,
  type AppendResult,
  type EraseRequest,
  type FeedItem,
  type TicketStore,
  orderKey,
  matches,
} from '@chuishao/core/service'
import { checkAppend } from '../store/append-request.ts'
import { createBell } from '../store/bell.ts'
import { pageLimit } from '../store/cursor.ts'
import { checkErase } from '../store/erase-request.ts'
import { followFeed } from '../store/follow-feed.ts'
import { historyPage, historyStart } from '../store/history-page.ts'
import { listPosition } from '../store/list-order.ts'
import { listPage } from '../store/list-page.ts'
import { coversLook, sameLookSince, viewPage, viewPosition } from '../store/view-page.ts'
import { freeDeadlines } from './free-deadlines.ts'
import { isVisible } from './is-visible.ts'
import { attachPhotos, detachPhotos, isOnRecord, photoMethods } from './photos.ts'
import { createTenant, type MemoryDeadline, type MemoryTenant } from './tenant.ts'

/** Keeps tickets until the process ends. */
export function memoryStore(): TicketStore {
  const tenants = new Map<string, MemoryTenant>()
  const bell = createBell()

  const read = (tenantId: string) => tenants.get(tenantId) ?? createTenant()

  function append(request: AppendRequest): AppendResult {
    checkAppend(request)
    const {
      ref,
      expectedVersion,
      commandId,
      fingerprint,
      ticket,
      summary,
      events,
      deadlines,
      photos = [],
    } = structuredClone(request)
    const tenant = read(ref.tenantId)
    const known = tenant.commands.get(commandId)
    if (known) {
      const same = isSameFingerprint(known.fingerprint, fingerprint) && known.ref.ticketId === ref.ticketId
      if (!same) return { ok: false, reason: 'commandReused' }
      return { ok: true, version: known.version, position: known.position, replayed: true }
    }
    const stored = tenant.tickets.get(ref.ticketId)
    const currentVersion = stored?.ticket.version ?? 0
    if (currentVersion !== expectedVersion) return { ok: false, reason: 'versionConflict', currentVersion }
    if (!photos.every((sha256) => isOnRecord(tenant, sha256))) return { ok: false, reason: 'photoMissing' }

    tenants.set(ref.tenantId, tenant)
    for (const event of events) {
      const position = tenant.feed.length + 1
      tenant.feed.push({ position, ticketId: ref.ticketId, version: event.version, summary, event })
    }
    const position = tenant.feed.length
    tenant.tickets.set(ref.ticketId, {
      ticket,
      summary,
      events: [...(stored?.events ?? []), ...events],
      deadlines: deadlines.map((row) => keepLease(row, stored?.deadlines ?? [])),
      photos: stored?.photos ?? new Set(),
    })
    attachPhotos(tenant, ref.ticketId, photos)
    tenant.commands.set(commandId, { ref, fingerprint, version: ticket.version, position })
    bell.ring(ref.tenantId)
    return { ok: true, version: ticket.version, position, replayed: false }
  }

  /** Appends, and takes out what the request's ticket had before; nothing awaits here either. */
  function erase(request: EraseRequest): AppendResult {
    checkErase(request)
    const { ref, lines, erasedPhotos = [] } = structuredClone(request)
    const result = append(request)
    if (!result.ok || result.replayed) return result
    const tenant = read(ref.tenantId)
    const stored = tenant.tickets.get(ref.ticketId)
    if (stored) stored.events = stored.events.map(({ personal: _, ...event }) => event)
    tenant.feed = tenant.feed.map((item) => {
      if (item.ticketId !== ref.ticketId) return item
      const { personal: _, ...event } = item.event
      return { ...item, event, summary: lines[item.version - 1] ?? item.summary }
    })
    for (const [id, command] of tenant.commands)
      if (command.ref.ticketId === ref.ticketId && id !== request.commandId)
        tenant.commands.set(id, { ...command, fingerprint: erasedFingerprint })
    detachPhotos(tenant, ref.ticketId, erasedPhotos)
    return result
  }

  const itemsAfter = (tenantId: string, after: number, limit: number): FeedItem[] =>
    structuredClone(read(tenantId).feed.slice(after, after + limit))

  return {
    capabilities: { durability: 'memory' },
    async load({ tenantId, ticketId }) {
      const stored = read(tenantId).tickets.get(ticketId)
      return stored && { ticket: structuredClone(stored.ticket) }
    },
    async history({ tenantId, ticketId }, page = {}) {
      const start = historyStart(page.cursor)
      const limit = pageLimit(page.limit)
      const events = read(tenantId).tickets.get(ticketId)?.events ?? []
      return historyPage(structuredClone(events.slice(start, start + limit + 1)), limit)
    },
    async append(request) {
      return append(request)
    },
    async erase(request) {
      return erase(request)
    },
    async logView(tenantId, view, { withinMs }) {
      const since = sameLookSince(view, withinMs)
      const tenant = read(tenantId)
      if (tenant.views.some((it) => it.at > since && coversLook(it, view))) return false
      tenants.set(tenantId, tenant)
      tenant.views.push(structuredClone(view))
      return true
    },
    async views({ tenantId, ticketId }, page = {}) {
      const start = viewPosition(page.cursor)
      const limit = pageLimit(page.limit)
      const views = read(tenantId)
        .views.filter((it) => it.ticketId === ticketId)
        .filter((it) => start === undefined || compareViews(it, start) < 0)
        .toSorted((a, b) => compareViews(b, a))
      return viewPage(structuredClone(views.slice(0, limit + 1)), limit)
    },
    async command(tenantId, commandId) {
      return structuredClone(read(tenantId).commands.get(commandId))
    },
    async query(query) {
      const { order = 'updated', cursor, tenantId, photo } = query
      const limit = pageLimit(query.limit)
      const start = listPosition(order, cursor)
      const later = order === 'due' ? 1 : -1
      const lines = [...read(tenantId).tickets.values()]
        .filter(({ photos }) => photo === undefined || photos.has(photo))
        .map((stored) => stored.summary)
        .filter((line) => isVisible(line, query.visibility) && matches(line, query))
        .map((line) => ({ line, key: orderKey(line, order), ticketId: line.ticketId }))
        .filter((entry) => start === undefined || comparePositions(entry, start) * later > 0)
        .toSorted((a, b) => comparePositions(a, b) * later)
      return listPage(structuredClone(lines.slice(0, limit + 1).map(({ line }) => line)), limit, order)
    },
    feed(tenantId, { after, signal }) {
      return followFeed({
        tenantId,
        after,
        signal,
        bell,
        read: async (from, limit) => itemsAfter(tenantId, from, limit),
      })
    },
    async feedSecret(tenantId) {
      const tenant = read(tenantId)
      tenants.set(tenantId, tenant)
      return tenant.feedSecret
    },
    async position(tenantId) {
      return read(tenantId).feed.length
    },
    async *events(tenantId, { after = 0 } = {}) {
      for (const { event } of read(tenantId).feed.slice(after)) yield structuredClone(event)
    },
    async claimDue({ now, limit, leaseMs }) {
      const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString()
      return freeDeadlines(tenants, now)
        .slice(0, limit)
        .map(({ due, row }) => {
          row.leasedUntil = leasedUntil
          return due
        })
    },
    ...photoMethods(tenants),
    async close() {
      bell.close()
    },
  }
}

/** A clock that did not move stays with whoever works on it. */
function keepLease(row: MemoryDeadline, before: MemoryDeadline[]): MemoryDeadline {
  const same = before.find((old) => old.kind === row.kind && old.dueAt === row.dueAt)
  return same?.leasedUntil === undefined ? row : { ...row, leasedUntil: same.leasedUntil }
}

interface Position {
  key: string
  ticketId: string
}

const comparePositions = (a: Position, b: Position) =>
  compare(a.key, b.key) || compare(a.ticketId, b.ticketId)

const compareViews = (a: { at: string; id: string }, b: { at: string; id: string }) =>
  compare(a.at, b.at) || compare(a.id, b.id)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
