/** What `npm run move` is told: where the embedded database is, and which server it goes to. */
import { holdsDatabase } from '@chuishao/adapters/pglite'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface MoveOptions {
  /** The directory that `openPglite` opens. */
  directory: string
  url: string
  /** Where the portal keeps its photos, which are not in the database. */
  photos?: string
}

export const usage = `Usage: npm run move -- --from DIRECTORY --to postgres://user:password@host:port/database

  --from   a portal's data directory, or the directory of an embedded database (PGlite)
  --to     an empty PostgreSQL database                                   (or DATABASE_URL)

Stop whatever runs on the directory first. It stays as it is.`

/** The options, or the sentence that says what is wrong. */
export function readMoveOptions(
  args: string[],
  env: Record<string, string | undefined>,
  cwd: string,
): MoveOptions | string {
  let values: { from?: string; to?: string; help?: boolean }
  try {
    values = parseArgs({
      args,
      options: { from: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
  const { from, to = env['DATABASE_URL'], help } = values
  if (help || !from || !to) return usage
  if (!/^postgres(ql)?:\/\//.test(to)) return `--to must begin with postgres://\n\n${usage}`
  const given = resolve(cwd, from)
  const directory = [given, join(given, 'database')].find(holdsDatabase)
  if (directory === undefined) return `There is no embedded database in ${given}.`
  const photos = join(directory, '..', 'photos')
  return { directory, url: to, ...(existsSync(photos) && { photos }) }
}
