export * from './offline-gateway.ts'
export type { OfflineStorage, RowChange } from './storage.ts'
export { browserSurroundings, type Surroundings } from './surroundings.ts'
