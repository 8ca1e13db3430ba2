// `npm run mapping -- portal.json`: checks the description of an existing portal, and tells what it loses.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { endChildrenWithUs, run } = await import('./lib/child.mjs')
const { install } = await import('./lib/install.mjs')
const { bin, root } = await import('./lib/paths.mjs')
const { join } = await import('node:path')

endChildrenWithUs()
const problem = await install()
if (problem === undefined) {
  const main = join(root, 'scripts', 'mapping', 'main.ts')
  const { code } = await run(join(bin, 'node'), [main, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    show: true,
  })
  process.exitCode = code
} else {
  console.error(`\n${problem}\n`)
  process.exitCode = 1
}
