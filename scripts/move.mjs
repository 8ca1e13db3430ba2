// `npm run move -- --from DIRECTORY --to postgres://…`: carries an embedded database to a PostgreSQL server.
import { runScript } from './lib/run-script.mjs'

await runScript('move')
