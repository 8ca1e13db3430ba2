export type { StoreTarget, StoreUnderTest } from './fresh-store.ts'
export type { TestRunner } from './runner.ts'
export * from './sample-ticket.ts'
export * from './ticket-store.ts'
