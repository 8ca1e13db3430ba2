/** Signed requests to one bucket, asked again where the storage is busy or the network breaks. */
import { AttachmentsUnavailableError } from '@chuishao/core/service'
import { AwsClient } from 'aws4fetch'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, faultOf, isPassing, unreachable } from './s3-faults.ts'
import type { S3Options } from './s3-options.ts'

export interface S3Patience {
  /** Milliseconds without an answer, or without more of it, after which a try is given up: 30,000 by default. */
  timeoutMs?: number
  /** How often a request is sent at most: 4 times by default. */
  tries?: number
  /** Milliseconds before the second try, twice as many before each further one, less up to a half by chance: 200. */
  backoffMs?: number
  /** Another fetch, e.g. through a proxy. */
  fetch?: (request: Request) => Promise<Response>
}

export interface S3Ask {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  key: string
  headers?: Record<string, string>
  body?: S3Body
}

/** Bytes that are sent as they come, anew with each try. */
export interface S3Body {
  /** Their number, said beforehand: a storage takes no request whose end it does not know. */
  bytes: number
  chunks: AsyncIterable<Uint8Array>
}

export interface S3Answer {
  headers: Headers
  /** Throws `AttachmentsUnavailableError` where it breaks off or stands still. */
  chunks: AsyncIterable<Uint8Array>
}

/** Answers what was asked for, undefined where there is nothing under the key; throws for everything else. */
export type S3Client = (ask: S3Ask) => Promise<S3Answer | undefined>

export function s3Client(options: S3Options, patience: S3Patience = {}): S3Client {
  const { region = 'us-east-1', accessKeyId, secretAccessKey, sessionToken } = options
  const { timeoutMs = 30_000, tries = 4, backoffMs = 200, fetch = globalThis.fetch } = patience
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
  const signer = new AwsClient({ ...credentials, region, service: 's3' })
  const base = addressOf(options)

  async function sendOnce({ method, key, headers = {}, body }: S3Ask): Promise<Sent> {
    const clock = idleClock(timeoutMs)
    const sent = body && sending(body, clock)
    const init = sent && { headers: { ...headers, 'Content-Length': String(body.bytes) }, body: sent.stream }
    try {
      const url = base + key.split('/').map(encodeURIComponent).join('/')
      // Signed anew for each try, because a signature is good for a few minutes only.
      const request = await signer.sign(url, { method, headers, ...init, signal: clock.signal })
      const response = await fetch(request)
      return { response, clock }
    } catch (cause) {
      // What is wrong with the bytes themselves is no better the next time.
      if (sent?.fault.is) throw sent.fault.is
      throw unreachable(cause)
    } finally {
      clock.stop()
    }
  }

  async function send(ask: S3Ask): Promise<Sent> {
    for (let tried = 1; ; tried += 1) {
      try {
        const sent = await sendOnce(ask)
        if (tried >= tries || !isPassing(sent.response)) return sent
        await sent.response.body?.cancel()
      } catch (error) {
        if (tried >= tries || !(error instanceof AttachmentsUnavailableError)) throw error
      }
      await pause(backoffMs * 2 ** (tried - 1) * (1 - Math.random() / 2))
    }
  }

  return async (ask) => {
    const sent = await send(ask)
    const { response } = sent
    if (response.ok) return { headers: response.headers, chunks: chunksOf(sent) }
    const code = await codeOf(response)
    if (response.status === 404 && code !== 'NoSuchBucket' && ask.method !== 'PUT') return undefined
    throw faultOf(response, code)
  }
}

interface Sent {
  response: Response
  clock: IdleClock
}

function addressOf({ endpoint, bucket, addressing = 'path' }: S3Options): string {
  const url = new URL(endpoint)
  if (addressing === 'virtualHost') url.hostname = `${bucket}.${url.hostname}`
  else url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}`
  return url.href.replace(/\/?$/, '/')
}

interface IdleClock {
  signal: AbortSignal
  start: () => void
  stop: () => void
}

/** Runs only while one waits for the storage, and not while a slow client takes what has come. */
function idleClock(timeoutMs: number): IdleClock {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  const start = () => {
    stop()
    timer = setTimeout(() => controller.abort(new Error(`No answer in ${timeoutMs} ms.`)), timeoutMs)
  }
  start()
  return { signal: controller.signal, start, stop }
}

/** The body as a stream; the clock runs only while the storage takes what it was given. */
function sending({ chunks }: S3Body, clock: IdleClock) {
  const fault: { is?: Error } = {}
  const iterator = chunks[Symbol.asyncIterator]()
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clock.stop()
        try {
          const next = await iterator.next()
          if (next.done) controller.close()
          else controller.enqueue(next.value)
        } catch (cause) {
          fault.is = cause instanceof Error ? cause : new Error('The bytes could not be read.', { cause })
          controller.error(fault.is)
        }
        clock.start()
      },
      cancel: async () => void (await iterator.return?.()),
    },
    { highWaterMark: 0 },
  )
  return { stream, fault }
}

async function* chunksOf({ response, clock }: Sent): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      clock.start()
      const read = await reader.read().catch((cause: unknown) => {
        throw unreachable(cause)
      })
      clock.stop()
      if (read.done) return
      yield read.value
    }
  } finally {
    clock.stop()
    await reader.cancel().catch(() => undefined)
  }
}
