import { sql, type Kysely } from 'kysely'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ServiceConfig } from '../config/service-config.ts'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { openDatabase } from './open-databases.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres({ settings: { fsync: 'off' } })
})
afterAll(() => postgres.stop())

/** As it stands in a configuration file. */
const choice = (database: object) => {
  const [read] = z.parse(ServiceConfig.shape.databases, [{ poolSize: 1, ...database }])
  if (!read) throw new Error('no database')
  return read
}

const open = (settings: object) =>
  openDatabase(choice({ url: postgres.url, ...settings }), { onConnectionLost: () => {} })

const prepared = async <T>(db: Kysely<T>) =>
  (await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db)).rows.length

it('statements end, and stay prepared, as the configuration says', async () => {
  const usual = await open({})
  const own = await open({ statementTimeoutMs: 50, prepareStatements: false })
  for (const { store } of [usual, own])
    await store.load({ tenantId: '150100', ticketId: crypto.randomUUID() })
  const slow = sql`select pg_sleep(0.2)`
  await slow.execute(usual.db)
  await expect(slow.execute(own.db)).rejects.toMatchObject({ code: '57014' })
  expect([await prepared(usual.db), await prepared(own.db)]).toEqual([1, 0])
  await Promise.all([usual, own].map(({ close }) => close()))
})

it('a server that takes connections and says nothing is given up after the time of the configuration', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const url = `postgres://whistle@127.0.0.1:${port}/whistle`
  const began = performance.now()
  const opening = openDatabase(choice({ url, connectTimeoutMs: 200, startTimeoutSeconds: 0 }), {
    onConnectionLost: () => {},
  })
  await expect(opening).rejects.toThrow(/timeout/)
  expect(performance.now() - began).toBeLessThan(4_000)
  silent.close()
})
