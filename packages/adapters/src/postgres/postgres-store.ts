/** A ticket store on PostgreSQL: a server through `pg`, or PGlite in the process; one code path for both. */
import type { FeedItem, StoreCapabilities, TicketStore } from '@chuishao/core/service'
import { Uuid } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import { createBell } from '../store/bell.ts'
import { pageLimit } from '../store/cursor.ts'
import { followFeed } from '../store/follow-feed.ts'
import { historyPage, historyStart } from '../store/history-page.ts'
import { listPosition } from '../store/list-order.ts'
import { listPage } from '../store/list-page.ts'
import { sharedReads } from '../store/shared-reads.ts'
import { viewPage, viewPosition } from '../store/view-page.ts'
import { appendToTicket, eraseFromTicket } from './append.ts'
import { claimDueDeadlines } from './claim-due.ts'
import { commandById } from './commands.ts'
import type { Database } from './database.ts'
import { eventsAfter, eventsOfTicket, feedItemsAfter } from './events.ts'
import { latestPosition } from './feed-position.ts'
import { secretOfFeed } from './feed-secret.ts'
import { ticketsMatching } from './list-tickets.ts'
import { freePhotos, momentOfUpload, photosOfTicket, recordUpload, removePhoto } from './photos.ts'
import { stateOfTicket } from './tickets.ts'
import { recordView, viewsOfTicket } from './views.ts'

export interface PostgresStoreOptions {
  /** What the database survives: `power` for a server (default), `process` for PGlite. */
  durability?: Exclude<StoreCapabilities['durability'], 'memory'>
  /** How often a feed looks for what other processes appended, in milliseconds. */
  pollMs?: number
}

/** Rows per round of the event log. */
const logBatch = 500

/**
 * Stores tickets in `db`, whose schema `migrateDatabase(db)` has brought up to date. Closing the store ends its feeds
 * and leaves `db` open: it belongs to whoever made it.
 */
export function postgresStore(db: Kysely<Database>, options: PostgresStoreOptions = {}): TicketStore {
  const { durability = 'power', pollMs = 1000 } = options
  const bell = createBell()
  const shared = sharedReads<FeedItem[]>()

  return {
    capabilities: { durability },
    async load(ref) {
      const ticket = isUuid(ref.ticketId) ? await stateOfTicket(db, ref) : undefined
      return ticket && { ticket }
    },
    async history(ref, page = {}) {
      const afterVersion = historyStart(page.cursor)
      const limit = pageLimit(page.limit)
      if (!isUuid(ref.ticketId)) return { items: [] }
      return historyPage(await eventsOfTicket(db, ref, { afterVersion, limit: limit + 1 }), limit)
    },
    async append(request) {
      const result = await appendToTicket(db, request)
      if (result.ok && !result.replayed) bell.ring(request.ref.tenantId)
      return result
    },
    async erase(request) {
      const result = await eraseFromTicket(db, request)
      if (result.ok && !result.replayed) bell.ring(request.ref.tenantId)
      return result
    },
    logView: (tenantId, view, options) => recordView(db, tenantId, view, options),
    async views(ref, page = {}) {
      const start = viewPosition(page.cursor)
      const limit = pageLimit(page.limit)
      if (!isUuid(ref.ticketId)) return { items: [] }
      return viewPage(await viewsOfTicket(db, ref, { start, limit: limit + 1 }), limit)
    },
    command: (tenantId, commandId) => commandById(db, tenantId, commandId),
    async query(query) {
      const { order = 'updated', cursor } = query
      const start = listPosition(order, cursor)
      const limit = pageLimit(query.limit)
      return listPage(await ticketsMatching(db, query, { start, limit: limit + 1 }), limit, order)
    },
    feed(tenantId, { after, signal }) {
      const read = (from: number, limit: number, mark: number) =>
        shared(`${tenantId} ${from} ${mark}`, () => feedItemsAfter(db, tenantId, { after: from, limit }))
      return followFeed({ tenantId, after, signal, bell, pollMs, read })
    },
    position: (tenantId) => latestPosition(db, tenantId),
    feedSecret: (tenantId) => secretOfFeed(db, tenantId),
    async *events(tenantId, { after = 0 } = {}) {
      let from = after
      for (let full = true; full;) {
        const rows = await eventsAfter(db, tenantId, { after: from, limit: logBatch })
        for (const row of rows) {
          yield row.event
          from = row.position
        }
        full = rows.length === logBatch
      }
    },
    claimDue: (request) => claimDueDeadlines(db, request),
    noteUpload: (upload) => recordUpload(db, upload),
    uploadedAt: (photo, personId) => momentOfUpload(db, photo, personId),
    photosOf: async (ref) => (isUuid(ref.ticketId) ? photosOfTicket(db, ref) : []),
    unneededPhotos: (options) => freePhotos(db, options),
    releasePhoto: (photo, options, remove) => removePhoto(db, photo, options, remove),
    async close() {
      bell.close()
    },
  }
}

const isUuid = (text: string) => z.safeParse(Uuid, text).success
