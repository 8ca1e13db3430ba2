/** Run by the fault tests in a process of its own: a sender on a PostgreSQL server until it is killed. Says `up`. */
import { writeSync } from 'node:fs'
import { openPostgres } from '../../postgres/pg.ts'
import { runDelivery } from '../run-delivery.ts'
import { readSigningKey } from '../signing-keys.ts'
import { webhookEndpoint } from '../webhook-endpoint.ts'
import { tenantId } from './tickets.ts'

const [databaseUrl = '', owner = '', secret = '', ...urls] = process.argv.slice(2)
const { db } = await openPostgres({ url: databaseUrl })
const endpoints = urls.map((url, n) =>
  webhookEndpoint({
    id: `endpoint-${n}`,
    url: new URL(url),
    keys: [readSigningKey(secret)],
    from: 'beginning',
    timeoutMs: 500,
    allowHttp: true,
    allowNetworks: ['127.0.0.0/8'],
  }),
)
writeSync(1, 'up\n')
await runDelivery({
  db,
  tenants: [tenantId],
  endpoints,
  owner,
  signal: new AbortController().signal,
  pollMs: 20,
  // What a kill leaves behind is taken up within the test.
  leaseMarginMs: 500,
  schedule: Array.from({ length: 500 }, () => 100),
  onDisabled: () => {},
  onError: () => {},
})
