/** Spans of a service by `@opentelemetry/api`: request → service → store. No word of what was said is in them. */
export { tracedRequests } from './traced-requests.ts'
export { tracedService, tracedStore } from './traced-calls.ts'
