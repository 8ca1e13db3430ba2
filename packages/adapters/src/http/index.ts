export { actingPersonHeader } from './acting-person.ts'
export * from './http-gateway.ts'
export { Problem, problemMediaType, problemType } from './problem.ts'
export { readAccount } from './read-account.ts'
