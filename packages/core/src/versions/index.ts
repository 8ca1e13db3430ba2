export * from './newer-data.ts'
export * from './protocol.ts'
export * from './event-of-any-version.ts'
export { migrateTicket, TicketOfAnyVersion } from './ticket-of-any-version.ts'
