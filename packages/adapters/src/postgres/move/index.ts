export * from './move-database.ts'
export type { TenantCheck } from './verify-move.ts'
