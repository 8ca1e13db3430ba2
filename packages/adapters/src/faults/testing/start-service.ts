/** Starts a service process and ends it: by its own pid, at once, as `kill -9` does. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import type { ServeOptions } from './serve-options.ts'

export interface ServiceProcess {
  pid: number
  url: string
  kill(): Promise<void>
  /** Moves its clock. */
  jump(milliseconds: number): void
}

const Started = z.union([z.object({ port: z.int() }), z.object({ error: z.string() })])

/** Throws an error with the `code` that the service gave up with. */
export async function startService(options: ServeOptions): Promise<ServiceProcess> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', join(import.meta.dirname, 'serve.ts'), JSON.stringify(options)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const exited = once(child, 'exit')
  // It may be gone when its clock is to jump.
  child.stdin.on('error', () => {})
  for await (const line of createInterface({ input: child.stdout })) {
    const started = z.parse(Started, JSON.parse(line))
    if ('error' in started) {
      await exited
      throw Object.assign(new Error(`The service did not start: ${started.error}`), { code: started.error })
    }
    return {
      pid: child.pid ?? 0,
      url: `http://127.0.0.1:${started.port}`,
      async kill() {
        child.kill('SIGKILL')
        await exited
      },
      jump: (milliseconds) => void child.stdin.write(`jump ${milliseconds}\n`),
    }
  }
  throw new Error(`The service ended before it started: ${String(await exited)}`)
}
