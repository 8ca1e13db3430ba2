/** How much room there is for photos. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What this process may still write on the disk of a directory, in bytes; the directory itself may come later. */
export async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  } catch (error) {
    const parent = dirname(directory)
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing || parent === directory) throw error
    return freeBytes(parent)
  }
}
