/** PostgreSQL's own programs for its dumps. The password goes by the environment: a command line is for everybody to see. */
import { spawn } from 'node:child_process'
import { BackupError } from './backup-failed.ts'
import { toolFailed, toolMissing } from './tool-sentences.ts'

/** A program of PostgreSQL is missing, or ended with an error. */
export class PostgresToolError extends BackupError {
  override readonly name = 'PostgresToolError'
  override readonly code = 'postgresToolFailed'
}

/** One snapshot of the tables of the store, and of nothing else in the database, into a file. */
export const dumpPostgres = (url: string, file: string): Promise<void> =>
  run('pg_dump', url, [
    '--format=custom',
    '--no-owner',
    '--no-privileges',
    '--table=whistle_*',
    `--file=${file}`,
  ])

/** All or nothing. */
export const restorePostgres = (url: string, file: string): Promise<void> =>
  run('pg_restore', url, ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', file])

async function run(program: string, url: string, args: string[]): Promise<void> {
  const { target, password } = withoutPassword(url)
  const env = {
    // In seconds; whoever knows better says so.
    PGCONNECT_TIMEOUT: '10',
    ...process.env,
    // What it says is read here.
    LC_ALL: 'C',
    ...(password !== undefined && { PGPASSWORD: password }),
  }
  const child = spawn(program, [`--dbname=${target}`, '--no-password', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(new PostgresToolError(toolMissing(program), { cause })))
    child.once('close', resolve)
  })
  if (code !== 0) throw new PostgresToolError(toolFailed(program, code, said))
}

export function withoutPassword(url: string): { target: string; password?: string } {
  const target = new URL(url)
  const password = decodeURIComponent(target.password) || (target.searchParams.get('password') ?? '')
  target.password = ''
  target.searchParams.delete('password')
  return { target: target.href, ...(password !== '' && { password }) }
}
