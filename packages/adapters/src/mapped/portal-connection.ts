/** One request to the portal: token, time limit, and the answer out of its envelope. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { noTokenError } from '../http/failures.ts'
import { answerInTime } from '../http/answer-in-time.ts'
import { valueAt } from './at-path.ts'
import type { PortalDescription } from './description.ts'
import { failureFrom, unfitAnswer, type Refusal } from './portal-failure.ts'
import type { FilledRequest } from './request-line.ts'
import { signatureOf } from './signature.ts'

export interface PortalConnectionOptions {
  /** Where the portal's API begins, e.g. `https://12345.example.cn/prod-api`. */
  endpoint: string
  /** Called for every request; answers the token as it is then. Absent where the browser sends a cookie. */
  token?: () => string | Promise<string>
  /**
   * What requests are signed with, as the portal gave it to this session. Whoever can open the page can read it: never
   * the fixed secret of an application.
   */
  secret?: () => string | Promise<string>
  /** Another fetch, e.g. a handler in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Milliseconds after which an answer is given up; 30000 by default. */
  timeoutMs?: number
  /** Milliseconds since 1970, for signatures; the device's clock by default. */
  now?: () => number
}

export type PortalAnswer = { ok: true; json: unknown; url: string } | { ok: false; refusal: Refusal }

export interface PortalConnection {
  /** Throws a GatewayError where no answer came, or one that nobody can read. */
  ask: (request: FilledRequest, signal?: AbortSignal) => Promise<PortalAnswer>
  /** As `ask`; a refusal is thrown too. */
  read: (request: FilledRequest) => Promise<{ json: unknown; url: string }>
  send: (body: FormData, method: string, path: string, signal?: AbortSignal) => Promise<PortalAnswer>
  /** An answer that is no JSON. */
  fetch: (path: string) => Promise<Response>
  /** What the token is now: who asks, for what is kept by person. */
  token: () => Promise<string>
}

export function portalConnection(
  description: PortalDescription,
  {
    endpoint,
    token,
    secret,
    fetch = (request) => globalThis.fetch(request),
    timeoutMs = 30_000,
    now = Date.now,
  }: PortalConnectionOptions,
): PortalConnection {
  const base = endpoint.replace(/\/+$/, '')
  const isOurs = (url: string) => url.startsWith('/') || url.startsWith(base)

  const asked = async (source: (() => string | Promise<string>) | undefined): Promise<string> => {
    try {
      return (await source?.()) ?? ''
    } catch (error) {
      throw noTokenError(error)
    }
  }

  const open = async (url: string, init: Sent, signal?: AbortSignal): Promise<Response> => {
    // Nobody else gets the token: a photo may lie on another server.
    const { headers, query } = isOurs(url)
      ? await proofOf(url.slice(base.length), init)
      : { headers: [], query: [] }
    const added = new URLSearchParams(query).toString()
    const whole = added === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${added}`
    const all = [...Object.entries(init.headers ?? {}), ...headers]
    return answerInTime((aborts) => fetch(new Request(whole, { ...init, headers: all, signal: aborts })), {
      timeoutMs,
      signal,
    })
  }

  /** What says who asks, and that nobody has changed the request on its way. */
  const proofOf = async (target: string, { method, body }: Sent): Promise<Proof> => {
    const { auth } = description
    if (auth === undefined) return { headers: [], query: [] }
    const said = await asked(token)
    const own: Proof =
      'header' in auth
        ? { headers: [[auth.header, `${auth.prefix ?? ''}${said}`]], query: [] }
        : { headers: [], query: [[auth.query, said]] }
    if (auth.sign === undefined) return own
    const withToken = own.query.length > 0 ? new URLSearchParams(own.query).toString() : ''
    const { headers, query } = signatureOf(auth.sign, {
      method,
      target: withToken === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${withToken}`,
      body: body instanceof FormData ? '' : (body ?? ''),
      token: said,
      secret: await asked(secret),
      now: now(),
      nonce: newNonce(),
    })
    return { headers: [...own.headers, ...headers], query: [...own.query, ...query] }
  }

  const answerOf = async (response: Response, url: string): Promise<PortalAnswer> => {
    const { envelope } = description
    const { status } = response
    const json = readJson(await response.text())
    const code = envelope && valueAt(json, envelope.code)
    if (typeof code !== 'string' && typeof code !== 'number' && typeof code !== 'boolean') {
      if (!response.ok) return { ok: false, refusal: { code: status, status, url } }
      if (envelope) throw unfitAnswer(description, url, envelope.code, '缺少 / missing')
      return { ok: true, json, url }
    }
    const isDone = response.ok && envelope?.success.some((it) => String(it) === String(code))
    if (isDone) return { ok: true, json, url }
    const message = valueAt(json, envelope?.message ?? 'message')
    const told = envelope?.error === undefined ? code : valueAt(json, envelope.error)
    const refused = typeof told === 'string' || typeof told === 'number' ? told : String(code)
    return {
      ok: false,
      refusal: { code: refused, status, url, ...(typeof message === 'string' && { message }) },
    }
  }

  const ask: PortalConnection['ask'] = async ({ method, path, body, bodyAs }, signal) => {
    const url = base + path
    const init: Sent =
      body === undefined
        ? { method }
        : bodyAs === 'form'
          ? { method, body: formOf(body) }
          : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
    return answerOf(await open(url, init, signal), url)
  }

  return {
    ask,
    async read(request) {
      const answer = await ask(request)
      if (answer.ok) return answer
      throw failureFrom(answer.refusal, description)
    },
    async send(body, method, path, signal) {
      const url = base + path
      return answerOf(await open(url, { method, body }, signal), url)
    },
    fetch: (path) => open(/^https?:/.test(path) ? path : base + path, { method: 'GET' }),
    token: () => asked(token),
  }
}

interface Sent {
  method: string
  body?: string | URLSearchParams | FormData
  headers?: Record<string, string>
}

/** Headers and parameters of the address. */
interface Proof {
  headers: [string, string][]
  query: [string, string][]
}

/** Sixteen random bytes, also on pages over plain HTTP. */
const newNonce = () => bytesToHex(crypto.getRandomValues(new Uint8Array(16)))

const formOf = (body: object) =>
  new URLSearchParams(
    Object.entries(body).map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  )

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
