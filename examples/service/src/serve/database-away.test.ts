import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openPostgres } from '@chuishao/adapters/pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newPgliteDirectory, startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { cityFiles, openTestCity, tenantId, type TestCity } from '../testing/test-city.ts'

let city: TestCity
let postgres: TestPostgres

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
})
afterAll(async () => {
  await postgres.stop()
  await city.close()
})

it('a database that is away at the start keeps nobody else from being served, and is taken in when it is back', async () => {
  await postgres.kill()
  const directory = await newPgliteDirectory(join(city.folder, 'here'))
  const here = { directory, tenants: [tenantId] }
  const service = await city.start(
    city.config(here, {
      databases: [here, { url: postgres.url, tenants: ['elsewhere'], startTimeoutSeconds: 2 }],
      cities: { [tenantId]: cityFiles, elsewhere: cityFiles },
      rollup: { url: postgres.url, cityTenant: tenantId },
    }),
  )
  const readyz = async () => {
    const response = await fetch(`${service.admin}/readyz`)
    return { status: response.status, ...(await response.json()) }
  }
  const ask = async (path: string) =>
    fetch(`${service.url}${path}`, {
      headers: { Authorization: `Bearer ${await city.tokenFor('dispatcher')}` },
    })
  expect(await readyz()).toMatchObject({
    status: 200,
    ready: true,
    checks: {
      serving: 'ok',
      'database 1': 'ok',
      'database 2': 'no',
      'city-wide database': 'no',
      photos: 'ok',
    },
  })
  expect((await ask('/api/v1/tickets')).status).toBe(200)
  const cityWide = await ask('/api/v1/city-wide/figures')
  expect([cityWide.status, cityWide.headers.get('Retry-After')]).toEqual([503, '5'])
  await expect
    .poll(() => service.log().some(({ msg }) => msg === 'database 2 away'), { timeout: 10_000 })
    .toBe(true)

  await postgres.start()
  await expect
    .poll(async () => (await readyz()).checks, { timeout: 15_000, interval: 200 })
    .toMatchObject({
      serving: 'ok',
      'database 1': 'ok',
      'database 2': 'ok',
      'city-wide database': 'ok',
      photos: 'ok',
    })
  expect((await ask('/api/v1/city-wide/figures')).status).toBe(200)
  await expect
    .poll(async () => (await fetch(`${service.admin}/metrics`)).text())
    .toContain(`whistle_rollup_events_behind{tenant="${tenantId}"} 0`)

  await postgres.kill()
  for (const path of ['figures', 'tickets']) {
    const away = await ask(`/api/v1/city-wide/${path}`)
    expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5'])
  }
  expect(await readyz()).toMatchObject({
    status: 200,
    ready: true,
    checks: { 'database 1': 'ok', 'database 2': 'no', 'city-wide database': 'no' },
  })
  await postgres.start()
  await expect
    .poll(async () => (await ask('/api/v1/city-wide/tickets')).status, { timeout: 15_000 })
    .toBe(200)
  await service.stop()
  expect(await service.ended).toEqual({ code: 0, signal: null })
}, 60_000)

it('a database that hangs is told within seconds, and keeps the process from its end no longer than that', async () => {
  const service = await city.start(city.config({ url: postgres.url }, { drain: { graceMs: 500 } }))
  postgres.hang()
  try {
    const health = await fetch(`${service.url}/healthz`, { signal: AbortSignal.timeout(6_000) })
    expect(health.status).toBe(503)
    service.signal('SIGTERM')
    const late = new Promise((resolve) => setTimeout(() => resolve('still there'), 12_000))
    expect(await Promise.race([service.ended, late])).toEqual({ code: 0, signal: null })
    // A connection that was cut may be told after it.
    expect(service.log().map(({ msg }) => msg)).toContain('已停止 / stopped')
  } finally {
    postgres.wake()
    await service.kill()
  }
}, 40_000)

it.each([
  ['SIGTERM', 'hangs'],
  ['SIGINT', 'refuses'],
] as const)(
  '%s ends it at once and in order while it waits for its first database, which %s',
  async (signal, how) => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = how === 'hangs' && typeof address === 'object' ? address?.port : 1
    try {
      const url = `postgres://whistle@127.0.0.1:${port}/whistle`
      const service = await city.start(city.config({ url }), { until: 'starting' })
      const asked = performance.now()
      service.signal(signal)
      expect(await service.ended).toEqual({ code: 0, signal: null })
      // One attempt alone would wait for five seconds, and all of them for sixty.
      expect(performance.now() - asked).toBeLessThan(4_000)
      expect(service.log().at(-1)?.msg).toBe('已停止 / stopped')
      expect(service.log().filter(({ level }) => level > 30)).toEqual([])
    } finally {
      silent.close()
    }
  },
)

it('SIGTERM while the embedded database is being made ends it as soon as that is whole, without serving', async () => {
  const directory = join(city.folder, 'new')
  const service = await city.start(city.config({ directory }), { until: 'starting' })
  await expect.poll(() => existsSync(directory), { timeout: 15_000, interval: 5 }).toBe(true)
  service.signal('SIGTERM')
  expect(await service.ended).toEqual({ code: 0, signal: null })
  const said = service.log().map(({ level, msg }) => `${level} ${msg}`)
  expect(said.slice(-1)).toEqual(['30 已停止 / stopped'])
  expect(said.filter((it) => !it.startsWith('30') || it.includes('ready'))).toEqual([])
}, 60_000)

it('a database that takes no writes, as a primary that was demoted, is not ready', async () => {
  const service = await city.start(city.config({ url: postgres.url }))
  const ready = async () => (await fetch(`${service.admin}/readyz`)).status
  expect(await ready()).toBe(200)
  const { db, close } = await openPostgres({ url: postgres.url })
  await sql`alter system set default_transaction_read_only = on`.execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  await close()
  await expect.poll(ready, { timeout: 10_000, interval: 200 }).toBe(503)
  await service.stop()
}, 60_000)
