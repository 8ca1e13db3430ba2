/** The whole demo city, as the portal seeds it, is carried to a PostgreSQL server by the command that people type. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPortal } from '../../examples/portal/src/server/portal.ts'
import {
  startPostgres,
  type TestPostgres,
} from '../../packages/adapters/src/postgres/testing/start-postgres.ts'
import { root } from '../lib/paths.mjs'

let server: TestPostgres
let folder: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'chuishao-move-portal-'))
  const portal = await openPortal({ dataDir: folder, pages: () => undefined })
  await portal.close()
}, 300_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const move = () =>
  spawnSync(process.execPath, [join(root, 'scripts/move.mjs'), '--from', folder, '--to', server.url], {
    cwd: root,
    encoding: 'utf8',
  })

test('npm run move carries the demo city over once, and says what arrived', () => {
  const first = move()
  expect(first.stdout).toContain('Everything arrived.')
  expect(first.stdout).toMatch(/hash chains walked/)
  expect(first.stdout).toMatch(/whistle_event: \d{2,} rows, the same as in the source/)
  expect(first.stdout).toContain(join(folder, 'photos'))
  expect(first.stdout).not.toContain('PROBLEM')
  expect(first.status).toBe(0)

  const second = move()
  expect(second.stderr + second.stdout).toContain('A move needs an empty database.')
  expect(second.status).toBe(1)
}, 300_000)
