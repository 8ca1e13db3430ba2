export {
  eraseTickets,
  InvalidOperatorError,
  InvalidReasonError,
  type ErasureOutcome,
  type ErasureReport,
  type EraseTicketsOptions,
} from './erase-tickets.ts'
export type { ErasableTicket, ErasureSelection } from './find-erasable.ts'
export { vacuumErased, type VacuumErasedOptions } from './vacuum-erased.ts'
