// A district's database is put back to an older copy: what an operator sees of it, and the commands of the page on many databases.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openPostgres, type PostgresDatabase } from '@chuishao/adapters/pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { send, whistle } from '../testing/ask.ts'
import { readMetrics } from '../testing/read-metrics.ts'
import { runCommand } from '../testing/run-command.ts'
import type { RunningService } from '../testing/start-service.ts'
import { cityFiles, openTestCity, tenantId, type TestCity } from '../testing/test-city.ts'

const page = await readFile(join(import.meta.dirname, '../../../../docs/many-databases.md'), 'utf8')
const documented = [...page.matchAll(/npm run service -- (rollup \S+)/g)].map(([, words]) => words)

let city: TestCity
let postgres: TestPostgres
/** The city-wide database. */
let copy: PostgresDatabase
let service: RunningService
let file: string

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  copy = await openPostgres({ url: postgres.url })
  await sql`create database district`.execute(copy.db)
  const config = city.config(
    { url: urlOf('district') },
    { rollup: { url: postgres.url, cityTenant: tenantId } },
  )
  file = await written('rollup.json', config)
  service = await city.start(config)
  await whistles(1)
  await service.stop()
  await sql`create database older template district`.execute(copy.db)
  service = await city.start(config)
}, 60_000)
afterAll(async () => {
  await city.close()
  await copy.close()
  await postgres.stop()
})

const urlOf = (database: string) => postgres.url.replace(/\/postgres$/, `/${database}`)

async function written(name: string, config: object): Promise<string> {
  const path = join(city.folder, name)
  await writeFile(path, JSON.stringify(config))
  return path
}

async function whistles(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    expect((await send(service.url, await city.tokenFor('grid'), whistle())).status).toBe(201)
}

const run = (words: string, ...more: string[]) => runCommand([...words.split(' '), '--config', file, ...more])

async function status() {
  const { code, out, err } = await run('rollup status')
  return { code, err, ...JSON.parse(out) }
}

const metric = async (wanted: string) =>
  readMetrics(await (await fetch(`${service.admin}/metrics`)).text()).find(
    ({ name, labels }) => name === wanted && labels['tenant'] === tenantId,
  )?.value
const soon = { timeout: 20_000, interval: 100 }

/** As `dropdb`, `createdb` and `pg_restore` of an older dump do, on a server that is started anew. */
async function putBack(): Promise<void> {
  await sql`alter database district allow_connections false`.execute(copy.db)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'district'`.execute(
    copy.db,
  )
  await sql`drop database district`.execute(copy.db)
  await sql`create database district template older`.execute(copy.db)
  await postgres.kill()
  await postgres.start()
}

it('a district that was put back is told, and the documented command has the running service build it anew', async () => {
  await whistles(3)
  await expect.poll(() => metric('whistle_rollup_events_behind'), soon).toBe(0)
  expect(await metric('whistle_rollup_diverged')).toBe(0)
  expect(await status()).toMatchObject({
    code: 0,
    err: '',
    tenantId,
    position: 4,
    behind: 0,
    diverged: false,
  })

  await putBack()
  await expect.poll(() => metric('whistle_rollup_diverged'), soon).toBe(1)
  expect(await metric('whistle_rollup_events_behind')).toBeUndefined()
  // Also when it has come further than the copy, by other events.
  await whistles(4)
  const seen = await status()
  expect(seen).toMatchObject({ code: 1, tenantId, position: 4, diverged: true })
  expect(seen.err).toContain(`rollup rebuild --tenant ${tenantId}`)
  expect(seen.err).toContain('汇总停住')
  const told = () => service.log().filter(({ code }) => code === 'rollupDiverged')
  await expect.poll(() => told().length, soon).toBeGreaterThan(0)
  // Several attempts later it was said once.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(told()).toMatchObject([{ level: 40, tenantId, position: 4 }])
  expect(told()[0]?.msg).toMatch(/全市汇总.* \/ the city-wide copy of a tenant stands still/)
  expect(service.log().filter(({ msg }) => msg === 'unexpected')).toEqual([])
  // Which connections broke is in the log, too.
  const lost = service.log().filter(({ msg }) => /connection.*lost/.test(msg))
  expect(new Set(lost.map(({ msg }) => msg))).toEqual(
    new Set(['connection to database 1 lost', 'connection to city-wide database lost']),
  )

  expect(documented).toEqual(['rollup status', 'rollup rebuild'])
  const rebuilt = await run('rollup rebuild', '--tenant', tenantId)
  expect([rebuilt.code, rebuilt.out]).toEqual([0, expect.stringContaining('built anew from 5 events')])
  await expect.poll(() => metric('whistle_rollup_diverged'), { ...soon, timeout: 35_000 }).toBe(0)
  await expect
    .poll(async () => status(), soon)
    .toMatchObject({ code: 0, position: 5, behind: 0, diverged: false })
}, 120_000)

it('what does not fit is told in both languages, with exit code 1 and nothing changed', async () => {
  const away = { url: 'postgres://whistle@127.0.0.1:1/whistle' }
  const rollup = { url: postgres.url, cityTenant: tenantId }
  const two = {
    cities: { [tenantId]: cityFiles, '150103': cityFiles },
    databases: [
      { url: urlOf('district'), tenants: [tenantId] },
      { ...away, tenants: ['150103'] },
    ],
  }
  const none = await written('no-rollup.json', city.config({ url: postgres.url }))
  const lost = await written('lost-rollup.json', city.config(away, { rollup: { ...rollup, ...away } }))
  const half = await written('half-rollup.json', city.config(away, { ...two, rollup }))
  const cases: [string, string[], (string | RegExp)[]][] = [
    [file, ['rollup'], ['rollup status | rebuild']],
    [file, ['rollup', 'rebuild'], ['缺少选项 / Missing option: --tenant']],
    [file, ['rollup', 'rebuild', '--tenant', '15010'], ['没有租户 15010', 'There is no tenant 15010']],
    [file, ['rollup', 'status', '--tenant', tenantId], ['--tenant 只用于 rebuild']],
    [none, ['rollup', 'status'], ['配置中没有全市汇总', 'The configuration has no rollup']],
    [lost, ['rollup', 'status'], ['全市汇总库：数据库无法连接', 'The city-wide database: A database cannot']],
    [
      half,
      ['rollup', 'rebuild', '--tenant', '150103'],
      [/未改动：租户 150103/, /Nothing is changed.*150103/],
    ],
    [half, ['rollup', 'status'], ['150103: 其数据库无法连接', 'its database is away']],
  ]
  for (const [config, args, sentences] of cases) {
    const { code, out, err } = await runCommand([...args, '--config', config])
    expect([args, code]).toEqual([args, 1])
    for (const sentence of sentences) expect(err).toMatch(sentence)
    if (config === half && args[1] === 'status')
      expect(
        out
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toMatchObject([
        { tenantId, diverged: false },
        // Nothing was ever taken in.
        { tenantId: '150103', position: 0 },
      ])
  }
}, 60_000)
