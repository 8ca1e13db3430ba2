/** Directories that hold residents' data are their owner's alone, as PostgreSQL has it with its own. */
import type { Sentence } from '@chuishao/core/ticket'
import { chmod, stat } from 'node:fs/promises'
import { makeDirectory } from '../directories/make-directory.ts'

/** Others may look into the directory, and it is not this user's to close. */
export class DirectoryNotPrivateError extends Error {
  override readonly name = 'DirectoryNotPrivateError'
  readonly code = 'directoryNotPrivate'
  readonly sentence: Sentence
  constructor(directory: string, mode: string, options: ErrorOptions) {
    const sentence = {
      zh: `${directory} 对其他用户开放（权限 ${mode}），且不属于本用户，无法收紧权限。请把它交给本用户（chown），或由其所有者 chmod 700。`,
      en: `${directory} is open to others (mode ${mode}) and is not this user's to close. Give it to this user, or chmod 700.`,
    }
    super(sentence.en, options)
    this.sentence = sentence
  }
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
    throw new DirectoryNotPrivateError(directory, (mode & 0o777).toString(8), { cause })
  }
}
