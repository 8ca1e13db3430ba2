/** etcd: where the database nodes agree who is the primary. One for the demonstration; three or five in production. */
import { join } from 'node:path'
import { program } from './programs.ts'
import type { User } from './own-user.ts'
import { startProcess } from './start-process.ts'
import { until } from './until.ts'

export interface EtcdOptions {
  folder: string
  user: User | undefined
  ports: { client: number; peer: number }
}

export async function startEtcd({ folder, user, ports }: EtcdOptions) {
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
  return { process, hosts: [`127.0.0.1:${ports.client}`] }
}
