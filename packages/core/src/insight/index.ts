export * from './figures.ts'
export * from './figures-of.ts'
