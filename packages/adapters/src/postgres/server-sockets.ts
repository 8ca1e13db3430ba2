/**
 * The connections to a server that may hang: its machine is frozen, or its network swallows what is sent. Nothing of the
 * protocol tells, so a connection on which nothing is heard for too long is cut, and all of them can be.
 */
import { Socket } from 'node:net'

export interface ServerSockets {
  /** A new one, as `pg` asks for it; TLS goes over it too. */
  open(): Socket
  /** Ends all at once, whatever is under way on them. */
  cut(): void
}

/** @param silenceMs after which a connection is cut, in milliseconds; 0 for never */
export const serverSockets = (silenceMs: number): ServerSockets => {
  const sockets = new Set<Socket>()
  return {
    open() {
      const socket = new Socket()
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket.setTimeout(silenceMs, () => socket.destroy(silent()))
    },
    cut: () => sockets.forEach((it) => it.destroy(silent())),
  }
}

const silent = () => Object.assign(new Error('The database server does not answer.'), { code: 'ETIMEDOUT' })
