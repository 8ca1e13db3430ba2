export * from './local-gateway.ts'
