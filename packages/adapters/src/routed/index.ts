export * from './opening-store.ts'
export * from './routed-store.ts'
export * from './unrouted-tenant.ts'
