// `npm test`: installs what is needed and runs every check. `--long` adds the long-running tests, `--only lint,types`
// runs some steps, `--list` names them.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { runChecks } = await import('./lib/run-checks.mjs')
process.exitCode = await runChecks(process.argv.slice(2))
