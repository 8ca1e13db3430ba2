/** The feed as server-sent events. The position is the event's id, so a client resumes where it stopped. */
import type { Session, TicketService } from '@chuishao/core/service'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'

export interface EventStreamOptions {
  service: TicketService
  session: Session
  /** Position of the last change that the client has; absent: from now on. */
  after: number | undefined
  /** Milliseconds between heartbeats. */
  heartbeatMs: number
  /** Ends the stream: the server stops, or the token is over. */
  signal: AbortSignal
  onError: (error: unknown) => void
}

export const eventStream = (
  c: Context,
  { service, session, after, heartbeatMs, signal, onError }: EventStreamOptions,
) => {
  const response = streamSSE(c, async (stream) => {
    const gone = new AbortController()
    stream.onAbort(() => gone.abort())
    const heartbeat = setInterval(() => void stream.write(': heartbeat\n\n'), heartbeatMs)
    try {
      const position = await service.position(session)
      const isAhead = after !== undefined && after > position
      const start = after === undefined || isAhead ? position : after
      await stream.writeSSE({
        event: isAhead ? 'reset' : 'ready',
        id: String(start),
        data: JSON.stringify({ position: start }),
      })
      for await (const change of service.feed(session, {
        after: start,
        signal: AbortSignal.any([gone.signal, signal]),
      })) {
        await stream.writeSSE({
          event: 'change',
          id: String(change.position),
          data: JSON.stringify(change),
        })
      }
    } catch (error) {
      // Told to the operator, not to the client: it reconnects.
      if (!gone.signal.aborted && !signal.aborted) onError(error)
    } finally {
      clearInterval(heartbeat)
    }
  })
  response.headers.set('Cache-Control', 'no-store')
  response.headers.set('X-Accel-Buffering', 'no')
  return response
}
