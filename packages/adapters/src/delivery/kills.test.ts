import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPostgres, type PostgresDatabase } from '../postgres/pg.ts'
import { emptyTables } from '../postgres/testing/empty-tables.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { killRounds } from './testing/kill-rounds.ts'

let server: TestPostgres
let database: PostgresDatabase

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
  database = await openPostgres({ url: server.url })
}, 60_000)
afterAll(async () => {
  await database.close()
  await server.stop()
})
beforeEach(() => emptyTables(database.db))

test('two senders at once, one killed in the middle: every event arrives, under one id, at a moody receiver as well', async () => {
  const report = await killRounds({ database, url: server.url, rounds: 1, senders: 2, events: 120 })
  expect(report).toMatchObject({ events: 120, kills: 1 })
  expect(report.requests).toBeGreaterThan(240)
}, 60_000)
