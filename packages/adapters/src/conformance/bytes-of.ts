/** Takes a stored photo to its end. */
import type { StoredAttachment } from '@chuishao/core/service'

/** All its bytes; undefined where there is no photo. */
export async function bytesOf(photo: StoredAttachment | undefined): Promise<Uint8Array | undefined> {
  if (photo === undefined) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of photo.chunks) chunks.push(chunk)
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
