/** Whether a list line answers a query. The SQL of `postgres/list-tickets.ts` says the same, and who may see it. */
import type { ListQuery, TicketSummary } from '@chuishao/core/service'
import { searchNeedle, searchText } from '../store/search-text.ts'

const equal = ['leadUnitId', 'communityId', 'category', 'matterCode', 'warning'] as const

export const matches = (line: TicketSummary, query: ListQuery): boolean =>
  equal.every((name) => query[name] === undefined || query[name] === line[name]) &&
  (query.statuses?.includes(line.status) ?? true) &&
  (query.text === undefined || searchText(line).includes(searchNeedle(query.text)))
