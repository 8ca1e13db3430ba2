export * from './run-deadlines.ts'
