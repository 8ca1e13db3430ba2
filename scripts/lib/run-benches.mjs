// What `npm run bench` does once Node is known to be new enough.
import { existsSync, readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install } from './install.mjs'
import { bin, root, workspaceEnv, workspaceFolders } from './paths.mjs'

/** Runs the benchmarks whose file name has `wanted` in it; resolves with the exit code. */
export async function runBenches(wanted = '') {
  const problem = await install()
  if (problem !== undefined) {
    console.error(`\n${problem}\n`)
    return 1
  }
  const files = benchFiles().filter((file) => file.includes(wanted))
  if (files.length === 0) console.error(`No benchmark has "${wanted}" in its name.`)
  const ends = files.map((file) => {
    const { status } = spawnSync(join(bin, 'node'), ['--expose-gc', file], {
      cwd: root,
      env: workspaceEnv(),
      stdio: 'inherit',
    })
    return status
  })
  return files.length > 0 && ends.every((status) => status === 0) ? 0 : 1
}

function benchFiles() {
  return workspaceFolders().flatMap((folder) => {
    const benches = join(folder, 'bench')
    if (!existsSync(join(root, benches))) return []
    return readdirSync(join(root, benches))
      .filter((name) => name.endsWith('.bench.ts'))
      .sort()
      .map((name) => join(benches, name))
  })
}
