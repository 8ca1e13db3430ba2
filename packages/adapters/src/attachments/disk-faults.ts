/** What a disk says, in the words of the port. */
import { AttachmentsUnavailableError, StorageFullError } from '@chuishao/core/service'

/** No space, no quota, no room for so large a file. */
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A disk that is broken, read-only, not ours, or on a network that is away. */
const away = new Set([
  'EACCES',
  'EPERM',
  'EIO',
  'EROFS',
  'ESTALE',
  'ENOTCONN',
  'ENOTDIR',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EMFILE',
  'ENFILE',
  'noDirectoryHere',
])

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** Carries out, and throws what the port says where the disk is full or away. */
export async function onDisk<T>(carryOut: () => Promise<T>): Promise<T> {
  try {
    return await carryOut()
  } catch (cause) {
    if (full.has(codeOf(cause))) throw new StorageFullError('The disk of the photos is full.', { cause })
    if (away.has(codeOf(cause)))
      throw new AttachmentsUnavailableError('The disk of the photos cannot be used.', { cause })
    throw cause
  }
}
