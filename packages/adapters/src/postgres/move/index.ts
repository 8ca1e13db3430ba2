export * from './move-database.ts'
export * from './photos-there.ts'
export type { TenantCheck } from './verify-move.ts'
