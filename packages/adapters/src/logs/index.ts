/** Structured logs of a service, as JSON lines by `pino`, with no word of what residents and officials said. */
export { createLog, type CreateLogOptions, type FailureFacts, type Log } from './create-log.ts'
export { scrubError, type ScrubbedError } from './scrub-error.ts'
