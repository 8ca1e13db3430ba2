/** Reads a small request body whole, up to a cap: what is beyond it is never held in memory. */
import { allBytes } from '../attachments/all-bytes.ts'
import { bodyChunks, BodyError, brokenOff, isTooLong, paceClock, type Pace } from './body-chunks.ts'

export type BodyRead =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; code: 'bodyTooLarge' | 'bodyTooSlow' | 'bodyBrokenOff' }

/** Beside a phone network that can hardly be used, 64 KiB take 30 seconds: then whoever asked has given up, too. */
export const commandPace: Pace = { graceMs: 30_000 }

/** @param pace by default the whole body has to be there within 30 seconds */
export const readBody = async (
  request: Request,
  limitBytes: number,
  pace: Pace = commandPace,
): Promise<BodyRead> => {
  try {
    return { ok: true, bytes: await read(request, limitBytes, pace) }
  } catch (error) {
    if (error instanceof BodyError) return { ok: false, code: error.code }
    throw error
  }
}

async function read(request: Request, limitBytes: number, pace: Pace): Promise<Uint8Array<ArrayBuffer>> {
  // A server reads no more than was announced: whole is faster than as a stream.
  if (request.headers.has('Content-Length') && isOneWait(pace)) {
    if (isTooLong(request, limitBytes)) throw new BodyError('bodyTooLarge')
    const bytes = new Uint8Array(await paceClock(pace).wait(request.arrayBuffer().catch(brokenOff)))
    if (bytes.byteLength > limitBytes) throw new BodyError('bodyTooLarge')
    return bytes
  }
  return allBytes(bodyChunks(request, limitBytes, pace))
}

const isOneWait = ({ bytesPerSecond, idleMs }: Pace) => bytesPerSecond === undefined && idleMs === undefined

/** The media type without its parameters. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Bytes as they are: no body that was compressed is unpacked. */
export const isEncoded = (request: Request): boolean =>
  !/^(identity)?$/i.test(request.headers.get('Content-Encoding')?.trim() ?? '')
