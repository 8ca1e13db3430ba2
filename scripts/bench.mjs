// `npm run bench`: runs every benchmark, one after the other, on the Node of the workspace. A part of a file's name
// as argument runs only what matches. Fails where a promised ratio is broken.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { bin, root } from './lib/paths.mjs'

const wanted = process.argv[2] ?? ''
const files = globSync('{packages,examples}/*/bench/*.bench.ts', { cwd: root }).toSorted()
for (const file of files.filter((it) => it.includes(wanted))) {
  const { status } = spawnSync(join(bin, 'node'), ['--expose-gc', file], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
