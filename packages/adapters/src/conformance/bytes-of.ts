/** Takes a stored photo to its end. */
import type { StoredAttachment } from '@chuishao/core/service'
import { allBytes } from '../attachments/all-bytes.ts'

/** All its bytes; undefined where there is no photo. */
export const bytesOf = async (photo: StoredAttachment | undefined): Promise<Uint8Array | undefined> =>
  photo && allBytes(photo.chunks)
