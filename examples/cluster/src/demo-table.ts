/** What the person who started the cluster reads: where it is, what runs, what to kill, and how to try it. */
import { join } from 'node:path'
import type { ClusterProcess } from './start-process.ts'
import type { Cluster } from './start-cluster.ts'
import { audience, demoPassword, demoPeople } from './demo-people.ts'

export async function demoTable(cluster: Cluster, identity: ClusterProcess, issuer: string): Promise<string> {
  const primary = await cluster.primary()
  const rows: [string, number | undefined, string][] = [
    ...cluster.services.map((it): [string, number, string] => [
      `service ${it.name}`,
      it.process().pid,
      'kill -9: nobody notices; the other one answers, event streams resume there. It stays away',
    ]),
    ...cluster.nodes.flatMap((it): [string, number | undefined, string][] => [
      [`Patroni ${it.name}`, it.patroni().pid, ''],
      [
        `PostgreSQL ${it.name}`,
        it.postgresPid(),
        it === primary
          ? 'the primary. kill -9: it recovers where it is; with its Patroni: the other takes over in about 10 s'
          : 'the standby. kill -9: Patroni starts it again',
      ],
    ]),
    ...[...cluster.others, identity].map((it): [string, number, string] => [it.name, it.pid, '']),
  ]
  const table = rows.map(
    ([name, pid, about]) => `  ${name.padEnd(18)} ${String(pid ?? '-').padStart(8)}  ${about}`,
  )
  // By the file: a server that was started again has another pid.
  const losing = cluster.nodes.map(
    ({ name, patroni }) =>
      `Lose database host ${name}:     kill -9 ${patroni().pid} $(head -1 ${join(cluster.folder, `postgres-${name}`, 'postmaster.pid')})`,
  )
  return `
The cluster runs: ${cluster.url}/api/v1   (reference: ${cluster.url}/api/v1/reference)
Its directory, with the logs: ${cluster.folder}

  process                 pid  what happens when it is killed
${table.join('\n')}

${losing.join('\n')}
Who is the primary:       ${cluster.nodes.map((it) => `curl -s http://127.0.0.1:${it.ports.rest}/cluster`).join(' || ')}

A token for one of ${Object.keys(demoPeople).join(', ')}, and a question with it:
  TOKEN=$(curl -s -u gridworker:${demoPassword} ${issuer}/token -d grant_type=client_credentials -d resource=${audience} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s -H "Authorization: Bearer $TOKEN" ${cluster.url}/api/v1/me
  curl -sN -H "Authorization: Bearer $TOKEN" ${cluster.url}/api/v1/events

Ctrl-C ends everything.
`
}
