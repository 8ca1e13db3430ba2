// `npm run mapping -- portal.json`: checks the description of an existing portal, and tells what it loses.
import { runScript } from './lib/run-script.mjs'

await runScript('mapping')
