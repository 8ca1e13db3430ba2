/** Holds bytes that are read, or written, against what they are kept under, without having them all in memory. */
import { CorruptAttachmentError } from '@chuishao/core/service'
import type { AttachmentRef } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'

/**
 * Passes chunks on, each one when the next has come: the last of them only after the digest of all was found right. So
 * whoever takes them either gets the whole photo or an error before its end.
 * @param read begins anew each time that somebody takes them
 * @param place for the message, e.g. a path
 */
export const verified = (
  read: () => AsyncIterable<Uint8Array>,
  ref: AttachmentRef,
  place: string,
): AsyncIterable<Uint8Array> => ({ [Symbol.asyncIterator]: () => verifying(read(), ref, place) })

async function* verifying(
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
    throw new CorruptAttachmentError(`The bytes of ${place} are not those that its name says`)
  if (held) yield held
}
