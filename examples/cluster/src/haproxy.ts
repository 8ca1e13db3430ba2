/** HAProxy beside each service: one address behind which the primary always is, whoever that may be. */
import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseNode } from './database-node.ts'
import type { User } from './own-user.ts'
import { program } from './programs.ts'
import { startProcess } from './start-process.ts'

/**
 * Patroni answers `/primary` with 200 on the primary alone. Where the primary changes, connections to the old one are
 * ended, so that the service's pool makes new ones.
 */
export const haproxyConfig = (port: number, nodes: Pick<DatabaseNode, 'name' | 'ports'>[]) => `global
  maxconn 500

defaults
  mode tcp
  retries 0
  timeout connect 2s
  timeout check 2s
  # The service's pool keeps idle connections, and ends its own statements.
  timeout client 1h
  timeout server 1h

listen primary
  bind 127.0.0.1:${port}
  option httpchk
  http-check send meth OPTIONS uri /primary
  http-check expect status 200
  default-server inter 1s fastinter 500ms downinter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${nodes.map(({ name, ports }) => `  server ${name} 127.0.0.1:${ports.postgres} check port ${ports.rest}`).join('\n')}
`

export interface HaproxyOptions {
  name: string
  folder: string
  user: User | undefined
  port: number
  nodes: Pick<DatabaseNode, 'name' | 'ports'>[]
}

export function startHaproxy({ name, folder, user, port, nodes }: HaproxyOptions) {
  const configFile = join(folder, `haproxy-${name}.cfg`)
  writeFileSync(configFile, haproxyConfig(port, nodes))
  if (user) chownSync(configFile, user.uid, user.gid)
  return startProcess({
    name: `HAProxy ${name}`,
    command: program('haproxy'),
    args: ['-db', '-f', configFile],
    logFile: join(folder, `haproxy-${name}.log`),
    cwd: folder,
    user,
  })
}
