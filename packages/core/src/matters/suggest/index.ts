/** Suggestions for a description in somebody's own words: `@chuishao/core/matters/suggest`. */
export {
  suggestMatters,
  type Reason,
  type SuggestList,
  type SuggestOptions,
  type Suggestion,
} from './suggest-matters.ts'
export { ticketHistory, type HistoryEvent, type TicketHistory, type UnitRecord } from './ticket-history.ts'
export type { PastDescription } from './word-index.ts'
