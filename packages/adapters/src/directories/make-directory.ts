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
  try {
    await mkdir(path, { mode })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await isDirectory(path))) return
    if (code !== 'ENOENT') throw error
    const above = dirname(path)
    if (above === path || (await isDirectory(above)))
      throw new NoDirectoryHereError(`No directory can be made in ${above}.`, { cause: error })
    await makeDirectory(above, mode)
    await makeDirectory(path, mode)
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
