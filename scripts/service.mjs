// `npm run service -- serve --config file.json`: installs what is needed and runs a command of the service.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { endChildrenWithUs } = await import('./lib/child.mjs')
const { install } = await import('./lib/install.mjs')
const { bin, root } = await import('./lib/paths.mjs')
const { serve } = await import('./lib/serve.mjs')
const { join } = await import('node:path')

const stopHandling = endChildrenWithUs()
const problem = await install()
stopHandling()
if (problem === undefined) {
  const main = join(root, 'examples', 'service', 'src', 'main.ts')
  process.exitCode = await serve(join(bin, 'node'), [main, ...process.argv.slice(2)])
} else {
  console.error(`\n${problem}\n`)
  process.exitCode = 1
}
