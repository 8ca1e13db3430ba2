/** What is late now, counted by the very queries that list it, so that a figure and its tab never disagree. */
import type { ListQuery, TicketGateway } from '@chuishao/core/service'
import type { FilterTab } from './workbench.ts'

export const late = {
  unsigned: {
    id: 'unsigned-late',
    label: { zh: '超期未签收', en: 'Acceptance overdue' },
    value: { statuses: ['whistled'], warning: 'red', order: 'updated' },
  },
  handling: {
    id: 'handling-late',
    label: { zh: '办理超期', en: 'Handling overdue' },
    value: { statuses: ['accepted'], warning: 'red', order: 'updated' },
  },
} satisfies Record<string, FilterTab>

export type LateCounts = Record<keyof typeof late, number>

export async function countLate(gateway: TicketGateway): Promise<LateCounts> {
  const [unsigned, handling] = await Promise.all([
    countOf(gateway, late.unsigned.value),
    countOf(gateway, late.handling.value),
  ])
  return { unsigned, handling }
}

/** How many tickets a query finds, page by page: a list has no total. */
async function countOf(gateway: TicketGateway, query: ListQuery): Promise<number> {
  let counted = 0
  let cursor: string | undefined
  do {
    const page = await gateway.query({ ...query, limit: 200, ...(cursor !== undefined && { cursor }) })
    counted += page.items.length
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return counted
}
