// The programs of examples/cluster, all Debian packages: those in PATH or sbin, then, as root on Debian or Ubuntu, by
// apt-get. Their own services are not started: the cluster starts its own.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './child.mjs'
import { findPostgres } from './postgres.mjs'

// python3-etcd is what Patroni speaks to etcd with; the package only suggests it.
const packages = {
  etcd: 'etcd-server',
  patroni: 'patroni python3-etcd',
  haproxy: 'haproxy',
  nginx: 'nginx-light',
}
const sbin = ['/usr/sbin', '/usr/local/sbin', '/sbin']

/** The packages that are missing by `env`. */
export function missingPackages(names = Object.keys(packages), env = process.env, more = sbin) {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...more]
  const missing = names.filter((name) => !folders.some((folder) => isProgram(join(folder, name))))
  return [
    ...(findPostgres(env) === undefined ? ['postgresql'] : []),
    ...missing.flatMap((name) => packages[name].split(' ')),
  ]
}

/** Finds or installs them. Returns `{}`, or `{ problem }` with the sentence to show. */
export async function provideClusterPrograms(names = Object.keys(packages), env = process.env) {
  const missing = missingPackages(names, env)
  if (missing.length === 0) return {}
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return {
      problem: `The cluster needs programs that are not installed. On Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`,
    }
  }
  console.log(`Installing ${missing.join(', ')} by apt-get …`)
  // RUNLEVEL 1 keeps the packages from starting services of their own.
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } }
  const update = await run('apt-get', ['update', '-q'], quiet)
  const install = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], quiet)
  if (missingPackages(names, env).length === 0) return {}
  return { problem: `${update.output}${install.output}\nThe programs could not be installed; see above.` }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
