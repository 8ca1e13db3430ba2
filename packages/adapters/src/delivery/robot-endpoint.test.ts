// The answers are those of the makers' documents: work.weixin.qq.com/api/doc/90000/90136/91770,
// open.dingtalk.com/document/orgapp/custom-robot-access, open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.
import { Kysely, PGliteDialect } from 'kysely'
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { emptyTables } from '../postgres/testing/empty-tables.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import { robotEndpoint, type RobotEndpointOptions } from './robot-endpoint.ts'
import { startReceiver, type Answering, type Receiver } from './testing/receiver.ts'
import { startSender, type TestSender } from './testing/sender.ts'
import { secretOfResident, ticketId, ticketsOn } from './testing/tickets.ts'

let db: Kysely<Database>
let tickets: ReturnType<typeof ticketsOn>
let receiver: Receiver
let sender: TestSender | undefined

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
}, 60_000)
afterAll(() => db.destroy())
beforeEach(async () => {
  await emptyTables(db)
  tickets = ticketsOn(postgresStore(db))
  receiver = await startReceiver()
})
afterEach(async () => {
  await sender?.stop()
  sender = undefined
  await receiver.close()
})

const saying =
  (body: object): Answering =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const robot = (kind: RobotEndpointOptions['kind'], more: Partial<RobotEndpointOptions> = {}) =>
  robotEndpoint({
    id: 'group',
    kind,
    url: receiver.url,
    from: 'beginning',
    allowHttp: true,
    allowNetworks: ['127.0.0.0/8'],
    ticketPage: 'https://portal.example/tickets/{ticketId}',
    unitName: (_tenant, unit) => (unit === 'city-management' ? '城管局' : undefined),
    ...more,
  })

const sent = () => receiver.received.map(({ body }) => JSON.parse(body))

test('WeCom gets markdown in Chinese with a link, and nothing of the resident', async () => {
  receiver.answer = saying({ errcode: 0, errmsg: 'ok' })
  await tickets.whistle(1)
  receiver.url.search = '?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
  sender = startSender(db, [robot('wecom')])
  await sender.until(([it]) => it?.delivered === 1)
  const [{ path, body } = { path: '', body: '' }] = receiver.received
  expect(path).toBe('/hook?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa')
  const { msgtype, markdown } = JSON.parse(body)
  expect(msgtype).toBe('markdown')
  expect(markdown.content).toMatch(/^### 【吹哨】新吹哨：/)
  expect(markdown.content).toContain('> 主办：城管局')
  expect(markdown.content).toContain('> 期限：3月2日 11:00')
  expect(markdown.content).toContain(`[查看工单](https://portal.example/tickets/${ticketId(1)})`)
  for (const word of Object.values(secretOfResident)) expect(body).not.toContain(word)
  expect(sender.attempts).toMatchObject([{ kind: 'wecom', result: 'errcode 0 ok' }])
})

test('DingTalk gets milliseconds and a signature in the query', async () => {
  receiver.answer = saying({ errcode: 0, errmsg: 'ok' })
  const at = Date.parse('2026-03-02T01:00:00.000Z')
  receiver.url.search = '?access_token=abc'
  const endpoint = robot('dingtalk', { secret: 'SEC-of-the-robot' })
  expect(await endpoint.sendTest({ at })).toEqual({ ok: true, result: 'errcode 0 ok' })
  const query = new URL(receiver.received[0]!.path, 'http://localhost').searchParams
  const sign = createHmac('sha256', 'SEC-of-the-robot').update(`${at}\nSEC-of-the-robot`).digest('base64')
  expect(Object.fromEntries(query)).toEqual({ access_token: 'abc', timestamp: String(at), sign })
  expect(sent()[0]).toMatchObject({ msgtype: 'markdown', markdown: { title: '【吹哨】测试消息' } })
})

test('Feishu gets seconds and a signature in the body, over nothing, with timestamp and secret as the key', async () => {
  receiver.answer = saying({ code: 0, msg: 'success', data: {} })
  const at = Date.parse('2026-03-02T01:00:00.500Z')
  expect(await robot('feishu', { secret: 'of-the-robot' }).sendTest({ at })).toMatchObject({ ok: true })
  const timestamp = String(Math.floor(at / 1000))
  const sign = createHmac('sha256', `${timestamp}\nof-the-robot`).digest('base64')
  expect(sent()[0]).toMatchObject({ timestamp, sign, msg_type: 'post' })

  await tickets.whistle(1)
  sender = startSender(db, [robot('feishu')])
  await sender.until(([it]) => it?.delivered === 1)
  const { title, content } = sent()[1].content.post.zh_cn
  expect(title).toMatch(/^【吹哨】新吹哨：/)
  expect(content.at(-1)).toEqual([
    { tag: 'a', text: '查看工单', href: `https://portal.example/tickets/${ticketId(1)}` },
  ])
})

test.each([
  ['wecom', { errcode: 93000, errmsg: 'invalid webhook url' }, 'errcode 93000 invalid webhook url'],
  ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, 'errcode 310000 sign not match'],
  ['feishu', { code: 19024, msg: 'Key Words Not Found' }, 'errcode 19024 Key Words Not Found'],
  ['wecom', { hello: 'world' }, 'http 200'],
] as const)('%s answers 200 and %j, which is a failure', async (kind, body, result) => {
  receiver.answer = saying(body)
  expect(await robot(kind).sendTest({ at: 0 })).toEqual({ ok: false, result })
})

test.each([
  ['wecom', { errcode: 45009, errmsg: 'api freq out of limit' }, 60_000],
  ['dingtalk', { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }, 600_000],
  ['feishu', { code: 11232, msg: 'frequency limited' }, 60_000],
] as const)(
  '%s was told too much: it is left alone for a while, then told again',
  async (kind, body, holdMs) => {
    receiver.answer = (response, request, count) =>
      saying(count === 1 ? body : { errcode: 0, code: 0 })(response, request, count)
    await tickets.whistle(1)
    sender = startSender(db, [robot(kind)])
    await sender.until(([it]) => it?.failingSince !== undefined)
    sender.pass(holdMs - 5_000)
    await sender.until(([it]) => it?.pending === 1)
    expect(receiver.received).toHaveLength(1)
    sender.pass(5_000)
    await sender.until(([it]) => it?.delivered === 1)
  },
)

test('a burst goes out as a few messages of several events, at the pace that the robot takes', async () => {
  receiver.answer = saying({ errcode: 0, errmsg: 'ok' })
  for (let n = 1; n <= 12; n += 1) await tickets.whistle(n)
  sender = startSender(db, [robot('wecom', { perMinute: 20 })])
  for (const count of [1, 2, 3]) {
    await receiver.got(count)
    await sender.until(([it]) => it?.delivered === Math.min(count * 5, 12))
    expect(receiver.received).toHaveLength(count)
    sender.pass(3_000)
  }
  expect(sent()[0].markdown.content).toMatch(/^### 【吹哨】工单动态 5 条/)
  for (const { markdown } of sent()) expect(Buffer.byteLength(markdown.content)).toBeLessThan(4_096)
})

test('a group hears of whistles, warnings, returns and supervision, and of nothing else unless asked', async () => {
  receiver.answer = saying({ errcode: 0, errmsg: 'ok' })
  await tickets.whistle(1)
  await tickets.accept(1)
  await tickets.whistle(2)
  await tickets.return(2)
  await tickets.supervise(1, 2)
  sender = startSender(db, [robot('wecom', { perMinute: 6_000 })])
  await sender.until(([it]) => it?.delivered === 4)
  const all = sent()
    .map(({ markdown }) => markdown.content)
    .join('\n')
  for (const word of ['新吹哨', '已退单', '督办']) expect(all).toContain(word)
  expect(all).not.toContain('已签收')
})

test('what a city calls its matters formats nothing', async () => {
  receiver.answer = saying({ errcode: 0, errmsg: 'ok' })
  const keyword = '吹哨](https://evil.example) **大家好**'
  await robot('wecom', { keyword }).sendTest({ at: 0 })
  expect(sent()[0].markdown.content).not.toMatch(/\]\(https:\/\/evil|\*\*大家好/)
})
