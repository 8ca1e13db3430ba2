// What `npm run bench` does once Node is known to be new enough.
import { existsSync, readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { run } from './child.mjs'
import { provideChromium } from './chromium.mjs'
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
  const unready = files.some(isOnPages) ? await providePages() : undefined
  if (unready !== undefined) {
    console.error(`\n${unready}\n`)
    return 1
  }
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

const portal = join('examples', 'portal')
const isOnPages = (file) => file.startsWith(portal)

/** A browser and the portal's pages; the sentence to show where they cannot be had. */
async function providePages() {
  const { path, problem } = await provideChromium()
  if (problem !== undefined) return problem
  process.env.CHROME_PATH = path
  const build = await run(join(bin, 'node'), ['--run', 'build'], { cwd: join(root, portal) })
  return build.code === 0 ? undefined : build.output
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
