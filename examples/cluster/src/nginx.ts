/** nginx in front of the services: the one address that clients know. */
import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nginxConfig } from './nginx-config.ts'
import type { User } from './own-user.ts'
import { program } from './programs.ts'
import { startProcess } from './start-process.ts'
import { until } from './until.ts'

export interface NginxOptions {
  folder: string
  user: User | undefined
  port: number
  /** Ports of the services. */
  services: number[]
}

export async function startNginx({ folder, user, port, services }: NginxOptions) {
  const prefix = join(folder, 'nginx')
  mkdirSync(prefix)
  const configFile = join(prefix, 'nginx.conf')
  writeFileSync(
    configFile,
    nginxConfig({ listen: `127.0.0.1:${port}`, services: services.map((it) => `127.0.0.1:${it}`) }),
  )
  if (user) for (const path of [prefix, configFile]) chownSync(path, user.uid, user.gid)
  const process = startProcess({
    name: 'nginx',
    command: program('nginx'),
    args: ['-p', prefix, '-c', configFile, '-e', 'stderr'],
    logFile: join(folder, 'nginx.log'),
    cwd: folder,
    user,
  })
  await until(async () => (await fetch(`http://127.0.0.1:${port}/nginx-health`)).ok, {
    what: `nginx (${process.logFile})`,
  })
  return process
}
