/** Where the cluster's programs are, all of them Debian packages. */
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs by name, and the package that each comes with. `setpriv` ends a program when its parent is gone. */
const packages = {
  etcd: 'etcd-server',
  patroni: 'patroni',
  haproxy: 'haproxy',
  nginx: 'nginx-light',
  setpriv: 'util-linux',
} as const

export type Program = keyof typeof packages

/** What a whole cluster needs, beside PostgreSQL. */
export const clusterPrograms = ['etcd', 'patroni', 'haproxy', 'nginx', 'setpriv'] as const

/** A server's programs are in sbin, which is not in everybody's PATH. */
const more = ['/usr/sbin', '/usr/local/sbin', '/sbin']

/** The program's path, or undefined where it is not installed. */
export function findProgram(name: Program, env = process.env): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), ...more]
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

/** The folder with PostgreSQL's `initdb` and `postgres`: POSTGRES_BIN, or Debian's newest. */
export function findPostgres(env = process.env): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  return [env['POSTGRES_BIN'] ?? [], debian]
    .flat()
    .find((folder) => ['initdb', 'postgres', 'pg_rewind'].every((name) => isProgram(join(folder, name))))
}

/** The sentence that says which packages are missing; undefined where none is. */
export function missingPrograms(names: readonly Program[], env = process.env): string | undefined {
  const absent: string[] = names.filter((name) => !findProgram(name, env)).map((name) => packages[name])
  if (!findPostgres(env)) absent.unshift('postgresql')
  if (absent.length === 0) return undefined
  return `Not installed: ${absent.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${absent.join(' ')}`
}

/** Its path; throws the sentence that says how to get it. */
export function program(name: Program): string {
  const found = findProgram(name)
  if (!found) throw new Error(missingPrograms([name]))
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
