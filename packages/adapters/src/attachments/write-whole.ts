/**
 * Files that are whole or not there: written and flushed under another name on the same disk, then moved to their place.
 */
import { chmod, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeDirectory } from '../directories/make-directory.ts'
import { ownerOnly } from '../postgres/private-directory.ts'
import { namesIn, unfinishedFolder } from './unfinished.ts'

/** Photos show residents: nobody but the service's own user gets to them. */
const ownFile = 0o600

/** Bytes that are there, or come. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>

/** Writes into places below a directory, which is closed to other users of the machine. */
export function wholeWriter(directory: string) {
  const newName = namesIn(unfinishedFolder(directory))
  let isClosed = false

  return async (path: string, bytes: Bytes): Promise<void> => {
    const unfinished = await newName()
    // One that belongs to another user stays as it is: what is written into it is closed all the same.
    if (!isClosed) await chmod(directory, ownerOnly).catch(() => {})
    isClosed = true
    await makeDirectory(dirname(path), ownerOnly)
    try {
      await writeNew(unfinished, bytes, { flush: true })
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await syncFolder(dirname(path))
  }
}

/** Writes a file that nobody else can open; `flush` has it outlive a power cut. */
export async function writeNew(path: string, bytes: Bytes, { flush = false } = {}): Promise<void> {
  const file = await open(path, 'wx', ownFile)
  try {
    await file.writeFile(bytes)
    if (flush) await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a new or removed name itself durable. Windows cannot open a folder, and does not need it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
