// `npm run bench`: runs every benchmark, one after the other, on the Node of the workspace. A part of a file's name
// as argument runs only what matches. Fails where a promised ratio is broken.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { runBenches } = await import('./lib/run-benches.mjs')
process.exitCode = await runBenches(process.argv[2])
