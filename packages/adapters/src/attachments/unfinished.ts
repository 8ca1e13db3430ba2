/** A folder of files that are being written. What a killed process left there is found and removed by the next one. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateDirectory } from '../postgres/private-directory.ts'
import { isMissing } from './disk-faults.ts'

/** Its place within the directory of the photos, so that a finished file is only moved. */
export const unfinishedFolder = (directory: string): string => join(directory, '.unfinished')

/** Nobody waits as long for the next piece of a photo, or for their turn, so what is older was left behind. */
const abandonedAfterMs = 60 * 60_000

/**
 * Removes what nobody wrote to for an hour; harmless where there is no such folder, or several processes do it at once.
 * @param now milliseconds since 1970
 */
export async function removeAbandoned(folder: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(nothingIfMissing)
  for (const name of names ?? []) {
    const path = join(folder, name)
    const found = await stat(path).catch(nothingIfMissing)
    if (found && found.mtimeMs < now - abandonedAfterMs) await rm(path, { force: true })
  }
}

/**
 * Names for new files in a folder, which is made where it is missing. What was left behind is removed with the first one,
 * and then once an hour.
 * @param now milliseconds since 1970
 */
export function namesIn(folder: string, now: () => number = Date.now): () => Promise<string> {
  let nextCleaning = -Infinity
  return async () => {
    await makePrivateDirectory(folder)
    if (now() >= nextCleaning) {
      nextCleaning = now() + abandonedAfterMs
      await removeAbandoned(folder, now())
    }
    return join(folder, `${crypto.randomUUID()}.new`)
  }
}

function nothingIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}
