/** By what a ticket list is sorted, in each of its two orders. Both keys sort as plain text. */
import type { TicketQuery, TicketSummary } from '@chuishao/core/service'

export type ListOrder = NonNullable<TicketQuery['order']>

/** Stands for "no date" in the `due` order; letters sort after the digits of an instant. */
export const noDueDate = 'none'

export function orderKey(summary: TicketSummary, order: ListOrder): string {
  return order === 'due' ? (summary.dueAt ?? noDueDate) : summary.updatedAt
}
