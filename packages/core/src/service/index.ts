export * from './gateway.ts'
export * from './service.ts'
export * from './store.ts'
