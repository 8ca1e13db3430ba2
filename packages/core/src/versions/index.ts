export * from './newer-data.ts'
export * from './event-of-any-version.ts'
export { migrateTicket, TicketOfAnyVersion } from './ticket-of-any-version.ts'
