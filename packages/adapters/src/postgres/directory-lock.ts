/**
 * One process per directory. PGlite does not lock its files, and two processes on them destroy them.
 *
 * Every holder puts down a file of its own, then looks at the others: where one of them belongs to a process that
 * lives, it takes its own away again. So of two that come at once at most one stays, and a dead one's file is swept.
 */
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { makePrivateDirectory } from './private-directory.ts'
import { processStart } from './process-start.ts'

/** Another process works on this directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError'
  readonly code = 'directoryInUse'
  readonly directory: string
  readonly pid: number
  constructor(directory: string, pid: number) {
    super(`${directory} is in use by process ${pid}. Stop it first, or choose another directory.`)
    this.directory = directory
    this.pid = pid
  }
}

export interface DirectoryLock {
  release(): Promise<void>
}

const Holder = z.object({ pid: z.int(), start: z.string() })
const lockName = /^lock-.*\.json$/

/**
 * Takes the directory for this process, creating it where needed, and closes it to other users of the machine. Throws
 * {@link DirectoryInUseError} and `DirectoryNotPrivateError`.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await makePrivateDirectory(directory)
  const own = `lock-${process.pid}-${crypto.randomUUID()}.json`
  const path = join(directory, own)
  const release = () => rm(path, { force: true })

  // Renamed into place, so that nobody reads half of it.
  await writeFile(`${path}.new`, JSON.stringify({ pid: process.pid, start: await processStart(process.pid) }))
  await rename(`${path}.new`, path)

  for (const name of await readdir(directory)) {
    if (name === own || !lockName.test(name)) continue
    const pid = await livingHolder(join(directory, name))
    if (pid !== undefined) {
      await release()
      throw new DirectoryInUseError(directory, pid)
    }
    await rm(join(directory, name), { force: true })
  }
  return { release }
}

/** The pid in a lock file whose process still runs. */
async function livingHolder(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const holder = z.safeParse(Holder, parseJson(text))
  if (!holder.success) return undefined
  const { pid, start } = holder.data
  return (await processStart(pid)) === start ? pid : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
