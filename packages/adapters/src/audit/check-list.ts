/**
 * Lists, who may see a ticket, and which photos are kept come from columns beside the state, and a feed shows the line as it
 * was after each event: all must say what the history says.
 */
import { evolve } from '@chuishao/core/lifecycle'
import { summarize, type TicketSummary, noDueDate, searchText } from '@chuishao/core/service'
import { attachmentsOf, digest, newTicket, schemaVersion } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { tenantGrams } from '../postgres/search/tenant-grams.ts'
import { SummarySchema } from '../store/summary-schema.ts'
import type { Break } from './break.ts'
import type { StoredHistory } from './check-ticket.ts'

/** What lists show, and what they are filtered and ordered by. */
export interface ListColumns {
  status: string
  warning: string
  leadUnitId: string | null
  communityId: string | null
  createdBy: string | null
  citizenId: string | null
  matterCode: string | null
  category: string | null
  searchText: string
  /** What a search looks up; it finds nothing else. */
  searchGrams: number[]
  updatedAt: string
  dueKey: string
  partyUnitIds: string[]
  /** Digests of photos that are not to be collected because the ticket has them. */
  photos: string[]
  summary: unknown
}

export function checkList(stored: StoredHistory & { columns: ListColumns }): Break[] {
  const { tenantId, ticketId, state, columns } = stored
  const line = summarize(state)
  const expected = columnsOf(line)
  const by = stored.events.at(-1)?.event.schemaVersion
  const compared = by === schemaVersion ? names : names.filter((name) => name !== 'searchText')
  const wrong: string[] = compared.filter((name) => columns[name] !== expected[name])
  if (differ(columns.partyUnitIds, line.partyUnitIds)) wrong.push('partyUnitIds')
  if (differ(columns.photos, photosOf(stored))) wrong.push('photos')
  // Of the text as it stands there: one that an older version wrote is not made anew.
  if (columns.searchGrams.join() !== tenantGrams(tenantId, columns.searchText).join())
    wrong.push('searchGrams')
  if (!isLine(columns.summary, line, by)) wrong.push('summary')
  const version = firstWrongLine(stored)
  const found = `lists do not have what the ticket says: ${wrong.join(', ')}`
  return [
    ...(wrong.length === 0 ? [] : [{ rule: 'list', tenantId, ticketId, found } as const]),
    ...(version === undefined
      ? []
      : [
          {
            rule: 'list',
            tenantId,
            ticketId,
            version,
            found: 'the line in the feed is not the one after its event',
          } as const,
        ]),
  ]
}

type PlainColumns = Omit<ListColumns, 'partyUnitIds' | 'photos' | 'searchGrams' | 'summary'>

const columnsOf = (line: TicketSummary): PlainColumns => ({
  status: line.status,
  warning: line.warning,
  leadUnitId: line.leadUnitId ?? null,
  communityId: line.communityId ?? null,
  createdBy: line.createdBy ?? null,
  citizenId: line.citizenId ?? null,
  matterCode: line.matterCode ?? null,
  category: line.category ?? null,
  searchText: searchText(line),
  updatedAt: line.updatedAt,
  dueKey: line.dueAt ?? noDueDate,
})

const names = [
  'status',
  'warning',
  'leadUnitId',
  'communityId',
  'createdBy',
  'citizenId',
  'matterCode',
  'category',
  'searchText',
  'updatedAt',
  'dueKey',
] as const satisfies (keyof PlainColumns)[]

const differ = (one: string[], other: string[]) => one.toSorted().join() !== other.toSorted().join()

/** Lines that an older version wrote stay as it made them: they must be readable, and are not made anew. */
function isLine(stored: unknown, expected: TicketSummary, by: number | undefined): boolean {
  const read = z.safeParse(SummarySchema, stored)
  if (by !== schemaVersion) return read.success
  return read.success && digest(read.data) === digest(expected)
}

/** What was attached and not erased again later. */
function photosOf({ events }: StoredHistory): string[] {
  const photos = new Set<string>()
  for (const { event } of events) {
    for (const { sha256 } of attachmentsOf(event.command)) photos.add(sha256)
    for (const sha256 of event.facts.erased?.photos ?? []) photos.delete(sha256)
  }
  return [...photos]
}

/**
 * The line beside an event is the one after the command's last event. Personal data has gone from lines as from events: an
 * erasure writes all of them anew.
 */
function firstWrongLine({ ticketId, events }: StoredHistory): number | undefined {
  const lines = new Map<number, TicketSummary>()
  let ticket = newTicket(ticketId)
  for (const { event } of events) {
    ticket = evolve(ticket, event)
    lines.set(event.version, summarize(ticket))
  }
  return events.find(({ version, event, summary }) => {
    const read = z.safeParse(SummarySchema, summary)
    const expected = read.success && read.data.version >= version ? lines.get(read.data.version) : undefined
    return expected === undefined || !isLine(summary, expected, event.schemaVersion)
  })?.version
}
