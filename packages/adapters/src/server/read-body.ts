/** Reads a request body up to a cap: what is beyond it is never held in memory, and nobody is waited for for ever. */
import type { ReadableStreamReadResult } from 'node:stream/web'
import { inTime } from '../waiting/in-time.ts'

export type BodyRead =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; code: 'bodyTooLarge' | 'bodyTooSlow' | 'bodyBrokenOff' }

export interface ReadBodyOptions {
  /** How long to wait for the next piece, in milliseconds; as long as the server does by default. */
  idleMs?: number
}

/** Undefined where the wait for the next piece was too long. */
type NextPiece = () => Promise<ReadableStreamReadResult<Uint8Array> | undefined>

export const readBody = async (
  request: Request,
  limitBytes: number,
  { idleMs }: ReadBodyOptions = {},
): Promise<BodyRead> => {
  const announced = request.headers.get('Content-Length')
  if (Number(announced) > limitBytes) return { ok: false, code: 'bodyTooLarge' }
  try {
    // A server reads no more than was announced: whole is faster than as a stream.
    if (announced !== null && idleMs === undefined)
      return within(new Uint8Array(await request.arrayBuffer()), limitBytes)
    if (request.body === null) return { ok: true, bytes: new Uint8Array() }
    return await readPieces(request.body, limitBytes, idleMs)
  } catch {
    // Only the client's side of the connection can fail here.
    return { ok: false, code: 'bodyBrokenOff' }
  }
}

async function readPieces(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
  idleMs: number | undefined,
): Promise<BodyRead> {
  const reader = body.getReader()
  const giveUp = (code: 'bodyTooLarge' | 'bodyTooSlow'): BodyRead => {
    // Not waited for: a client that sends nothing does not end its stream either.
    reader.cancel().catch(() => {})
    return { ok: false, code }
  }
  const next: NextPiece = idleMs === undefined ? () => reader.read() : () => inTime(reader.read(), idleMs)
  const pieces: Uint8Array[] = []
  let size = 0
  for (;;) {
    const read = await next()
    if (read === undefined) return giveUp('bodyTooSlow')
    if (read.done) return { ok: true, bytes: joined(pieces, size) }
    size += read.value.byteLength
    if (size > limitBytes) return giveUp('bodyTooLarge')
    pieces.push(read.value)
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  return bytes
}

const within = (bytes: Uint8Array<ArrayBuffer>, limitBytes: number): BodyRead =>
  bytes.byteLength > limitBytes ? { ok: false, code: 'bodyTooLarge' } : { ok: true, bytes }

/** The media type without its parameters. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Bytes as they are: no body that was compressed is unpacked. */
export const isEncoded = (request: Request): boolean =>
  !/^(identity)?$/i.test(request.headers.get('Content-Encoding')?.trim() ?? '')
