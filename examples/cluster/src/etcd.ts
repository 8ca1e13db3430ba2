/** etcd: where the database nodes agree who is the primary. One for the demonstration; three or five in production. */
import { join } from 'node:path'
import { program } from './programs.ts'
import type { User } from './own-user.ts'
import { startProcess, type ClusterProcess } from './start-process.ts'
import { until } from './until.ts'

export interface EtcdOptions {
  folder: string
  user: User | undefined
  ports: { client: number; peer: number }
}

export interface Etcd {
  process: ClusterProcess
  hosts: string[]
  /** What is kept under a key now; undefined where nothing is. */
  read(key: string): Promise<string | undefined>
}

export async function startEtcd({ folder, user, ports }: EtcdOptions): Promise<Etcd> {
  const client = `http://127.0.0.1:${ports.client}`
  const peer = `http://127.0.0.1:${ports.peer}`
  const process = startProcess({
    name: 'etcd',
    command: program('etcd'),
    args: [
      ...['--name', 'one', '--data-dir', join(folder, 'etcd')],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
      ...['--initial-cluster', `one=${peer}`],
    ],
    logFile: join(folder, 'etcd.log'),
    cwd: folder,
    user,
  })
  await until(async () => (await fetch(`${client}/health`)).ok, { what: `etcd (${process.logFile})` })
  return {
    process,
    hosts: [`127.0.0.1:${ports.client}`],
    async read(key) {
      const answer = await fetch(`${client}/v3/kv/range`, {
        method: 'POST',
        body: JSON.stringify({ key: btoa(key) }),
      })
      const { kvs = [] }: { kvs?: { value?: string }[] } = await answer.json()
      return kvs[0]?.value === undefined ? undefined : atob(kvs[0].value)
    },
  }
}
