/** One database host: Patroni, and the PostgreSQL server that Patroni starts, watches, promotes and rewinds. */
import { chownSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { User } from './own-user.ts'
import { patroniConfig } from './patroni-config.ts'
import { findPostgres, program } from './programs.ts'
import { startProcess, type ClusterProcess } from './start-process.ts'
import { until } from './until.ts'

export interface DatabaseNode {
  name: string
  ports: { postgres: number; rest: number }
  patroni(): ClusterProcess
  /** The pid of its PostgreSQL server; undefined while none runs. */
  postgresPid(): number | undefined
  /** `primary`, `replica`, …; undefined where nobody answers. */
  role(): Promise<string | undefined>
  /**
   * On a standby: holds the process that receives the primary's log. What it answers ends that process, with whatever it
   * had not read: as a standby behind a line that is slow, and then broken.
   */
  holdReceiver(): Promise<() => void>
  /** SIGKILL of the server alone: Patroni is there to see it. */
  killPostgres(): void
  /** SIGKILL of Patroni and the server, as a host that is lost. */
  lose(): Promise<void>
  /** Starts Patroni again, which starts the server. */
  restart(): void
  stop(): Promise<void>
}

export interface DatabaseNodeOptions {
  name: string
  folder: string
  user: User | undefined
  etcd: string[]
  ports: { postgres: number; rest: number }
  passwords: { superuser: string; replication: string }
}

export function startDatabaseNode({ user, ...options }: DatabaseNodeOptions): DatabaseNode {
  const { name, folder, ports } = options
  const postgresBin = findPostgres()
  if (!postgresBin) throw new Error('PostgreSQL is not installed.')
  const config = patroniConfig({ ...options, postgresBin })
  const configFile = join(folder, `patroni-${name}.json`)
  writeFileSync(configFile, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 })
  if (user) chownSync(configFile, user.uid, user.gid)

  const start = () =>
    startProcess({
      name: `Patroni ${name}`,
      command: program('patroni'),
      args: [configFile],
      logFile: join(folder, `patroni-${name}.log`),
      cwd: folder,
      user,
      graceMs: 30_000,
    })
  let patroni = start()

  const postgresPid = () => runningServer(config.postgresql.data_dir)
  const signalServer = (signal: NodeJS.Signals) => {
    const pid = postgresPid()
    if (pid !== undefined) process.kill(pid, signal)
  }

  return {
    name,
    ports,
    patroni: () => patroni,
    postgresPid,
    role: () => roleAt(ports.rest),
    async holdReceiver() {
      let receiver = 0
      // It connects anew now and then, and late on a busy machine.
      await until(async () => (receiver = childOf(postgresPid(), 'walreceiver') ?? 0) > 0, {
        what: `that ${name} receives`,
      })
      process.kill(receiver, 'SIGSTOP')
      return () => void process.kill(receiver, 'SIGKILL')
    },
    killPostgres: () => signalServer('SIGKILL'),
    async lose() {
      await patroni.kill()
      signalServer('SIGKILL')
    },
    restart: () => void (patroni = start()),
    async stop() {
      await patroni.stop()
      // Patroni takes its server along, unless somebody killed Patroni.
      signalServer('SIGINT')
      await until(async () => postgresPid() === undefined, { what: `the end of PostgreSQL ${name}` })
    },
  }
}

/** From the file that a server keeps while it runs, and that stays behind where it was killed. */
function runningServer(dataDirectory: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0])
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return commandLine.includes(dataDirectory) ? pid : undefined
  } catch {
    return undefined
  }
}

/** The server's process that calls itself so. */
function childOf(server: number | undefined, name: string): number | undefined {
  if (server === undefined) return undefined
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
  return children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name))
}

async function roleAt(port: number): Promise<string | undefined> {
  try {
    const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/patroni`)).json()
    if (typeof answer !== 'object' || answer === null) return undefined
    if (!('role' in answer) || !('state' in answer) || answer.state !== 'running') return undefined
    return answer.role === 'master' ? 'primary' : String(answer.role)
  } catch {
    return undefined
  }
}
