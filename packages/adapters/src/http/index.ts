export * from './http-gateway.ts'
export { Problem, problemMediaType, problemType } from './problem.ts'
