// What `npm start` does once Node is known to be new enough.
import { join } from 'node:path'
import { endChildrenWithUs, run } from './child.mjs'
import { install } from './install.mjs'
import { bin, root } from './paths.mjs'
import { serve } from './serve.mjs'

const portal = join(root, 'examples', 'portal')

/** Runs the portal until it ends; resolves with the exit code. */
export async function startPortal(args) {
  const stopHandling = endChildrenWithUs()
  const problem = await install()
  if (problem !== undefined) return fail(problem)

  console.log('Building the portal pages …')
  const build = await run(join(bin, 'node'), ['--run', 'build'], { cwd: portal })
  if (build.code !== 0) return fail(`${build.output}\nThe portal pages could not be built; see above.`)

  stopHandling()
  return serve(join(bin, 'node'), [join(portal, 'src/server/main.ts'), ...args])
}

function fail(sentence) {
  console.error(`\n${sentence}\n`)
  return 1
}
