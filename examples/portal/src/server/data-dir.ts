/** Makes sure that the data directory can be used before anything is opened in it. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A reason not to start that the person at the terminal can do something about. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code = 'cannotStart'
}

/** Creates the directory where needed; throws a {@link StartError} where it cannot be written to. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartError(
      `The data directory ${dataDir} cannot be written to (${why}). Choose another one with --data or DATA_DIR.`,
      { cause: error },
    )
  }
}
