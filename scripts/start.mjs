// `npm start`: installs what is needed, builds the portal's pages and runs the portal on the workspace's own Node.
// Everything after `--` goes to the portal: `npm start -- --port 8080 --data ./somewhere`.
import { requireNode } from './lib/require-node.mjs'

requireNode()
const { startPortal } = await import('./lib/start-portal.mjs')
process.exitCode = await startPortal(process.argv.slice(2))
