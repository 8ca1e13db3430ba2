import { testCityData, type TestPerson } from '@chuishao/core/testing'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CityWideFiguresBody, CityWidePageBody } from '../http/wire.ts'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import { cityWide, rollupLag, runRollup } from '../postgres/rollup/index.ts'
import { districtLog, districtStore } from '../postgres/rollup/testing/district-store.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

const tenantIds = ['150102', '150103']
const log = districtLog(1)

let db: Kysely<Database>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
  const store = await districtStore({ '150102': log.events, '150103': districtLog(2).events })
  const stop = new AbortController()
  const running = runRollup({ store, tenantIds, db, signal: stop.signal, onError: () => {} })
  await vi.waitUntil(
    async () => (await rollupLag({ db, store, tenantIds })).every(({ behind }) => behind === 0),
    { timeout: 15_000 },
  )
  stop.abort()
  await running
}, 60_000)
afterAll(() => db.destroy())

const serving = () =>
  sampleServer({
    cityWide: cityWide({
      db,
      tenantIds,
      cityTenantId: testCityData.id,
      cities: () => ({ index: log.city }),
      clock: () => '2026-04-30T00:00:00.000Z',
    }),
  })

const ask = async (
  server: ReturnType<typeof sampleServer>,
  path: string,
  person: TestPerson = 'supervisor',
  claims: Record<string, unknown> = {},
) =>
  server.handler(
    new Request(`http://portal.test/api/v1/city-wide/${path}`, {
      headers: { Authorization: `Bearer ${await tokenFor(person, { claims })}` },
    }),
  )

describe('the whole city over HTTP', () => {
  it('answers figures over all districts, and of one', async () => {
    const all = CityWideFiguresBody.parse(await (await ask(serving(), 'figures?period=month')).json())
    expect([all.all.raised, all.byTenant['150102']?.raised, Object.keys(all.upTo)]).toEqual([
      40,
      20,
      tenantIds,
    ])
    expect(Object.keys(all.byPeriod ?? {}).length).toBeGreaterThan(1)
    const one = await (await ask(serving(), 'figures?tenantId=150103')).json()
    expect(one.all.raised).toBe(20)
  })

  it('lists tickets of all districts page by page', async () => {
    const server = serving()
    const response = await ask(server, 'tickets?order=due&limit=30')
    const page = CityWidePageBody.parse(await response.json())
    expect(page.items).toHaveLength(30)
    const next = response.headers.get('Link')?.match(/<(.*)>; rel="next"/)?.[1] ?? ''
    const rest = await (await ask(server, `tickets${next}`)).json()
    expect(rest.items).toHaveLength(10)
    expect(rest).not.toHaveProperty('nextCursor')
  })

  it('refuses people of a district and of other roles, and wrong questions', async () => {
    const server = serving()
    for (const [path, person, claims, status] of [
      ['figures', 'supervisor', { tenantId: '150102' }, 403],
      ['tickets', 'supervisor', { tenantId: '150102' }, 403],
      ['tickets', 'gridWorker', {}, 403],
      ['figures?unitId=water', 'supervisor', {}, 400],
      ['tickets?text=x', 'supervisor', {}, 400],
      ['tickets?cursor=nonsense', 'supervisor', {}, 400],
    ] as const) {
      const response = await ask(server, path, person, claims)
      expect([path, response.status]).toEqual([path, status])
    }
  })

  it('is not there in a service without a rollup', async () => {
    expect((await ask(sampleServer(), 'figures')).status).toBe(404)
  })
})
