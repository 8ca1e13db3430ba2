/** Ends a connection on which a body is still coming that nobody reads. */
import type { IncomingMessage } from 'node:http'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

/** Time for a client to read its answer: what it still sends resets the connection when that is closed. */
const lingerMs = 500

/**
 * Says `Connection: close`, and ends a little later, where the body of the request was not read to its end. Else Node would
 * take it in for ever.
 */
export async function endUnread(
  answer: Response,
  request: Pick<IncomingMessage, 'headers' | 'complete' | 'readableDidRead' | 'readableEnded'>,
): Promise<Response> {
  if (!isUnread(request) || answer.headers.get('Connection') === 'close') return answer
  // What came with the head is read after whoever answers at once.
  await nextTurn()
  if (!isUnread(request)) return answer
  const { status, body } = answer
  const headers = new Headers(answer.headers)
  headers.set('Connection', 'close')
  return new Response(body?.pipeThrough(new TransformStream({ flush: () => pause(lingerMs) })) ?? null, {
    status,
    headers,
  })
}

/** One that is there already, and that nobody began to read, holds nothing up. */
const isUnread = ({
  headers,
  complete,
  readableDidRead,
  readableEnded,
}: Parameters<typeof endUnread>[1]): boolean =>
  ('transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0) &&
  (!complete || (readableDidRead && !readableEnded))
