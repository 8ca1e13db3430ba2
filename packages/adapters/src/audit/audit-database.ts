/** Walks everything that a store holds, and tells where it is not what was written: ticket by ticket, in bounded memory. */
import { attachmentsOf, type Instant } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import type { Database } from '../postgres/database.ts'
import { latestPosition } from '../postgres/feed-position.ts'
import { storedTenants } from '../postgres/move/stored-tables.ts'
import type { Anchor, AnchoredHead } from './anchor.ts'
import { collectBreaks, type Break, type Breaks } from './break.ts'
import { checkList } from './check-list.ts'
import type { CheckPhoto } from './check-photo.ts'
import { checkTicket, type StoredHistory } from './check-ticket.ts'
import { historiesAfter } from './read-histories.ts'
import { strayRows } from './stray-rows.ts'
import { walkFeed } from './walk-feed.ts'

export interface AuditOptions {
  db: Kysely<Database>
  /** The present moment, for the anchor. */
  at: Instant
  /** Only these; all by default. */
  tenants?: string[]
  /** From an earlier audit: the history up to there must be the same. */
  anchor?: Anchor
  /** How a photo that a history names is found; see {@link photoCheck}. Without it photos are not looked for. */
  checkPhoto?: CheckPhoto
  /** Tickets that are read at once. */
  page?: number
  /** How many tickets' first breaks are told apart; beyond it they are only counted. */
  keep?: number
  onProgress?: (progress: AuditProgress) => unknown
  /** Told of the first break of each ticket as it is found. */
  onBreak?: (first: Break) => void
}

export interface AuditProgress {
  tenantId: string
  step: 'tickets' | 'feed' | 'rows'
  /** Of this tenant so far. */
  tickets: number
  events: number
}

export interface TenantAudit extends AnchoredHead {
  tickets: number
  events: number
}

export interface AuditReport {
  /** True where nothing is broken. */
  ok: boolean
  tenants: TenantAudit[]
  /** The first break of each ticket, and of each tenant as a whole. */
  breaks: Break[]
  /** Of all kinds, also more than one in a ticket. */
  total: number
  /** Of this audit, to be kept elsewhere; see {@link Anchor}. Of no use where something is broken. */
  anchor: Anchor
}

/**
 * Checks every ticket of every tenant. People may go on working meanwhile: each page of tickets is read as of one moment,
 * and the feed up to where it was when its walk began.
 */
export async function auditDatabase({
  db,
  at,
  tenants,
  anchor,
  checkPhoto,
  page = 200,
  keep = 10_000,
  onProgress = () => {},
  onBreak = () => {},
}: AuditOptions): Promise<AuditReport> {
  const breaks = collectBreaks({ keep, onBreak })
  const stored = await storedTenants(db)
  const asked = tenants ?? [...new Set([...stored, ...(anchor?.heads ?? []).map((it) => it.tenantId)])]
  const audits: TenantAudit[] = []
  for (const tenantId of asked) {
    const soFar: AuditProgress = { tenantId, step: 'tickets', tickets: 0, events: 0 }
    await walkTickets({ db, page, checkPhoto, breaks, soFar, onProgress })
    const marks = (anchor?.heads ?? []).filter((it) => it.tenantId === tenantId)
    const head = await walkPositions({ db, marks, breaks, soFar, onProgress })
    await onProgress({ ...soFar, step: 'rows' })
    for (const stray of await strayRows(db, tenantId, { upTo: head.position, at })) breaks.add(stray)
    audits.push({ ...head, tickets: soFar.tickets, events: soFar.events })
  }
  return {
    ok: breaks.total() === 0,
    tenants: audits,
    breaks: breaks.first,
    total: breaks.total(),
    anchor: { format: 1, at, heads: audits.map(headOf) },
  }
}

/** The anchor alone, without checking anything but that the feed has no gap. */
export async function anchorOf(
  db: Kysely<Database>,
  { at, tenants }: { at: Instant; tenants?: string[] },
): Promise<Anchor> {
  const heads: AnchoredHead[] = []
  for (const tenantId of tenants ?? (await storedTenants(db))) {
    const { head } = await walkFeed(db, tenantId, { upTo: await latestPosition(db, tenantId) })
    heads.push({ tenantId, ...head })
  }
  return { format: 1, at, heads }
}

const headOf = ({ tenantId, position, digest }: AnchoredHead) => ({ tenantId, position, digest })

interface Walk {
  db: Kysely<Database>
  breaks: Breaks
  soFar: AuditProgress
  onProgress: (progress: AuditProgress) => unknown
}

async function walkTickets({
  db,
  page,
  checkPhoto,
  breaks,
  soFar,
  onProgress,
}: Walk & { page: number; checkPhoto: CheckPhoto | undefined }): Promise<void> {
  const { tenantId } = soFar
  for (let after: string | undefined, full = true; full;) {
    const histories = await historiesAfter(db, tenantId, { after, limit: page })
    for (const history of histories) {
      after = history.ticketId
      soFar.tickets += 1
      if (!history.ok) {
        const { ok: _, ...unreadable } = history
        breaks.add({ rule: 'unreadable', tenantId, ...unreadable })
        continue
      }
      soFar.events += history.events.length
      for (const broken of [...checkTicket(history), ...checkList(history)]) breaks.add(broken)
      if (checkPhoto) for (const broken of await brokenPhotos(history, checkPhoto)) breaks.add(broken)
    }
    await onProgress({ ...soFar })
    full = histories.length === page
  }
}

async function brokenPhotos(
  { tenantId, ticketId, events }: StoredHistory,
  checkPhoto: CheckPhoto,
): Promise<Break[]> {
  const erased = new Set(events.flatMap(({ event }) => event.facts.erased?.photos ?? []))
  const broken: Break[] = []
  for (const { version, event } of events)
    for (const { sha256 } of attachmentsOf(event.command)) {
      const state = erased.has(sha256) ? 'whole' : await checkPhoto({ tenantId, sha256 })
      if (state === 'whole') continue
      broken.push({ rule: 'photo', tenantId, ticketId, version, found: `photo ${sha256} is ${state}` })
    }
  return broken
}

async function walkPositions({
  db,
  marks,
  breaks,
  soFar,
  onProgress,
}: Walk & { marks: AnchoredHead[] }): Promise<AnchoredHead> {
  const { tenantId } = soFar
  soFar.step = 'feed'
  const upTo = await latestPosition(db, tenantId)
  const { head, digests, gap } = await walkFeed(db, tenantId, {
    upTo,
    marks: marks.map(({ position }) => position),
    onRows: () => onProgress({ ...soFar }),
  })
  if (gap)
    breaks.add({
      rule: 'positions',
      tenantId,
      found: `position ${gap.expected} is missing, ${gap.found} comes`,
    })
  else if (head.position !== upTo)
    breaks.add({
      rule: 'positions',
      tenantId,
      found: `the feed is at ${upTo}, its last event at ${head.position}`,
    })
  for (const mark of marks) {
    const now = mark.position === 0 ? '' : digests.get(mark.position)
    if (now === mark.digest) continue
    const found =
      now === undefined
        ? `the history ends at ${head.position}; the anchor knows it up to ${mark.position}`
        : `the history up to ${mark.position} is not the one that the anchor knows`
    breaks.add({ rule: 'anchor', tenantId, found })
  }
  return { tenantId, ...head }
}
