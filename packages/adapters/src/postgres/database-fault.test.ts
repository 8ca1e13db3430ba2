/** A real server refuses in the ways that an operator meets: each is told in both languages, with what to do. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseFault } from './database-fault.ts'
import { openPostgres } from './pg.ts'
import { startPostgres, type TestPostgres } from './testing/start-postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
  const { db, close } = await openPostgres({ url: server.url })
  await sql`create role guest login`.execute(db)
  await sql`create database theirs`.execute(db)
  await close()
}, 60_000)
afterAll(() => server.stop())

const refused = (change: (url: URL) => void) => {
  const url = new URL(server.url)
  change(url)
  return openPostgres({ url: url.href, startTimeoutMs: 0 }).then(
    ({ close }) => close().then(() => 'it was opened'),
    (error: unknown) => databaseFault(error) ?? `told as it is: ${String(error)}`,
  )
}

test.each([
  ['that is not there', (url: URL) => void (url.port = '1'), '确认其已启动', 'See that it runs'],
  [
    'whose host has no address',
    (url: URL) => void (url.hostname = 'db.invalid'),
    '地址正确',
    'its address is right',
  ],
  [
    'of another name',
    (url: URL) => void (url.pathname = '/nowhere'),
    '没有这个数据库',
    'no database of this name',
  ],
  [
    'for another user',
    (url: URL) => void (url.username = 'nobody'),
    '用户名与密码',
    'the password of its user',
  ],
  [
    'in which its user may make no tables',
    (url: URL) => {
      url.username = 'guest'
      url.pathname = '/theirs'
    },
    'ALTER DATABASE … OWNER TO',
    'ALTER DATABASE … OWNER TO',
  ],
])('a database %s', async (_, change, zh, en) => {
  expect(await refused(change)).toEqual({ zh: expect.stringContaining(zh), en: expect.stringContaining(en) })
})

test('what is about something else is left as it is', () => {
  expect(databaseFault(new Error('a mistake'))).toBeUndefined()
  expect(databaseFault(Object.assign(new Error('no file'), { code: 'ENOENT', path: '/x' }))).toBeUndefined()
})
