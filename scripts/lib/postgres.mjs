// A PostgreSQL server's programs for the tests: POSTGRES_BIN, Debian's place, PATH, then, as root on Debian or Ubuntu,
// by apt-get. Tests start their own servers; the one that the package would start is not.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './child.mjs'

/** The folder with `initdb` and `postgres` by `env`, or undefined. */
export function findPostgres(env = process.env, debian = '/usr/lib/postgresql') {
  if (env.POSTGRES_BIN) return hasPrograms(env.POSTGRES_BIN) ? env.POSTGRES_BIN : undefined
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const newestFirst = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  const folders = newestFirst.map((version) => join(debian, version, 'bin'))
  return [...folders, ...(env.PATH ?? '').split(delimiter).filter(Boolean)].find(hasPrograms)
}

/** Finds or installs PostgreSQL. Returns `{ folder }`, or `{ problem }` with the sentence to show. */
export async function providePostgres(env = process.env) {
  if (env.POSTGRES_BIN && findPostgres(env) === undefined) {
    return { problem: `POSTGRES_BIN is set to ${env.POSTGRES_BIN}, which has no initdb and postgres.` }
  }
  const found = findPostgres(env)
  if (found !== undefined) return { folder: found }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return {
      problem:
        'The tests of the PostgreSQL store need its server. Install it (on Debian or Ubuntu: ' +
        '`sudo apt-get install postgresql`), or set POSTGRES_BIN to the folder that has initdb and postgres.',
    }
  }
  console.log('Installing PostgreSQL by apt-get …')
  // RUNLEVEL 1 keeps the package from starting a server of its own.
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } }
  const update = await run('apt-get', ['update', '-q'], quiet)
  const install = await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'postgresql'],
    quiet,
  )
  const installed = findPostgres(env)
  if (installed !== undefined) return { folder: installed }
  return {
    problem: `${update.output}${install.output}\nPostgreSQL could not be installed by apt-get; see above.`,
  }
}

function hasPrograms(folder) {
  return ['initdb', 'postgres', 'pg_isready'].every((name) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
