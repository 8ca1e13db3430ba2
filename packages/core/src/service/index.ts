export * from './attachment-of.ts'
export * from './attachment-store.ts'
export type * from './city-wide.ts'
export * from './command-in-progress.ts'
export * from './create-ticket-service.ts'
export { DeadlineError, type ClaimOptions, type DeadlineEffect } from './due-deadlines.ts'
export * from './fingerprint.ts'
export type * from './gateway.ts'
export * from './gateway-error.ts'
export type * from './outbox.ts'
export { previewOf, viewOf } from './view-of.ts'
export type { Collection, CollectOptions } from './photos.ts'
export type {
  MovedOpenDeadline,
  Recalculation,
  RecalculationOptions,
  RecalculationReport,
} from './recalculate-open-deadlines.ts'
export * from './recalculation-csv.ts'
export { inputIssues, type InputIssuesOptions } from './input-issues.ts'
export { invalidInput } from './invalid-input.ts'
export * from './list-lines.ts'
export * from './service.ts'
export * from './store.ts'
export * from './store-unavailable.ts'
export * from './summary.ts'
export type { MakeThumbnail } from './thumbnails.ts'
export * from './visibility.ts'
