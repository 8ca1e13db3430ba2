/** A started portal: a real process on a free port, that can be stopped or killed and started again on its data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/server/main.ts', import.meta.url))

export interface PortalProcess {
  url: string
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
}

export const newDataDir = () => mkdtemp(join(tmpdir(), 'chuishao-e2e-'))
export const removeDataDir = (dataDir: string) => rm(dataDir, { recursive: true, force: true })

/** Starts the portal and waits until it says where it is. */
export async function startPortal(dataDir: string): Promise<PortalProcess> {
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await addressOf(child)
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return { url, stop: () => end('SIGINT'), kill: async () => void (await end('SIGKILL')) }
}

function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /running: (http:\S+?)\/?\s/.exec(printed)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${printed}`)))
  })
}
