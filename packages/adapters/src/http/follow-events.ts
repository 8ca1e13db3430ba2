/** Follows the feed: streamed with fetch, because EventSource cannot send a token. Reconnects and resumes by itself. */
import type { TicketChange, TicketGateway } from '@chuishao/core/service'
import { createParser } from 'eventsource-parser'
import { pause } from '../waiting/pause.ts'
import { keepTrying, type BackoffOptions } from './backoff.ts'
import { parse, type Connection } from './connection.ts'
import { waitAskedFor } from './patience.ts'
import { tellSafely } from './tell-safely.ts'
import { ChangeBody } from './wire.ts'

/** Where the server asks for more patience, it is asked again earlier all the same. */
const longestWaitMs = 30_000

type SubscribeOptions = Parameters<TicketGateway['subscribe']>[1]

export interface FollowOptions extends BackoffOptions {
  /** Milliseconds of silence, heartbeats included, after which the connection counts as dead. */
  silenceMs?: number
}

export const followEvents = async (
  connection: Connection,
  onChange: (change: TicketChange) => void,
  { signal, onState, onReset }: SubscribeOptions,
  { silenceMs = 45_000, ...backoff }: FollowOptions,
): Promise<void> => {
  /** Where to resume; the server says it at the first connection. */
  let position: string | undefined
  /** A server may number the changes of each stream from one: over several they rise all the same. */
  let last = 0

  await keepTrying(
    async (onSuccess) => {
      const attempt = new AbortController()
      const stop = () => attempt.abort()
      const watchdog = createWatchdog(stop, silenceMs)
      signal.addEventListener('abort', stop)
      try {
        const headers: Record<string, string> = { Accept: 'text/event-stream' }
        if (position !== undefined) headers['Last-Event-ID'] = position
        const response = await connection.open('/events', { headers, signal: attempt.signal })
        const ms = await waitAskedFor(response)
        if (ms !== undefined) await pause(Math.min(ms, longestWaitMs), attempt.signal)
        if (!response.ok || response.body === null) return
        const parser = createParser({
          onEvent: ({ event, id, data }) => {
            if (event === 'ready' || event === 'reset') {
              onSuccess()
              onState?.('live')
              if (event === 'reset' && onReset) tellSafely(onReset)
            } else if (event === 'change') {
              tellSafely(() => {
                const change = parse(ChangeBody, data, response.headers)
                last = Math.max(change.position, last + 1)
                onChange({ ...change, position: last })
              })
            }
            if (id !== undefined) position = id
          },
        })
        await readText(response.body, attempt.signal, (text) => {
          watchdog.feed()
          parser.feed(text)
        })
      } finally {
        watchdog.stop()
        attempt.abort()
        signal.removeEventListener('abort', stop)
        if (!signal.aborted) onState?.('waiting')
      }
    },
    { signal, ...backoff },
  )
}

/** Calls back unless it is fed in time. */
const createWatchdog = (onSilence: () => void, silenceMs: number) => {
  let timer = setTimeout(onSilence, silenceMs)
  return {
    feed: () => {
      clearTimeout(timer)
      timer = setTimeout(onSilence, silenceMs)
    },
    stop: () => clearTimeout(timer),
  }
}

const readText = async (
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  onText: (text: string) => void,
) => {
  const reader = body.getReader()
  const cancel = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', cancel)
  try {
    const decoder = new TextDecoder()
    for (let read = await reader.read(); !read.done && !signal.aborted; read = await reader.read())
      onText(decoder.decode(read.value, { stream: true }))
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}
