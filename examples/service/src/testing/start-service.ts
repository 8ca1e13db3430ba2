/** The real service in a process of its own, from its configuration file to its exit code. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { vi } from 'vitest'

export interface RunningService {
  /** Where the API is, without a slash at the end. */
  url: string
  /** Where liveness, readiness and metrics are. */
  admin: string
  /** Everything that it wrote, line by line. */
  output: string[]
  /** The lines of its log. */
  log(): LogLine[]
  signal(name: NodeJS.Signals): void
  /** How it ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** In order. */
  stop(): Promise<void>
  /** As a crash. */
  kill(): Promise<void>
}

export interface LogLine {
  level: number
  msg: string
  [fact: string]: unknown
}

export interface StartServiceOptions {
  folder: string
  config: object
  env?: Record<string, string>
  /** `starting` resolves while it still waits for its databases. */
  until?: 'ready' | 'starting'
  /** As whom it runs, see `otherUser`; as we do by default. */
  user?: { uid?: number; gid?: number }
}

export async function startService({
  folder,
  config,
  env = {},
  until = 'ready',
  user = {},
}: StartServiceOptions): Promise<RunningService> {
  const place = mkdtempSync(join(folder, 'config-'))
  if (user.uid !== undefined) chmodSync(place, 0o755)
  const file = join(place, 'config.json')
  writeFileSync(file, JSON.stringify(config))
  const main = join(import.meta.dirname, '../main.ts')
  const child = spawn(process.execPath, ['--no-warnings', main, 'serve', '--config', file], {
    ...user,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => output.push(line))
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }))
  const log = () => output.flatMap((line) => (line.startsWith('{') ? JSON.parse(line) : []))
  const urlOf = (words: string): string | undefined =>
    log()
      .find(({ msg }) => msg.includes(words))
      ?.url.replace(/\/$/, '')

  const isUp = () => urlOf(until) !== undefined || child.exitCode !== null
  await vi.waitUntil(isUp, { timeout: 60_000, interval: 20 }).catch(() => false)
  const [url, admin] = [urlOf('starting'), urlOf('admin')]
  if (urlOf(until) === undefined || url === undefined || admin === undefined || child.exitCode !== null) {
    child.kill('SIGKILL')
    throw new Error(`The service did not start:\n${output.join('\n')}`)
  }
  return {
    url,
    admin,
    output,
    log,
    signal: (name) => void child.kill(name),
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
