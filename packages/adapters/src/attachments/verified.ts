/** Holds bytes that are read against what they are kept under, without having them all in memory. */
import { CorruptAttachmentError } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'

/**
 * Passes chunks on, each one when the next has come: the last of them only after the digest of all was found right. So
 * whoever takes them either gets the whole photo or an error before its end.
 * @param place for the message, e.g. a path
 */
export async function* verified(
  chunks: AsyncIterable<Uint8Array>,
  { sha256, bytes }: AttachmentRef,
  place: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  let held: Uint8Array | undefined
  for await (const chunk of chunks) {
    hash.update(chunk)
    size += chunk.byteLength
    if (size > bytes) break
    if (held) yield held
    held = chunk
  }
  if (size !== bytes || hash.digest('hex') !== sha256)
    throw new CorruptAttachmentError(`${place} is not what was stored there`)
  if (held) yield held
}
