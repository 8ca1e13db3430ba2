/** The real programs, missing and failing: an operator is told why, in both languages, and what to do. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { dumpPostgres, restorePostgres, withoutPassword } from './postgres-tools.ts'
import { toolFailed } from './tool-sentences.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'chuishao-tools-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

/** Nobody listens there. */
const nowhere = 'postgres://whistle:s3cret@127.0.0.1:1/city'

test.each([
  ['pg_dump', () => dumpPostgres(nowhere, join(folder, 'dump'))],
  ['pg_restore', () => restorePostgres(nowhere, join(folder, 'dump'))],
])('%s that is not installed', async (program, run) => {
  vi.stubEnv('PATH', folder)
  await expect(run()).rejects.toMatchObject({
    code: 'postgresToolFailed',
    sentence: {
      zh: expect.stringMatching(new RegExp(`无法运行 ${program}：.*postgresql-client`)),
      en: expect.stringMatching(new RegExp(`${program} cannot be run: .*postgresql-client`)),
    },
  })
})

test('pg_dump of a server that is away', async () => {
  const failed = dumpPostgres(nowhere, join(folder, 'dump'))
  await expect(failed).rejects.toMatchObject({
    sentence: {
      zh: expect.stringContaining('数据库无法连接或已断开'),
      en: expect.stringContaining('see that it runs'),
    },
  })
  await expect(failed).rejects.not.toThrow('s3cret')
})

test('pg_restore of what is no dump', async () => {
  await writeFile(join(folder, 'no-dump'), '张某某 13800000000')
  const failed = restorePostgres(nowhere, join(folder, 'no-dump'))
  await expect(failed).rejects.toMatchObject({
    sentence: {
      zh: expect.stringMatching(/请按其提示处理后重试。\npg_restore: error: input file/),
      en: expect.stringMatching(/then try again\.\npg_restore: error: input file/),
    },
  })
})

test('what they quote of a row is not passed on', () => {
  const said = `pg_restore: error: COPY failed for table "whistle_event": ERROR:  invalid input syntax for type json
DETAIL:  Token "张某某" is invalid.
CONTEXT:  JSON data, line 1: {"contact":{"phone":"13800000000"
COPY whistle_event, line 1, column event
`
  const { zh, en } = toolFailed('pg_restore', 1, said)
  expect(`${zh}${en}`).not.toMatch(/张某某|13800000000/)
  expect(en).toContain('COPY failed for table "whistle_event"')
})

test.each([
  [
    'server version: 16.1; pg_dump version: 15.8\npg_dump: error: aborting because of server version mismatch',
    '低于服务器',
  ],
  ['error: query failed: ERROR:  permission denied for table whistle_ticket', '权限不足'],
  [
    'error: connection to server at "db" failed: FATAL:  password authentication failed for user "x"',
    '核对用户名与密码',
  ],
  ['error: could not write to file "x": No space left on device', '磁盘空间不足'],
])('%s leads on', (said, next) => {
  expect(toolFailed('pg_dump', 1, `pg_dump: ${said}`).zh).toContain(next)
})

test('the password of a server never gets onto a command line', () => {
  expect(withoutPassword('postgres://whistle:s%40fe@db.example.cn:5432/city?sslmode=verify-full')).toEqual({
    target: 'postgres://whistle@db.example.cn:5432/city?sslmode=verify-full',
    password: 's@fe',
  })
  expect(withoutPassword('postgres://whistle@db.example.cn/city')).toEqual({
    target: 'postgres://whistle@db.example.cn/city',
  })
})
