/** Looks at a photo while it passes: at its size, and at its first bytes, by which it is known or refused. */
import { attachmentMediaTypes, type AttachmentRef } from '@chuishao/core/ticket'
import { imageLibraries } from './image-libraries.ts'

/** It is no photo that is taken. */
export class PhotoRefusedError extends Error {
  override readonly name = 'PhotoRefusedError'
  readonly code: 'unsupportedType' | 'photoIsHeic' | 'photoUnreadable' | 'photoTooManyPixels' | 'tooLarge'

  constructor(code: PhotoRefusedError['code']) {
    super(`A photo was refused: ${code}`)
    this.code = code
  }
}

/** As many as `file-type` looks at. */
const sampleBytes = 4100

/** What an iPhone calls its own format, still or as a sequence. */
export const isHeic = (mediaType: string | undefined): boolean =>
  /^image\/hei[cf](-sequence)?$/.test(mediaType ?? '')

/** Passes chunks on; throws `PhotoRefusedError` as soon as it is known that they are no photo, or too many. */
export function sniffing(source: AsyncIterable<Uint8Array>, maxBytes: number) {
  let known: AttachmentRef['mediaType'] | undefined

  async function* pass(): AsyncGenerator<Uint8Array> {
    const head = new Uint8Array(sampleBytes)
    let size = 0
    for await (const chunk of source) {
      if (size < sampleBytes) head.set(chunk.subarray(0, sampleBytes - size), size)
      size += chunk.byteLength
      if (size > maxBytes) throw new PhotoRefusedError('tooLarge')
      if (size >= sampleBytes) known ??= await typeOf(head)
      yield chunk
    }
    known ??= await typeOf(head.subarray(0, size))
  }

  return {
    chunks: pass(),
    /** What it is, once all chunks have passed. */
    mediaType: () => {
      if (known === undefined) throw new Error('Nobody took the chunks.')
      return known
    },
  }
}

async function typeOf(head: Uint8Array): Promise<AttachmentRef['mediaType']> {
  const { fileTypeFromBuffer } = await imageLibraries()
  const sniffed = await fileTypeFromBuffer(head)
  if (isHeic(sniffed?.mime)) throw new PhotoRefusedError('photoIsHeic')
  const mediaType = attachmentMediaTypes.find((it) => it === sniffed?.mime)
  if (mediaType === undefined) throw new PhotoRefusedError('unsupportedType')
  return mediaType
}
