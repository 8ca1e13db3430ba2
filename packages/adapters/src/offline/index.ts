export * from './offline-gateway.ts'
export { memoryStorage } from './memory-storage.ts'
export type { OfflineStorage, RowChange } from './storage.ts'
export { browserSurroundings, type Surroundings } from './surroundings.ts'
