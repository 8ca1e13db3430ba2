/** Makes sure that the data directory can be used before anything is opened in it. */
import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** A reason not to start that the person at the terminal can do something about. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code = 'cannotStart'
}

/** Creates the directory where needed; throws a {@link StartError} where it cannot be written to. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const { existing, missing } = await levelsOf(dataDir)
  const refuse = (why: string, cause?: unknown) => {
    const sentence = `The data directory ${dataDir} cannot be written to: ${why}.`
    return new StartError(`${sentence} Choose another one with --data or DATA_DIR.`, { cause })
  }
  const within = (directory: string, work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      throw refuse(`nothing can be created in ${directory} (${codeOf(error)})`, error)
    })

  if (!(await stat(existing)).isDirectory()) throw refuse(`${existing} is not a directory`)
  await within(existing, access(existing, constants.W_OK | constants.X_OK))
  for (const level of missing) await within(dirname(level), makeOne(level))
  const probe = join(dataDir, `.probe-${process.pid}`)
  await within(dataDir, writeFile(probe, ''))
  await rm(probe)
}

/** The nearest directory that is there, and what is to be made below it, from the top. */
async function levelsOf(dataDir: string): Promise<{ existing: string; missing: string[] }> {
  const missing: string[] = []
  let existing = resolve(dataDir)
  while (!(await isThere(existing))) {
    missing.unshift(existing)
    existing = dirname(existing)
  }
  return { existing, missing }
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => dirname(path) === path,
  )

/**
 * One level, never `recursive`: where a directory refuses a new one with ENOENT, as `/proc` does, Node takes it that the
 * level above is missing, finds it there, and tries again for ever.
 */
const makeOne = (path: string) =>
  mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
