// `npm run mutation`: breaks guards and actions of the lifecycle one at a time, in a copy, and fails where its tests do
// not notice. A part of a mutation's name as argument runs only what matches.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { endChildrenWithUs } = await import('./lib/child.mjs')
const { checkMutations } = await import('./lib/mutation-check.mjs')
const { mutations } = await import('./lib/mutations.mjs')

endChildrenWithUs({ graceMs: 1000 })
const wanted = process.argv[2] ?? ''
const results = await checkMutations(mutations.filter(({ name }) => name.includes(wanted)))
const killed = results.filter(({ verdict }) => verdict.verdict === 'killed').length
console.log(`\n${killed} of ${results.length} mutations were noticed`)
process.exitCode = killed === results.length && killed > 0 ? 0 : 1
