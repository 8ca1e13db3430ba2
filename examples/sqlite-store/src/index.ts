export { openSqlite } from './open-sqlite.ts'
export { sqliteStore } from './sqlite-store.ts'
