/** Ends a connection whose client takes nothing more of its answer: else that, and the file it is read from, stay open for ever. */
import type { Server } from 'node:http'

/**
 * Counted is time in which the system's buffers took nothing, by which a client that reads, however slowly, makes room; an
 * answer that is still being thought about has nothing to take. Node looks when the time is over, so it may take twice as long.
 */
export function endUntaken(server: Server, idleMs: number): void {
  server.on('request', (_request, response) => {
    response.setTimeout(idleMs, () => {
      if (response.socket && response.socket.writableLength > 0) response.socket.destroy()
    })
  })
}
