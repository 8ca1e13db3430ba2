/** A command of the service as an operator types it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

export interface CommandRun {
  code: number
  out: string
  err: string
}

const main = join(import.meta.dirname, '../main.ts')

export const runCommand = (
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
  user: { uid?: number; gid?: number } = {},
): Promise<CommandRun> =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, INIT_CWD: cwd, ...env }, timeout: 60_000, ...user }
    execFile(process.execPath, ['--no-warnings', main, ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err })
    })
  })
