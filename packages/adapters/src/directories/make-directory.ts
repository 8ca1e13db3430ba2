/** Makes a directory and those above it, step by step. */
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** This file system, e.g. `/proc`, has no room for directories of ours. */
export class NoDirectoryHereError extends Error {
  override readonly name = 'NoDirectoryHereError'
  readonly code = 'noDirectoryHere'
}

/**
 * As `mkdir` with `recursive`, which never ends where the directory above is there and none can be made in it: Node takes
 * the answer, ENOENT, for that of a missing one. Throws {@link NoDirectoryHereError}, and otherwise what `mkdir` throws.
 */
export async function makeDirectory(path: string, mode: number): Promise<void> {
  if (await isMade(path, mode)) return
  const above = dirname(path)
  if (!(await isDirectory(above))) await makeDirectory(above, mode)
  // Also where the one above was there: somebody else may have made it since.
  if (await isMade(path, mode)) return
  throw new NoDirectoryHereError(`No directory can be made in ${above}.`)
}

/** False where the one above it is missing, or seems to be. */
async function isMade(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, { mode })
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await isDirectory(path))) return true
    if (code === 'ENOENT') return false
    throw error
  }
}

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
