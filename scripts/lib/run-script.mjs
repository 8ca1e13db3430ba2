// Runs `scripts/<name>/main.ts` on the workspace's own Node, after installing what is missing; where the person stands.
import { join } from 'node:path'
import { requireNode } from './require-node.mjs'

export async function runScript(name) {
  requireNode()
  const { endChildrenWithUs, run } = await import('./child.mjs')
  const { install } = await import('./install.mjs')
  const { bin, root } = await import('./paths.mjs')

  endChildrenWithUs()
  const problem = await install()
  if (problem !== undefined) {
    console.error(`\n${problem}\n`)
    process.exitCode = 1
    return
  }
  const main = join(root, 'scripts', name, 'main.ts')
  const { code } = await run(join(bin, 'node'), [main, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    show: true,
  })
  process.exitCode = code
}
