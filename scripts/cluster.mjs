// `npm run cluster`: installs what is missing, and runs two services behind nginx on PostgreSQL with Patroni until Ctrl-C.
// Everything after `--` goes to the cluster: `npm run cluster -- --port 8080 --data ./an-empty-directory`.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { join } = await import('node:path')
const { endChildrenWithUs } = await import('./lib/child.mjs')
const { provideClusterPrograms } = await import('./lib/cluster-programs.mjs')
const { install } = await import('./lib/install.mjs')
const { bin, root } = await import('./lib/paths.mjs')
const { serve } = await import('./lib/serve.mjs')

const stopHandling = endChildrenWithUs()
const problem = (await install()) ?? (await provideClusterPrograms()).problem
stopHandling()
if (problem === undefined) {
  const main = join(root, 'examples', 'cluster', 'src', 'main.ts')
  process.exitCode = await serve(join(bin, 'node'), ['--no-warnings', main, ...process.argv.slice(2)])
} else {
  console.error(`\n${problem}\n`)
  process.exitCode = 1
}
