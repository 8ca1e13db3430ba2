/** A command of the service that runs until it is asked to stop, as an operator has it in a terminal. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { vi } from 'vitest'

export interface RunningCommand {
  /** Everything that it wrote. */
  output(): string
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
}

const main = join(import.meta.dirname, '../main.ts')

/** Resolves as soon as it has written what is waited for. */
export async function startCommand(
  args: readonly string[],
  { until, env, cwd }: { until: RegExp; env: Record<string, string>; cwd: string },
): Promise<RunningCommand> {
  const child = spawn(process.execPath, ['--no-warnings', main, ...args], {
    cwd,
    env: { ...process.env, INIT_CWD: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  const ended = once(child, 'exit')
  const isUp = () => until.test(written) || child.exitCode !== null
  await vi.waitUntil(isUp, { timeout: 40_000, interval: 20 }).catch(() => false)
  if (!until.test(written) || child.exitCode !== null) {
    child.kill('SIGKILL')
    throw new Error(`${args.join(' ')} did not come so far:\n${written}`)
  }
  return {
    output: () => written,
    async stop() {
      child.kill('SIGINT')
      await ended
      return child.exitCode
    },
  }
}
