/**
 * Files that are whole or not there: written and flushed under another name on the same disk, then moved to their place.
 * What a killed process was writing stays in the folder of unfinished ones, where the next process finds and removes it.
 */
import { chmod, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeDirectory } from '../directories/make-directory.ts'
import { isMissing } from './disk-faults.ts'

/** Photos show residents: nobody but the service's own user gets to them. */
const ownFolder = 0o700
const ownFile = 0o600

/** Nothing takes as long to write, so what is older was left behind. */
const abandonedAfterMs = 60 * 60_000

/**
 * Writes into places below a directory, which is closed to other users of the machine. Removes what was left behind an hour ago or longer, at the first write and then
 * once an hour.
 * @param now milliseconds since 1970
 */
export function wholeWriter(directory: string, now: () => number = Date.now) {
  const unfinishedFolder = join(directory, '.unfinished')
  let nextCleaning = -Infinity

  return async (path: string, bytes: Uint8Array): Promise<void> => {
    await makeDirectory(unfinishedFolder, ownFolder)
    if (now() >= nextCleaning) {
      nextCleaning = now() + abandonedAfterMs
      // One that belongs to another user stays as it is: what is written into it is closed all the same.
      await chmod(directory, ownFolder).catch(() => {})
      await removeAbandoned(unfinishedFolder, now() - abandonedAfterMs)
    }
    await makeDirectory(dirname(path), ownFolder)
    const unfinished = join(unfinishedFolder, `${crypto.randomUUID()}.new`)
    try {
      await writeFlushed(unfinished, bytes)
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await syncFolder(dirname(path))
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', ownFile)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function removeAbandoned(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    try {
      if ((await stat(path)).mtimeMs < before) await rm(path, { force: true })
    } catch (error) {
      // Another process was faster.
      if (!isMissing(error)) throw error
    }
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
