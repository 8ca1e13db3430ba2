/** The command that people type, on a few tickets; the whole demo city is for `npm run test:long`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskAttachments } from '@chuishao/adapters/attachments-disk'
import { attachmentOf } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { fillCity, tenantId } from '../../packages/adapters/src/audit/testing/small-city.ts'
import { dueTicketId, serviceOn, whistledAt } from '../../packages/adapters/src/deadlines/testing/due-city.ts'
import { openPglite } from '../../packages/adapters/src/postgres/pglite.ts'
import { newPgliteDirectory } from '../../packages/adapters/src/postgres/testing/new-pglite.ts'
import {
  startPostgres,
  type TestPostgres,
} from '../../packages/adapters/src/postgres/testing/start-postgres.ts'
import { root } from '../lib/paths.mjs'

let server: TestPostgres
const folder = mkdtempSync(join(tmpdir(), 'chuishao-move-'))
const photos = join(folder, 'pictures of the city')

beforeAll(async () => {
  server = await startPostgres()
  const { store } = await openPglite({ directory: await newPgliteDirectory(join(folder, 'database')) })
  await fillCity(store)
  const photo = attachmentOf(Uint8Array.of(1, 2, 3), 'image/png')
  const [session, service] = [{ tenantId, actor: people.gridWorker }, serviceOn(store, () => whistledAt)]
  await diskAttachments({ directory: photos }).put(tenantId, photo)
  const draft = { attachments: [await service.upload(session, photo)] }
  const options = { commandId: 'photo', ifVersion: 0 }
  expect(await service.execute(session, dueTicketId(2_000), { type: 'EDIT', draft }, options)).toMatchObject({
    ok: true,
  })
  await store.close()
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const move = (...more: string[]) =>
  spawnSync(
    process.execPath,
    [
      ...[join(root, 'scripts', 'move', 'main.ts'), '--from', join(folder, 'database'), '--to', server.url],
      ...more,
    ],
    { cwd: root, encoding: 'utf8' },
  )

test('a move that has to guess where the photos are, and finds them not to be there, moves nothing', () => {
  const guess = join(folder, 'photos')
  for (const make of [() => {}, () => mkdirSync(guess)]) {
    make()
    const refused = move()
    expect(refused.stderr).toContain(
      `The guess is ${guess}, but missing there: 1 of 1 photos of the tickets.`,
    )
    expect(refused.stderr).toContain('猜测是')
    expect(refused.stderr).toContain('--photos s3')
    expect([refused.stdout, refused.status]).toEqual(['', 1])
  }
  const elsewhere = move('--photos', guess)
  expect(elsewhere.stderr).toContain(`The photos were said to be in ${guess}, but missing there: 1 of 1`)
  expect([elsewhere.stdout, elsewhere.status]).toEqual(['', 1])
  rmSync(guess, { recursive: true })
}, 60_000)

test('a move says where it takes the photos to be and what arrived, and is not made twice', () => {
  const first = move('--photos', photos)
  expect(first.stderr).toBe('')
  expect(first.stdout).toMatch(/^照片：目录 .* 1 张照片都在其中。\n/)
  expect(first.stdout).toContain(`Photos: in ${photos}, with all photos of the tickets (1).`)
  expect(first.stdout).toContain('全部到达，与来源一致。')
  expect(first.stdout).toContain('Everything arrived.')
  expect(first.stdout).toMatch(/whistle_event: \d+ rows, the same as in the source/)
  expect(first.stdout).toContain(`the service needs the directory ${photos} as before`)
  expect(first.status).toBe(0)

  // Where they are all there beside the database, that is where they are.
  renameSync(photos, join(folder, 'photos'))
  const second = move()
  expect(second.stdout).toContain(`Photos: in ${join(folder, 'photos')} (found beside the database`)
  expect(second.stderr).toContain('迁移须用空数据库')
  expect(second.stderr).toContain('A move needs an empty database.')
  expect(second.status).toBe(1)

  const third = move('--photos', 's3')
  expect(third.stdout).toContain('in an S3-compatible storage as --photos says (1)')
}, 60_000)
