/** The command that people type, on a few tickets; the whole demo city is for `npm run test:long`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCity } from '../../packages/adapters/src/audit/testing/small-city.ts'
import { openPglite } from '../../packages/adapters/src/postgres/pglite.ts'
import { newPgliteDirectory } from '../../packages/adapters/src/postgres/testing/new-pglite.ts'
import {
  startPostgres,
  type TestPostgres,
} from '../../packages/adapters/src/postgres/testing/start-postgres.ts'
import { root } from '../lib/paths.mjs'

let server: TestPostgres
const folder = mkdtempSync(join(tmpdir(), 'chuishao-move-'))

beforeAll(async () => {
  server = await startPostgres()
  const { store } = await openPglite({ directory: await newPgliteDirectory(join(folder, 'database')) })
  await fillCity(store)
  await store.close()
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a move says what arrived, and is not made twice', () => {
  const move = () =>
    spawnSync(
      process.execPath,
      [join(root, 'scripts', 'move', 'main.ts'), '--from', join(folder, 'database'), '--to', server.url],
      { cwd: root, encoding: 'utf8' },
    )
  const first = move()
  expect(first.stderr).toBe('')
  expect(first.stdout).toContain('全部到达，与来源一致。')
  expect(first.stdout).toContain('Everything arrived.')
  expect(first.stdout).toMatch(/whistle_event: \d+ rows, the same as in the source/)
  expect(first.status).toBe(0)

  const second = move()
  expect(second.stderr).toContain('迁移须用空数据库')
  expect(second.stderr).toContain('A move needs an empty database.')
  expect(second.status).toBe(1)
}, 60_000)
