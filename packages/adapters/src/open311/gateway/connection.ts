/** One request to a GeoReport server: in the format that it speaks, within a time, and read before anybody believes it. */
import { GatewayError } from '@chuishao/core/service'
import { answerInTime } from '../../http/answer-in-time.ts'
import { sendPatiently } from '../../http/patience.ts'
import { NotGeoReport } from '../protocol/read-body.ts'
import { readErrors } from '../protocol/records.ts'
import { failureFrom, notGeoReport, type Refusal } from './failures.ts'

export type Open311Format = 'json' | 'xml'

export interface Open311ConnectionOptions {
  /** Where the API begins, e.g. `https://311.example.gov/open311/v2`. */
  url: string
  /** Which city is meant, where the server has several. */
  jurisdictionId?: string
  /** Sent with new requests only. In a browser everybody can read it: a server that matters gives one to its own proxy. */
  apiKey?: string
  /** The format that is asked for; by default JSON, or XML where the server has no JSON. */
  format?: Open311Format
  /** Another fetch, e.g. a handler in the same process. */
  fetch?: (request: Request) => Promise<Response>
  /** Milliseconds after which an answer is given up; 30000 by default. */
  timeoutMs?: number
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** Makes a record of a body; throws `NotGeoReport`. */
type Read<T> = (text: string) => T

export interface Connection {
  /** Throws a GatewayError where no answer came, or one that is no GeoReport. */
  ask: <T>(path: string, query: Record<string, string>, read: Read<T>) => Promise<Answer<T>>
  /** As `ask`; a refusal is thrown too. */
  get: <T>(path: string, query: Record<string, string>, read: Read<T>) => Promise<T>
  post: <T>(path: string, body: URLSearchParams | FormData, read: Read<T>) => Promise<Answer<T>>
  /** Another address, e.g. of a photo: it learns nothing of who asks. */
  fetch: (url: string) => Promise<Response>
}

export function open311Connection({
  url,
  jurisdictionId,
  apiKey,
  format,
  fetch = (request) => globalThis.fetch(request),
  timeoutMs = 30_000,
}: Open311ConnectionOptions): Connection {
  const base = url.replace(/\/+$/, '')
  let spoken = format

  const send = (request: () => Request) =>
    sendPatiently(
      () =>
        answerInTime((signal) => fetch(new Request(request(), { signal })), {
          timeoutMs,
        }),
      undefined,
    )

  const answerOf = async <T>(response: Response, read: Read<T>, address: string): Promise<Answer<T>> => {
    const text = await response.text()
    if (!response.ok)
      return { ok: false, refusal: { status: response.status, errors: readErrors(text), url: address } }
    try {
      return { ok: true, value: read(text) }
    } catch (error) {
      throw error instanceof NotGeoReport ? notGeoReport(address, error) : error
    }
  }

  const askIn = async <T>(
    as: Open311Format,
    path: string,
    query: Record<string, string>,
    read: Read<T>,
  ): Promise<Answer<T>> => {
    const given = { ...(jurisdictionId !== undefined && { jurisdiction_id: jurisdictionId }), ...query }
    const search = new URLSearchParams(given).toString()
    const address = `${base}/${path}.${as}${search && `?${search}`}`
    return answerOf(await send(() => new Request(address)), read, address)
  }

  /** XML is what every server has; JSON is lighter where it has that too. */
  const askInEither: Connection['ask'] = async (path, query, read) => {
    const first = await settled(askIn('json', path, query, read))
    if (first.ok) spoken = 'json'
    if (first.ok || !mayBeForFormat(first)) return unsettled(first)
    const second = await settled(askIn('xml', path, query, read))
    if (second.ok) spoken = 'xml'
    return unsettled(second.ok ? second : first)
  }

  const ask: Connection['ask'] = (path, query, read) =>
    spoken === undefined ? askInEither(path, query, read) : askIn(spoken, path, query, read)

  return {
    ask,
    async get(path, query, read) {
      const answer = await ask(path, query, read)
      if (answer.ok) return answer.value
      throw failureFrom(answer.refusal)
    },
    async post(path, form, read) {
      // Who reports comes first, so that a server knows it before it takes photos.
      const body = form instanceof FormData ? new FormData() : new URLSearchParams(form)
      if (jurisdictionId !== undefined) body.append('jurisdiction_id', jurisdictionId)
      if (apiKey !== undefined) body.append('api_key', apiKey)
      if (form instanceof FormData && body instanceof FormData)
        for (const [name, value] of form) body.append(name, value)
      const address = `${base}/${path}.${spoken ?? 'json'}`
      return answerOf(await send(() => new Request(address, { method: 'POST', body })), read, address)
    },
    fetch: (address) => send(() => new Request(address)),
  }
}

type Settled<T> = Answer<T> | { ok: false; error: unknown }

const settled = async <T>(answer: Promise<Answer<T>>): Promise<Settled<T>> => {
  try {
    return await answer
  } catch (error) {
    return { ok: false, error }
  }
}

const unsettled = <T>(answer: Settled<T>): Answer<T> => {
  if ('error' in answer) throw answer.error
  return answer
}

/** Whether the other format may do better: not where the line is dead, or the server said in its own words what is wrong. */
const mayBeForFormat = <T>(answer: Settled<T>): boolean => {
  if ('error' in answer) return answer.error instanceof GatewayError && answer.error.code === 'server'
  if (answer.ok) return false
  const { status, errors } = answer.refusal
  return errors.length === 0 && status >= 400 && status < 500 && status !== 401 && status !== 403
}
