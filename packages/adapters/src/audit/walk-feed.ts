/**
 * Walks a tenant's events in the order in which they were committed: without a gap, and with a running digest over all of
 * them. Whoever put that digest down somewhere else can tell later whether the history is still the same up to there.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { sql, type Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'
import { BigIntColumn, readRow } from '../postgres/read-row.ts'

/** How far a tenant's history goes, and what it is up to there. */
export interface FeedHead {
  /** The latest feed position, 0 where nothing has happened. */
  position: number
  /**
   * SHA-256 over all events up to it, each as `previous position ticketId version hash`; empty at position 0. Hashes do
   * not cover personal data, so an erasure leaves it as it is.
   */
  digest: string
}

export interface FeedWalk {
  head: FeedHead
  /** The digest at each position that was asked for; missing where the feed does not reach it. */
  digests: Map<number, string>
  /** The first position that does not follow the one before it. */
  gap?: { expected: number; found: number }
}

const Row = z.object({
  position: BigIntColumn,
  ticket_id: z.string(),
  version: z.int(),
  hash: z.nullable(z.string()),
})

/**
 * @param marks positions whose digests are wanted
 * @param onRows told after each page how many events it had
 */
export async function walkFeed(
  db: Kysely<Database>,
  tenantId: string,
  {
    upTo,
    marks = [],
    page = 5_000,
    onRows = () => {},
  }: { upTo: number; marks?: number[]; page?: number; onRows?: (count: number) => unknown },
): Promise<FeedWalk> {
  const walk: FeedWalk = { head: { position: 0, digest: '' }, digests: new Map() }
  for (let full = true; full;) {
    const rows = await eventHashesAfter(db, tenantId, { after: walk.head.position, upTo, limit: page })
    for (const { position, ticket_id: ticketId, version, hash } of rows) {
      const { head } = walk
      if (position !== head.position + 1) walk.gap ??= { expected: head.position + 1, found: position }
      const line = `${head.digest} ${position} ${ticketId} ${version} ${hash}`
      walk.head = { position, digest: bytesToHex(sha256(utf8ToBytes(line))) }
      if (marks.includes(position)) walk.digests.set(position, walk.head.digest)
    }
    await onRows(rows.length)
    full = rows.length === page
  }
  return walk
}

async function eventHashesAfter(
  db: Kysely<Database>,
  tenantId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
) {
  const rows = await db
    .selectFrom('whistle_event')
    .select(['position', 'ticket_id', 'version', sql`event->>'hash'`.as('hash')])
    .where('tenant_id', '=', tenantId)
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map((row) => readRow('whistle_event', Row, row))
}
