/** What `npm run move` is told: where the embedded database is, and which server it goes to. */
import { holdsDatabase } from '@chuishao/adapters/pglite'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface MoveOptions {
  /** The directory that `openPglite` opens. */
  directory: string
  url: string
  photos: Photos
}

/** Where the service keeps its photos, which are not in the database. */
export type Photos = 's3' | { directory: string; /** Nobody said so. */ guessed: boolean }

export const usage = `Usage: npm run move -- --from DIRECTORY --to postgres://user:password@host:port/database [--photos DIRECTORY | s3]

  --from     a portal's data directory, or the directory of an embedded database (PGlite)
  --to       an empty PostgreSQL database                                   (or DATABASE_URL)
  --photos   where the service keeps its photos, or s3 where that is no directory; by default \`photos\` beside the
             database, if all photos of its tickets are there

Stop whatever runs on the directory first. It stays as it is, and so do the photos.`

/** The options, or the sentence that says what is wrong. */
export function readMoveOptions(
  args: string[],
  env: Record<string, string | undefined>,
  cwd: string,
): MoveOptions | string {
  let values: { from?: string; to?: string; photos?: string; help?: boolean }
  try {
    values = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        photos: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
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
  if (values.photos === 's3') return { directory, url: to, photos: 's3' }
  const photos = resolve(cwd, values.photos ?? join(directory, '..', 'photos'))
  if (values.photos !== undefined && !isDirectory(photos))
    return `--photos: ${photos} is no directory.\n\n${usage}`
  return { directory, url: to, photos: { directory: photos, guessed: values.photos === undefined } }
}

const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
