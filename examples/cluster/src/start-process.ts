/** One program of the cluster: its output goes to a file, Ctrl-C does not reach it by itself, and it ends with us. */
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { User } from './own-user.ts'
import { program } from './programs.ts'

export interface ClusterProcess {
  /** What the table calls it. */
  name: string
  pid: number
  logFile: string
  isAlive(): boolean
  /** Asks it to end, and after `graceMs` ends it. */
  stop(): Promise<void>
  /** SIGKILL, as a crash. */
  kill(): Promise<void>
}

export interface StartProcessOptions {
  name: string
  command: string
  args: string[]
  logFile: string
  cwd: string
  user?: User | undefined
  env?: Record<string, string>
  /** Milliseconds from the request to end until SIGKILL. */
  graceMs?: number
}

export function startProcess({
  name,
  command,
  args,
  logFile,
  cwd,
  user,
  env = {},
  graceMs = 15_000,
}: StartProcessOptions): ClusterProcess {
  const drop = user
    ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--inh-caps=-all']
    : []
  const log = openSync(logFile, 'a')
  // A process group of its own, so that Ctrl-C in the terminal reaches only us, who end all in order. If we are killed,
  // the kernel ends it. `setpriv` becomes the program: the pid stays.
  const child = spawn(program('setpriv'), ['--pdeathsig', 'TERM', ...drop, '--', command, ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let alive = true
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => void (alive = false))

  return {
    name,
    pid: child.pid ?? 0,
    logFile,
    isAlive: () => alive,
    async stop() {
      if (!alive) return
      child.kill('SIGTERM')
      const late = new AbortController()
      const limit = pause(graceMs, undefined, { signal: late.signal }).then(
        () => child.kill('SIGKILL'),
        () => {},
      )
      await ended
      late.abort()
      await limit
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
