/** Classes, configuration and types. Importing this registers nothing: see `@chuishao/elements/all`. */
export { configure, type Configuration } from './internal/configuration.ts'
export type { MessageOverrides } from './internal/i18n/catalogue.ts'
export type { Locale } from './internal/i18n/locale.ts'
export type { Theme } from './internal/surroundings.ts'
export { newCommandId, newTicketId } from './internal/ids.ts'
export type { WhistleDraftDetail, WhistleDraftSavedDetail, WhistleSentDetail } from './whistle-form/events.ts'
export { WhistleForm } from './whistle-form/whistle-form.ts'
export {
  WhistleOutbox,
  type OutboxCountDetail,
  type OutboxEditDetail,
} from './whistle-outbox/whistle-outbox.ts'
export { WhistleProvider } from './whistle-provider/whistle-provider.ts'
export {
  WhistleRating,
  type RatingChangeDetail,
  type WhistleRatedDetail,
} from './whistle-rating/whistle-rating.ts'
export {
  WhistleTicketCard,
  type EditRequestedDetail,
  type OutboxWantedDetail,
  type WhistleCommandDetail,
  type WhistleCommandSentDetail,
} from './whistle-ticket-card/whistle-ticket-card.ts'
export { WhistleTicketList, type TicketSelectDetail } from './whistle-ticket-list/whistle-ticket-list.ts'
