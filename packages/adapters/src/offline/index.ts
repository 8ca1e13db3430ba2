export * from './offline-gateway.ts'
export type { OfflineStorage } from './storage.ts'
export { browserSurroundings, type Surroundings } from './surroundings.ts'
