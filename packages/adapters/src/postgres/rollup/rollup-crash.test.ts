import { people } from '@chuishao/core/testing'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { openPglite, type PgliteDatabase } from '../pglite.ts'
import { newPgliteDirectory } from '../testing/new-pglite.ts'
import { cityWide, rollupLag, runRollup } from './index.ts'
import { districtLog, districtStore } from './testing/district-store.ts'

const child = join(import.meta.dirname, 'testing', 'roll-up-forever.ts')
const Lag = z.array(z.tuple([z.int(), z.int()]))
const tenantIds = ['150102', '150103']

let directory: string

beforeAll(async () => {
  directory = await newPgliteDirectory(await mkdtemp(join(tmpdir(), 'chuishao-rollup-')))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** Runs a follower until it has taken in so many more events, and kills it. Answers where it said that it was. */
async function rollUpUntilKilled(more: number): Promise<number> {
  const follower = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(follower, 'exit')
  let first: number | undefined
  let last = 0
  for await (const line of createInterface({ input: follower.stdout })) {
    last = z.parse(Lag, JSON.parse(line)).reduce((sum, [position]) => sum + position, 0)
    first ??= last
    if (last >= first + more) follower.kill('SIGKILL')
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return last
}

async function rowsOf({ db }: PgliteDatabase) {
  const tickets = db.selectFrom('whistle_rollup_ticket').selectAll()
  return tickets.orderBy('tenant_id').orderBy('ticket_id').execute()
}

test('what a killed follower took in is there once, and the next one goes on', async () => {
  let reached = 0
  for (const more of [1, 60]) {
    const before = reached
    reached = await rollUpUntilKilled(more)
    expect(reached).toBeGreaterThan(before)
  }

  const store = await districtStore({ '150102': districtLog(1).events, '150103': districtLog(2).events })
  const finish = async (opened: PgliteDatabase) => {
    const stop = new AbortController()
    const { db } = opened
    const running = runRollup({ store, tenantIds, db, signal: stop.signal, onError: () => {} })
    await vi.waitUntil(
      async () => (await rollupLag({ db, store, tenantIds })).every(({ behind }) => behind === 0),
      { timeout: 15_000 },
    )
    stop.abort()
    await running
    return rowsOf(opened)
  }
  const resumed = await openPglite({ directory })
  expect((await rollupLag({ db: resumed.db, store, tenantIds })).every((it) => it.position > 0)).toBe(true)
  const rows = await finish(resumed)

  const fresh = await openPglite({ directory: await newPgliteDirectory(join(directory, 'fresh')) })
  expect(rows).toEqual(await finish(fresh))
  const city = cityWide({
    db: resumed.db,
    tenantIds,
    cityTenantId: 'city',
    cities: () => ({ index: districtLog(1).city }),
    clock: () => '2026-04-30T00:00:00.000Z',
  })
  const figures = await city.figures({ tenantId: 'city', actor: people.dispatcher })
  expect(figures).toMatchObject({ ok: true, value: { all: { raised: 40, closed: 24 } } })
  await resumed.close()
  await fresh.close()
}, 60_000)
