/** What the way there can fail with, as a GatewayError with a sentence for the person. */
import { GatewayError } from '@chuishao/core/service'
import * as z from 'zod/mini'
import { oldestProtocolVersion, protocolVersion } from '@chuishao/core/versions'
import { Problem } from './problem.ts'

export const offlineError = (cause: unknown) => new GatewayError('offline', undefined, { cause })

/** The host could not give a token: it could not reach whoever gives them, or nobody is signed in. */
export const noTokenError = (cause: unknown) =>
  isNetworkFailure(cause) ? offlineError(cause) : new GatewayError('unauthenticated', undefined, { cause })

/** As `fetch` tells it in Chromium, Firefox, Safari and Node; other libraries leave only the browser's own word. */
const isNetworkFailure = (error: unknown): boolean =>
  Reflect.get(globalThis.navigator ?? {}, 'onLine') === false ||
  (error instanceof TypeError && /failed to fetch|networkerror|load failed|fetch failed/i.test(error.message))

export const serverError = (cause?: unknown) =>
  new GatewayError('server', undefined, cause === undefined ? {} : { cause })

/**
 * An answer that this client cannot read: because it, or the server, is too old for the other, or for no such reason.
 * @param serverVersion undefined where nobody says
 */
export const unreadableError = (serverVersion: number | undefined, cause: unknown): GatewayError => {
  if (serverVersion === undefined) return serverError(cause)
  if (serverVersion > protocolVersion) return new GatewayError('clientTooOld', undefined, { cause })
  if (serverVersion < oldestProtocolVersion) return new GatewayError('serverTooOld', undefined, { cause })
  return serverError(cause)
}

const codesByProblem: Record<string, GatewayError['code']> = {
  clientTooOld: 'clientTooOld',
  serverTooOld: 'serverTooOld',
}

const codesByStatus: Record<number, GatewayError['code']> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  413: 'tooLarge',
  415: 'unsupportedType',
}

/** The problem in an answer's text; undefined where a proxy or another program answered. */
export const readProblem = (text: string): Problem | undefined => {
  try {
    return z.safeParse(Problem, JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const failureOf = (status: number, problem: Problem | undefined): GatewayError => {
  const code = codesByProblem[problem?.code ?? ''] ?? codesByStatus[status]
  if (problem?.message) return new GatewayError(code ?? 'server', problem.message)
  return code === undefined ? serverError(new Error(`status ${status}`)) : new GatewayError(code)
}
