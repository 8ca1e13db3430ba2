// What ends a command is told in both languages, with what to do: by the real errors of a database and of a restore.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restore } from '@chuishao/adapters/backup'
import { openPostgres } from '@chuishao/adapters/pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorSentence } from './error-sentence.ts'
import { startPostgres, type TestPostgres } from './testing/adapters.ts'

let postgres: TestPostgres
let folder: string
beforeAll(async () => {
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  folder = await mkdtemp(join(tmpdir(), 'chuishao-sentences-'))
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

const endOf = (work: Promise<unknown>) => work.then(() => 'it went well', errorSentence)
const opening = (url: string) => endOf(openPostgres({ url, startTimeoutMs: 0 }))

it('a database that is away, is not there or does not let us in', async () => {
  const away = await opening('postgres://whistle@127.0.0.1:1/postgres')
  expect(away).toMatch(/数据库无法连接.*请确认其已启动.*\n.*cannot be reached.*address.*\n.*ECONNREFUSED 127/)
  const nowhere = await opening(postgres.url.replace(/postgres$/, 'nowhere'))
  expect(nowhere).toMatch(/没有这个数据库.*先创建.*\n.*no database of this name.*create it.*\n.*"nowhere"/)
  const stranger = await opening(postgres.url.replace('whistle@', 'stranger@'))
  expect(stranger).toMatch(/数据库拒绝登录.*\n.*name and the password.*\n.*"stranger"/)
})

it('a restore from what is no backup', async () => {
  await writeFile(join(folder, 'manifest.json'), '{')
  const at = '2026-03-02T01:00:00.000Z'
  const told = await endOf(restore({ from: folder, databases: [{ url: postgres.url }], at }))
  expect(told).toMatch(/未恢复.*不是完整的备份.*\n.*no whole backup.*Look at the folder/)
})

it('what nobody foresaw is its class and message, and no stack', () => {
  expect(errorSentence(new RangeError('too far'))).toBe('RangeError: too far')
  expect(errorSentence('thrown')).toBe('thrown')
})
