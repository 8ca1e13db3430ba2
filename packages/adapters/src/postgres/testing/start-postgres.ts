/** A PostgreSQL server of its own for tests, on a temporary directory and a free port, ended with them. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface TestPostgres {
  /** Connects to the database `postgres` as its owner. */
  url: string
  port: number
  /** Ends every process of the server at once, as a power cut would. */
  kill(): Promise<void>
  /** Ends every process of the server with SIGKILL: nobody cleans up, not even shared memory. */
  crash(): Promise<void>
  /** Stops every process of the server where it is: connections stay open, and nobody answers. */
  hang(): void
  /** Lets a server that hangs go on. */
  wake(): void
  /** Starts the server again on the same directory and port. */
  start(): Promise<void>
  /** Ends the server and removes its directory. */
  stop(): Promise<void>
}

export interface StartPostgresOptions {
  /** Settings of the server, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>
}

/** Starts a server that is as durable as in production; pass `{ fsync: 'off' }` where that is not what is tested. */
export async function startPostgres({ settings = {} }: StartPostgresOptions = {}): Promise<TestPostgres> {
  const bin = postgresFolder()
  const user = ownUser()
  const directory = mkdtempSync(join(tmpdir(), 'chuishao-pg-'))
  if (user) chownSync(directory, user.uid, user.gid)
  const data = join(directory, 'data')
  const options = { ...user, cwd: directory, stdio: 'ignore' } as const
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'whistle', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    options,
  )
  const port = await freePort()
  const url = `postgres://whistle@127.0.0.1:${port}/postgres`
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', directory]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  let server: ChildProcess | undefined

  const start = async () => {
    server = spawn(join(bin, 'postgres'), args, options)
    const ended = new Promise<never>((_, reject) => {
      server?.once('exit', (code) => reject(new Error(`postgres ended with ${code} before it answered`)))
    })
    ended.catch(() => {})
    await Promise.race([ended, answering(bin, port)])
  }
  const end = async (signal: NodeJS.Signals) => {
    const running = server
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }

  const signalAll = (signal: NodeJS.Signals) => {
    if (server?.pid === undefined) return
    for (const pid of [server.pid, ...childrenOf(server.pid)]) signalOne(pid, signal)
  }

  await start()
  return {
    url,
    port,
    start,
    // SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, recovery from the log at the next start.
    kill: () => end('SIGQUIT'),
    async crash() {
      for (const pid of childrenOf(server?.pid)) signalOne(pid, 'SIGKILL')
      await end('SIGKILL')
    },
    hang: () => signalAll('SIGSTOP'),
    wake: () => signalAll('SIGCONT'),
    async stop() {
      await end('SIGINT')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** The server's own processes, each the leader of a session of its own. */
function childrenOf(pid: number | undefined): number[] {
  if (pid === undefined) return []
  try {
    const list = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    return list.trim().split(/\s+/).map(Number)
  } catch {
    return []
  }
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Where the server's programs are: POSTGRES_BIN, Debian's newest, or the PATH. */
export function postgresFolder(env = process.env): string {
  const debian = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  const folders = [env['POSTGRES_BIN'] ?? [], debian, (env['PATH'] ?? '').split(delimiter)].flat()
  const found = folders.find((folder) => globSync(join(folder, '{initdb,postgres}')).length === 2)
  if (found) return found
  throw new Error(
    'These tests need a PostgreSQL server. Install one (on Debian or Ubuntu: `sudo apt-get install postgresql`), ' +
      'or set POSTGRES_BIN to the folder that has `initdb` and `postgres`.',
  )
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function ownUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function answering(bin: string, port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], {
        stdio: 'ignore',
      })
      return
    } catch {
      await pause(50)
    }
  }
  throw new Error('postgres did not answer within 30 seconds')
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
