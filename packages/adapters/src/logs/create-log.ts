/** The log: every field that may be in a line is named here, so that nothing else gets in by accident. */
import { pino, type DestinationStream } from 'pino'
import type { Answered } from '../server/observe.ts'
import { scrubError } from './scrub-error.ts'

export interface CreateLogOptions {
  level: 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** Standard output where absent. */
  destination?: DestinationStream
}

/** Where something failed. */
export interface FailureFacts {
  requestId?: string | undefined
  tenantId?: string
}

export interface Log {
  /** Something about the service itself, in words of the program's own. */
  info(sentence: string, facts?: Record<string, string | number | boolean>): void
  /** As `info`, where somebody has to look at it. */
  warn(sentence: string, facts?: Record<string, string | number | boolean>): void
  /** Something failed: `what` is the program's own word for it. */
  failed(what: string, error: unknown, facts?: FailureFacts): void
  answered(answered: Answered, durationMs: number): void
}

export function createLog({ level, destination }: CreateLogOptions): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const log = destination === undefined ? pino(options) : pino(options, destination)
  return {
    info: (sentence, facts = {}) => log.info(facts, sentence),
    warn: (sentence, facts = {}) => log.warn(facts, sentence),
    failed: (what, error, { requestId, tenantId } = {}) =>
      log.error(
        {
          ...(requestId !== undefined && { requestId: safeId(requestId) }),
          ...(tenantId !== undefined && { tenantId }),
          error: scrubError(error),
        },
        what,
      ),
    answered: ({ requestId, method, route, status, problem, tenantId, unitId, roles }, durationMs) =>
      log[status >= 500 ? 'error' : 'info'](
        {
          requestId: safeId(requestId),
          method,
          route,
          status,
          durationMs: Math.round(durationMs * 10) / 10,
          problem,
          tenantId,
          unitId,
          roles,
        },
        'request',
      ),
  }
}

/** Clients may choose the id of a request: only what looks like one is written, a UUID or nginx's `$request_id`. */
const safeId = (id: string): string =>
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i.test(id) ? id : 'foreign'
