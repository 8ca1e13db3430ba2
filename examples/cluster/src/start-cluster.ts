/** The whole cluster, on loopback ports, in one directory: two hosts with a service each, and what is in front of them. */
import { randomBytes } from 'node:crypto'
import { databaseUrl, makeDatabase } from './database.ts'
import { startDatabaseNode, type DatabaseNode } from './database-node.ts'
import { startEtcd, type Etcd } from './etcd.ts'
import { freePorts } from './free-port.ts'
import { startHaproxy } from './haproxy.ts'
import { startNginx } from './nginx.ts'
import { ownUser } from './own-user.ts'
import { syncKey } from './patroni-config.ts'
import { clusterPrograms, missingPrograms } from './programs.ts'
import type { ClusterProcess } from './start-process.ts'
import { startService, type ServiceCommand, type ServiceInstance } from './start-service.ts'
import { until } from './until.ts'

export interface Cluster {
  /** What clients know: nginx. */
  url: string
  folder: string
  services: ServiceInstance[]
  nodes: DatabaseNode[]
  /** The database through the HAProxy of the first host. */
  databaseUrl: string
  /** Everything that runs beside the database nodes and services. */
  others: ClusterProcess[]
  primary(): Promise<DatabaseNode | undefined>
  /** Resolves when a primary and a synchronous standby are there. */
  healthy(timeoutMs?: number): Promise<void>
  /** Ends everything in order: clients first, the databases last. */
  stop(): Promise<void>
}

export interface StartClusterOptions {
  /** From `makeClusterFolder`. */
  folder: string
  service: ServiceCommand
  /** Port of nginx; a free one where 0. */
  port?: number
  onProgress?: (what: string) => void
}

const hosts = ['a', 'b'] as const

export async function startCluster({
  folder,
  service,
  port = 0,
  onProgress = () => {},
}: StartClusterOptions): Promise<Cluster> {
  const missing = missingPrograms(clusterPrograms)
  if (missing) throw new Error(missing)
  const user = ownUser()

  const passwords = { superuser: secret(), replication: secret(), service: secret() }
  const [client = 0, peer = 0, front = 0, ...rest] = await freePorts(3 + hosts.length * 4)
  const places = hosts.map((name, index) => {
    const [postgres = 0, api = 0, proxy = 0, http = 0] = rest.slice(index * 4)
    return { name, ports: { postgres, rest: api }, proxy, http }
  })

  const others: ClusterProcess[] = []
  const nodes: DatabaseNode[] = []
  const services: ServiceInstance[] = []
  let nginx: ClusterProcess | undefined

  const stop = async () => {
    await nginx?.stop()
    await Promise.all(services.map((it) => it.process().stop()))
    // A standby that goes first has nothing to take over.
    const primary = await primaryOf(nodes)
    await Promise.all(nodes.filter((it) => it !== primary).map((it) => it.stop()))
    await primary?.stop()
    await Promise.all(others.map((it) => it.stop()))
  }

  try {
    onProgress('etcd')
    const etcd = await startEtcd({ folder, user, ports: { client, peer } })
    others.push(etcd.process)

    onProgress('PostgreSQL a and b, each watched by a Patroni')
    for (const { name, ports } of places)
      nodes.push(startDatabaseNode({ name, folder, user, etcd: etcd.hosts, ports, passwords }))
    for (const { name, proxy } of places)
      others.push(startHaproxy({ name, folder, user, port: proxy, nodes }))
    const firstUrl = databaseUrl(places[0]?.proxy ?? 0, passwords.service)
    await makeDatabase({
      port: places[0]?.proxy ?? 0,
      superuserPassword: passwords.superuser,
      password: passwords.service,
    })
    await healthy(nodes, etcd)

    onProgress('the services')
    for (const { name, proxy, http } of places) {
      const place = { name, port: http, databaseUrl: databaseUrl(proxy, passwords.service), folder }
      services.push(await startService(place, service))
    }

    onProgress('nginx')
    const listen = port || front
    nginx = await startNginx({ folder, user, port: listen, services: places.map(({ http }) => http) })
    others.push(nginx)
    return {
      url: `http://127.0.0.1:${listen}`,
      folder,
      services,
      nodes,
      databaseUrl: firstUrl,
      others,
      primary: () => primaryOf(nodes),
      healthy: (timeoutMs) => healthy(nodes, etcd, timeoutMs),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function primaryOf(nodes: DatabaseNode[]): Promise<DatabaseNode | undefined> {
  const roles = await Promise.all(nodes.map((it) => it.role()))
  return nodes.find((_, index) => roles[index] === 'primary')
}

/**
 * By what the nodes have agreed on in etcd. What a node says of it may be some seconds old, from before a primary that
 * crashed took its place again: until a standby is named anew, none may take over.
 */
async function healthy(nodes: DatabaseNode[], etcd: Etcd, timeoutMs = 120_000): Promise<void> {
  await until(
    async () => {
      const primary = await primaryOf(nodes)
      const standby = nodes.find((it) => it !== primary)
      const agreed: { leader?: unknown; sync_standby?: unknown } = JSON.parse(
        (await etcd.read(syncKey)) ?? '{}',
      )
      return (
        primary !== undefined &&
        agreed.leader === primary.name &&
        agreed.sync_standby === standby?.name &&
        (await standby?.role()) !== undefined
      )
    },
    { what: 'a primary and a synchronous standby', timeoutMs },
  )
}

const secret = () => randomBytes(18).toString('base64url')
