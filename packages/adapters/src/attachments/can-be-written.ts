/** Whether files can be written where photos are to be: told at the start, and not to the first who sends one. */
import type { Sentence } from '@chuishao/core/ticket'
import { constants } from 'node:fs'
import { access, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { directoryFault, DirectoryFaultError } from '../postgres/directory-fault.ts'
import { makePrivateDirectory } from '../postgres/private-directory.ts'
import type { AttachmentsConfig } from './attachments-config.ts'
import { isMissing } from './disk-faults.ts'
import { unfinishedFolder } from './unfinished.ts'
import { uploadDirectoryOf } from './upload-directory.ts'
import { writeNew } from './write-whole.ts'

/**
 * Writes an empty file wherever photos are written, as they come and as they stay, and removes it; makes what is missing.
 * Throws a `DirectoryFaultError` of `@chuishao/adapters/pglite` where that is known to be the directory's fault.
 */
export async function tryToWritePhotos(attachments: AttachmentsConfig): Promise<void> {
  const { directory } = attachments
  if (directory !== undefined) await tryToWrite(unfinishedFolder(directory), directory)
  const uploads = uploadDirectoryOf(attachments)
  await tryToWrite(uploads, attachments.uploadDirectory ?? directory ?? uploads)
}

async function tryToWrite(folder: string, named: string): Promise<void> {
  const file = join(folder, `${crypto.randomUUID()}.new`)
  try {
    await makePrivateDirectory(folder)
    await writeNew(file, new Uint8Array())
    await rm(file, { force: true })
  } catch (error) {
    throw directoryFault(error, named)
  }
}

/** What would keep this user from writing there, as far as one can know without writing; the directory may come later. */
export async function whyNotWritten(directory: string): Promise<Sentence | undefined> {
  try {
    if (!(await stat(directory)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
    await access(directory, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const above = dirname(directory)
    if (isMissing(error) && above !== directory) return whyNotWritten(above)
    const fault = directoryFault(error, directory)
    if (fault instanceof DirectoryFaultError) return fault.sentence
    throw error
  }
}
