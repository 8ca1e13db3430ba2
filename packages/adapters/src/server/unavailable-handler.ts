/** Stands in for the ticket handler while its store is being opened, so that clients meet a problem they know. */
import { createFace } from './face.ts'
import { answerRefusal, refuse } from './refusal.ts'

export interface UnavailableHandlerOptions {
  /** Seconds after which a client should ask again. */
  retryAfterSeconds?: number
}

/** Answers every request with 503 `storeUnavailable`. */
export const unavailableHandler = ({ retryAfterSeconds = 2 }: UnavailableHandlerOptions = {}) => {
  const headers = { 'Retry-After': String(retryAfterSeconds) }
  const app = createFace().all('*', (c) => answerRefusal(c, refuse('storeUnavailable', { headers })))
  return async (request: Request): Promise<Response> => app.fetch(request)
}
