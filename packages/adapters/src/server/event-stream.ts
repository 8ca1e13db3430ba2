/**
 * The feed as server-sent events. A client resumes after the id of the last one; where that cannot be, it is told to
 * read anew. Nothing waits in memory for a slow reader: the next change is read when the one before is taken.
 */
import { visibilityOf, type Session, type TicketService } from '@chuishao/core/service'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { readPlainCursor, type FeedCursor } from './feed-cursor.ts'

export interface EventStreamOptions {
  service: TicketService
  session: Session
  /** Of the tenant's feed. */
  cursorOf: (session: Session) => Promise<FeedCursor>
  /** Called once, when the stream has ended. */
  onEnd: () => void
  /** Asked with every heartbeat; a stream whose person has other rights by now, or none, ends, and the client comes back. */
  isUnchanged: () => Promise<boolean>
  /** Id of the last event that the client has; absent: from now on. */
  lastEventId: string | undefined
  /** Milliseconds between heartbeats. */
  heartbeatMs: number
  /** Changes that are told one by one to a client that comes back; who missed more reads anew. */
  maxBehind: number
  /** Ends the stream because the token is over. */
  signal: AbortSignal
  /** Ends the stream because the server stops. */
  shutdown: AbortSignal
  onError: (error: unknown) => void
}

/** Heartbeats that a reader may leave untaken before its stream is ended; it comes back and resumes. */
const patienceInBeats = 3

/** Milliseconds after which a client of a server that stops comes back: another one is there by then. */
const comeBackMs = 2000

/** Asks the store for the beginning before it answers, so that a store that is away is told as one. */
export const eventStream = async (
  c: Context,
  {
    service,
    session,
    cursorOf,
    onEnd,
    isUnchanged,
    lastEventId,
    heartbeatMs,
    maxBehind,
    signal,
    shutdown,
    onError,
  }: EventStreamOptions,
) => {
  // How far the feed is says how much others do: only those who see everything are told, the others get running numbers.
  const seesAll = visibilityOf(session.actor) === undefined
  const [cursor, position] = await begin().catch((error: unknown) => {
    onEnd()
    throw error
  })
  const response = streamSSE(c, async (stream) => {
    const gone = new AbortController()
    const ended = AbortSignal.any([gone.signal, signal, shutdown])
    stream.onAbort(() => gone.abort())

    let untaken = 0
    let beating = false
    const write = async (message: Parameters<typeof stream.writeSSE>[0]) => {
      await stream.writeSSE(message)
      untaken = 0
    }
    const beat = async () => {
      untaken += 1
      if (untaken > patienceInBeats) return stream.abort()
      if (beating) return
      beating = true
      await stream.write(': heartbeat\n\n')
      beating = false
      untaken = 0
    }
    const check = async () => {
      try {
        if (!(await isUnchanged())) gone.abort()
      } catch (error) {
        // An identity provider that is away ends nobody's stream before its token does.
        onError(error)
      }
    }
    const heartbeat = setInterval(() => {
      void beat()
      void check()
    }, heartbeatMs)
    try {
      const read = (id: string) =>
        cursor.read(id) ?? (seesAll ? readPlainCursor(id, session.tenantId) : undefined)
      const after = lastEventId === undefined ? position : read(lastEventId)
      const isKnown = after !== undefined && after <= position && position - after <= maxBehind
      const start = isKnown ? after : position
      await write({
        event: isKnown ? 'ready' : 'reset',
        id: cursor.write(start),
        data: JSON.stringify(seesAll ? { position: start } : {}),
      })
      let told = 0
      for await (const change of service.feed(session, { after: start, signal: ended })) {
        told += 1
        const data = seesAll ? change : { ...change, position: told }
        await write({ event: 'change', id: cursor.write(change.position), data: JSON.stringify(data) })
      }
      if (shutdown.aborted) await stream.write(`retry: ${comeBackMs}\n\n`)
    } catch (error) {
      // Told to the operator, not to the client: it reconnects.
      if (!ended.aborted) onError(error)
    } finally {
      clearInterval(heartbeat)
      onEnd()
    }
  })
  // Where Hono's own stand, which would win over those of the answer.
  c.header('Cache-Control', 'no-store')
  c.header('X-Accel-Buffering', 'no')
  return response

  async function begin() {
    const cursor = await cursorOf(session)
    return [cursor, await service.position(session)] as const
  }
}
