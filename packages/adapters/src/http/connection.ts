/** One authorised request: token, timeout, and an answer that is parsed before anybody believes it. */
import { NewerDataError, protocolHeader, protocolVersion, readProtocolVersion } from '@chuishao/core/versions'
import * as z from 'zod/mini'
import { actingPersonHeader } from './acting-person.ts'
import { answerInTime } from './answer-in-time.ts'
import { failureOf, noTokenError, readProblem, unreadableError } from './failures.ts'
import { sendPatiently } from './patience.ts'

export interface ConnectionOptions {
  /** Address of the API with its version, e.g. `/api/v1` or `https://12345.example.cn/api/v1`. */
  endpoint: string
  /** Called for every request; answers the bearer token as it is then. */
  token: () => string | Promise<string>
  /** Where several people share the account: the id of the one who acts, as chosen from `readAccount`. */
  actingPerson?: () => string | undefined
  /** Another fetch, e.g. a handler in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Milliseconds after which an answer is given up. */
  timeoutMs?: number
}

export interface Ask {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Blob
  signal?: AbortSignal
  /** Milliseconds beyond the limit of the connection, for what takes long to send. */
  moreMs?: number
}

export interface Connection {
  url: (path: string) => string
  /** What every request says: who asks, and which version this client is. */
  headers: () => Promise<Record<string, string>>
  /** Any answer, whatever its status, after waiting where the server asks for it; throws a GatewayError where there is none. */
  send: (path: string, ask?: Ask) => Promise<Response>
  /** As `send`, without a limit of time: for answers that go on. */
  open: (path: string, ask: Ask & { signal: AbortSignal }) => Promise<Response>
  /** A successful answer as `schema`; throws a GatewayError for every other. */
  read: <T extends z.ZodMiniType>(schema: T, path: string) => Promise<z.output<T>>
}

export const createConnection = ({
  endpoint,
  token,
  actingPerson = () => undefined,
  fetch = (request) => globalThis.fetch(request),
  timeoutMs = 30_000,
}: ConnectionOptions): Connection => {
  const base = endpoint.replace(/\/+$/, '')
  const url = (path: string) => base + path

  const common = async () => {
    try {
      const person = actingPerson()
      return {
        Authorization: `Bearer ${await token()}`,
        [protocolHeader]: String(protocolVersion),
        ...(person !== undefined && { [actingPersonHeader]: encodeURIComponent(person) }),
      }
    } catch (error) {
      throw noTokenError(error)
    }
  }

  const open: Connection['open'] = async (path, { headers, ...init }) =>
    fetch(new Request(url(path), { ...init, headers: { ...headers, ...(await common()) } }))

  const send: Connection['send'] = (path, ask = {}) => sendPatiently(() => sendOnce(path, ask), ask.signal)

  const sendOnce = (path: string, { moreMs = 0, ...ask }: Ask) =>
    answerInTime((signal) => open(path, { ...ask, signal }), {
      timeoutMs: timeoutMs + moreMs,
      signal: ask.signal,
    })

  const read: Connection['read'] = async (schema, path) => {
    const response = await send(path)
    const text = await response.text()
    if (!response.ok) throw failureOf(response.status, readProblem(text))
    return parse(schema, text, response.headers)
  }

  return { url, headers: common, send, open, read }
}

/**
 * What a successful answer says. One of another shape is the server's failure, unless its header shows that one of the
 * two is too old for the other.
 */
export const parse = <T extends z.ZodMiniType>(
  schema: T,
  text: string,
  headers: Pick<Headers, 'get'>,
): z.output<T> => {
  try {
    return z.parse(schema, JSON.parse(text))
  } catch (error) {
    throw unreadableError(error instanceof NewerDataError ? Infinity : versionOf(headers), error)
  }
}

/** A server from before the header is of version 1; it is known by its other one. A proxy says neither. */
const versionOf = (headers: Pick<Headers, 'get'>): number | undefined => {
  const said = headers.get(protocolHeader)
  if (said !== null) return readProtocolVersion(said)
  return headers.get('X-Request-Id') === null ? undefined : 1
}
