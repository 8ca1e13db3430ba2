/** Reads a request body up to a cap: what is beyond it is never held in memory. */

export type BodyRead = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false }

export const readBody = async (request: Request, limitBytes: number): Promise<BodyRead> => {
  const announced = request.headers.get('Content-Length')
  if (Number(announced) > limitBytes) return { ok: false }
  // A server reads no more than was announced: whole is faster than as a stream.
  if (announced !== null) return within(new Uint8Array(await request.arrayBuffer()), limitBytes)
  if (request.body === null) return { ok: true, bytes: new Uint8Array() }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > limitBytes) {
      await reader.cancel()
      return { ok: false }
    }
    chunks.push(read.value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return { ok: true, bytes }
}

const within = (bytes: Uint8Array<ArrayBuffer>, limitBytes: number): BodyRead =>
  bytes.byteLength > limitBytes ? { ok: false } : { ok: true, bytes }

/** The media type without its parameters. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
