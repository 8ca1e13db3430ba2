/** One request to the portal: token, time limit, and the answer out of its envelope. */
import { noTokenError } from '../http/failures.ts'
import { answerInTime } from '../http/answer-in-time.ts'
import { valueAt } from './at-path.ts'
import type { PortalDescription } from './description.ts'
import { failureFrom, unfitAnswer, type Refusal } from './portal-failure.ts'
import type { FilledRequest } from './request-line.ts'

export interface PortalConnectionOptions {
  /** Where the portal's API begins, e.g. `https://12345.example.cn/prod-api`. */
  endpoint: string
  /** Called for every request; answers the token as it is then. Absent where the browser sends a cookie. */
  token?: () => string | Promise<string>
  /** Another fetch, e.g. a handler in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Milliseconds after which an answer is given up; 30000 by default. */
  timeoutMs?: number
}

export type PortalAnswer = { ok: true; json: unknown; url: string } | { ok: false; refusal: Refusal }

export interface PortalConnection {
  /** Throws a GatewayError where no answer came, or one that nobody can read. */
  ask: (request: FilledRequest) => Promise<PortalAnswer>
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
    fetch = (request) => globalThis.fetch(request),
    timeoutMs = 30_000,
  }: PortalConnectionOptions,
): PortalConnection {
  const base = endpoint.replace(/\/+$/, '')
  const isOurs = (url: string) => url.startsWith('/') || url.startsWith(base)

  const tokenNow = async (): Promise<string> => {
    try {
      return (await token?.()) ?? ''
    } catch (error) {
      throw noTokenError(error)
    }
  }

  const open = async (url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> => {
    const { auth } = description
    const headers = new Headers(init.headers)
    // Nobody else gets the token: a photo may lie on another server.
    if (auth && isOurs(url)) headers.set(auth.header, `${auth.prefix ?? ''}${await tokenNow()}`)
    return answerInTime((aborts) => fetch(new Request(url, { ...init, headers, signal: aborts })), {
      timeoutMs,
      signal,
    })
  }

  const answerOf = async (response: Response, url: string): Promise<PortalAnswer> => {
    const { envelope } = description
    const { status } = response
    const json = readJson(await response.text())
    const code = envelope && valueAt(json, envelope.code)
    if (typeof code !== 'string' && typeof code !== 'number') {
      if (!response.ok) return { ok: false, refusal: { code: status, status, url } }
      if (envelope) throw unfitAnswer(description, url, envelope.code, '缺少 / missing')
      return { ok: true, json, url }
    }
    const isDone = response.ok && envelope?.success.some((it) => String(it) === String(code))
    if (isDone) return { ok: true, json, url }
    const message = valueAt(json, envelope?.message ?? 'message')
    return {
      ok: false,
      refusal: { code, status, url, ...(typeof message === 'string' && { message }) },
    }
  }

  const ask: PortalConnection['ask'] = async ({ method, path, body, bodyAs }) => {
    const url = base + path
    const init: RequestInit =
      body === undefined
        ? { method }
        : bodyAs === 'form'
          ? { method, body: formOf(body) }
          : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
    return answerOf(await open(url, init), url)
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
    fetch: (path) => open(/^https?:/.test(path) ? path : base + path, {}),
    token: tokenNow,
  }
}

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
