/** Chunks as one piece, for what has to be in memory whole. */

/** @param limitBytes beyond which it is given up: undefined then */
export function allBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>>
export function allBytes(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined>
export async function allBytes(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes = Infinity,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const taken: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > limitBytes) return undefined
    taken.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of taken) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
