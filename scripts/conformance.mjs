// `npm run conformance`: runs the conformance suites on every store and gateway of this repository and prints one table.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { runConformance } = await import('./lib/run-conformance.mjs')
process.exitCode = await runConformance()
