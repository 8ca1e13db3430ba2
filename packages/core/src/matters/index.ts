export * from './city-index.ts'
export * from './responsible.ts'
