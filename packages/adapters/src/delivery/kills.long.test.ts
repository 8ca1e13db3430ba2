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

test.each([1, 3])(
  '%i senders at once, killed twenty times: every event arrives, under one id',
  async (senders) => {
    const report = await killRounds({ database, url: server.url, rounds: 20, senders, events: 150 })
    expect(report).toMatchObject({ events: 3_000, kills: 20 })
  },
  600_000,
)
