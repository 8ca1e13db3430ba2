/**
 * A list of tickets where no database makes it: which lines answer a query, and in what order. What a store says in SQL
 * means the same.
 */
import type { ListQuery } from './gateway.ts'
import type { TicketQuery, TicketSummary } from './store.ts'

export type ListOrder = NonNullable<TicketQuery['order']>

/** Stands for "no date" in the `due` order; letters sort after the digits of an instant. */
export const noDueDate = 'none'

/** By what a list is sorted: the latest `updated` first, the soonest `due` first. Both sort as plain text. */
export const orderKey = (line: TicketSummary, order: ListOrder): string =>
  order === 'due' ? (line.dueAt ?? noDueDate) : line.updatedAt

export function inOrder(lines: readonly TicketSummary[], order: ListOrder = 'updated'): TicketSummary[] {
  const later = order === 'due' ? 1 : -1
  const compare = (a: string, b: string) => (a < b ? -later : a > b ? later : 0)
  return [...lines].sort((a, b) => compare(orderKey(a, order), orderKey(b, order)))
}

const equal = ['leadUnitId', 'communityId', 'category', 'matterCode', 'warning'] as const

/** Whether a line answers a query. */
export const matches = (line: TicketSummary, query: ListQuery): boolean =>
  equal.every((name) => query[name] === undefined || query[name] === line[name]) &&
  (query.statuses?.includes(line.status) ?? true) &&
  (query.text === undefined || searchText(line).includes(searchNeedle(query.text)))

/** What the `text` filter looks at. Lower-cased here and not by a database, so that every store finds the same. */
export const searchText = ({ matterName, excerpt, address }: TicketSummary): string =>
  searchNeedle([matterName, excerpt, address].filter((part) => part !== undefined).join('\n'))

/** NUL goes because no PostgreSQL text column holds it. */
export const searchNeedle = (text: string): string => text.replaceAll('\0', '').toLowerCase()
