/** Directories that hold residents' data are their owner's alone, as PostgreSQL has it with its own. */
import { chmod, stat } from 'node:fs/promises'
import { makeDirectory } from '../directories/make-directory.ts'

/** Others may look into the directory, and it is not this user's to close. */
export class DirectoryNotPrivateError extends Error {
  override readonly name = 'DirectoryNotPrivateError'
  readonly code = 'directoryNotPrivate'
}

/** For whoever makes a directory: nobody but its owner gets into it. */
export const ownerOnly = 0o700

/**
 * Creates the directory where needed, and closes it to everybody but its owner. Windows has no such modes.
 * Throws {@link DirectoryNotPrivateError} where it is open to others and belongs to another user.
 */
export async function makePrivateDirectory(directory: string): Promise<void> {
  await makeDirectory(directory, ownerOnly)
  if (process.platform === 'win32') return
  const { mode } = await stat(directory)
  if ((mode & 0o077) === 0) return
  try {
    await chmod(directory, ownerOnly)
  } catch (cause) {
    const found = (mode & 0o777).toString(8)
    throw new DirectoryNotPrivateError(
      `${directory} is open to others (mode ${found}) and cannot be closed: give it to this user, or chmod 700`,
      { cause },
    )
  }
}
