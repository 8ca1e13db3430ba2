/**
 * The service in a process of its own, to be killed: a store, the HTTP face, a poller that writes down its claims. Says
 * its port on standard output; reads `jump MILLISECONDS` for its clock from standard input.
 */
import { serve } from '@hono/node-server'
import { createTicketService } from '@chuishao/core/service'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { diskAttachments } from '../../attachments/disk.ts'
import { openPglite } from '../../postgres/pglite.ts'
import { openPostgres } from '../../postgres/pg.ts'
import { randomSalt } from '../../salt/random-salt.ts'
import { createTicketHandler } from '../../server/index.ts'
import { openOperationLog } from '../operation-log.ts'
import { loggingClaims } from './logging-claims.ts'
import { readServeOptions } from './serve-options.ts'
import { cityOf, sessionOf } from './two-tenants.ts'

const {
  database,
  logFile,
  photos,
  owner,
  clock: clockOptions,
  pollMs,
  port = 0,
} = readServeOptions(process.argv[2])
const log = openOperationLog(logFile)

let jumped = 0
createInterface({ input: process.stdin }).on('line', (line) => {
  jumped += Number(line.replace(/^jump /, ''))
})
const now = () =>
  new Date(clockOptions.start + (Date.now() - clockOptions.since) * clockOptions.speed + jumped).toISOString()

const opened = await open().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : String(error)
  writeSync(1, `${JSON.stringify({ error: code })}\n`)
  process.exit(3)
})
const store = loggingClaims(opened.store, log)
const service = createTicketService({
  store,
  attachments: diskAttachments({ directory: photos }),
  cities: cityOf,
  clock: now,
  newSalt: randomSalt,
})
const handler = createTicketHandler({
  service,
  authenticate: async (request) => {
    const session = sessionOf(request.headers.get('Authorization'))
    return session ? { ok: true, session } : { ok: false, code: 'tokenMissing' }
  },
  checkStore: () => store.position('alpha'),
  onError: (error) => process.env['FAULT_ERRORS'] && console.error(error),
})
const server = serve({ fetch: handler, hostname: '127.0.0.1', port })
await once(server, 'listening')
const address = server.address()
writeSync(1, `${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0 })}\n`)

while (pollMs > 0) {
  // A lease of half a second by the wall, so that what a killed poller held is soon free again.
  const leaseMs = 500 * clockOptions.speed
  await service.runDueDeadlines({ owner, leaseMs }).catch((error: unknown) => {
    if (process.env['FAULT_ERRORS']) console.error(error)
  })
  await pause(pollMs)
}

function open() {
  return 'directory' in database ? openPglite(database) : openPostgres({ ...database, pollMs: 100 })
}
