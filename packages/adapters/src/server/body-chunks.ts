/** A request's body as it comes, up to a cap, and no slower than is borne: nobody is waited for for ever. */
import { inTime } from '../waiting/in-time.ts'

/**
 * How slow a body may be. Waiting for it uses up `graceMs`, and each byte that comes gives as much of that back as it
 * takes at `bytesPerSecond`, never more than there was: who was fast at first may not drip afterwards. Time in which
 * nobody asks for more is not counted.
 */
export interface Pace {
  /** In milliseconds. */
  graceMs: number
  /** Without it nothing is given back: the whole body has to be there within `graceMs`. */
  bytesPerSecond?: number
  /** How long it may stand still, in milliseconds. */
  idleMs?: number
}

/** Why a body was not read to its end. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly code: 'bodyTooLarge' | 'bodyTooSlow' | 'bodyBrokenOff'

  constructor(code: BodyError['code'], options?: ErrorOptions) {
    super(`The body of a request was given up: ${code}`, options)
    this.code = code
  }
}

/** Throws `BodyError`; by then, or where somebody takes no more, the rest is not read any more. */
export async function* bodyChunks(
  request: Request,
  limitBytes: number,
  pace: Pace,
): AsyncGenerator<Uint8Array> {
  if (isTooLong(request, limitBytes)) throw new BodyError('bodyTooLarge')
  if (request.body === null) return
  const reader = request.body.getReader()
  const clock = paceClock(pace)
  let size = 0
  try {
    for (;;) {
      const read = await clock.wait(reader.read().catch(brokenOff))
      if (read.done) return
      clock.giveBack(read.value.byteLength)
      size += read.value.byteLength
      if (size > limitBytes) throw new BodyError('bodyTooLarge')
      yield read.value
    }
  } finally {
    // Not waited for: a client that sends nothing does not end its stream either.
    reader.cancel().catch(() => {})
  }
}

/** By what it says of itself. */
export const isTooLong = (request: Request, limitBytes: number): boolean =>
  Number(request.headers.get('Content-Length')) > limitBytes

/** Only the client's side of the connection can fail here. */
export const brokenOff = (cause: unknown): never => {
  throw new BodyError('bodyBrokenOff', { cause })
}

/** The longest time that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1

/** How long one may still wait. */
export function paceClock({ graceMs, bytesPerSecond = Infinity, idleMs = longestTimer }: Pace) {
  let leftMs = graceMs
  return {
    /** Throws `BodyError` where it takes longer than there is time. */
    async wait<T extends object>(next: Promise<T>): Promise<T> {
      const begun = performance.now()
      const come = await inTime(next, Math.min(idleMs, Math.max(0, leftMs)))
      leftMs -= performance.now() - begun
      if (come === undefined) throw new BodyError('bodyTooSlow')
      return come
    },
    giveBack(bytes: number): void {
      leftMs = Math.min(graceMs, leftMs + (bytes / bytesPerSecond) * 1000)
    },
  }
}
