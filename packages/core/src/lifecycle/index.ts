export * from './city.ts'
export * from './fields.ts'
