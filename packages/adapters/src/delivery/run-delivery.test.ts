import { Kysely, PGliteDialect } from 'kysely'
import { createPublicKey, verify } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { emptyTables } from '../postgres/testing/empty-tables.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import type { Endpoint } from './endpoint.ts'
import { deadLetters, disableEndpoint, enableEndpoint, endpointStates, replay } from './outbox/manage.ts'
import { newKeyPair, newSecret, readSigningKey } from './signing-keys.ts'
import { startReceiver, status, type Receiver } from './testing/receiver.ts'
import { startSender, type TestSender } from './testing/sender.ts'
import { secretOfResident, tenantId, ticketId, ticketsAt, ticketsOn } from './testing/tickets.ts'
import { webhookEndpoint, type WebhookEndpointOptions } from './webhook-endpoint.ts'

const minute = 60_000
const hour = 60 * minute
const ref = { tenantId, endpointId: 'city' }
const secret = newSecret()

let db: Kysely<Database>
let tickets: ReturnType<typeof ticketsOn>
let receiver: Receiver
let senders: TestSender[] = []

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
  for (const sender of senders) await sender.stop()
  for (const { errors } of senders) expect(errors).toEqual([])
  senders = []
  await receiver.close()
})

const cityEndpoint = (options: Partial<WebhookEndpointOptions> = {}): Endpoint =>
  webhookEndpoint({
    id: 'city',
    url: receiver.url,
    keys: [readSigningKey(secret)],
    from: 'beginning',
    allowHttp: true,
    allowNetworks: ['127.0.0.0/8'],
    ...options,
  })

function start(endpoints: Endpoint[], options: Parameters<typeof startSender>[2] = {}): TestSender {
  const sender = startSender(db, endpoints, options)
  senders.push(sender)
  return sender
}

const bodies = () => receiver.received.map(({ body }) => JSON.parse(body))
const ids = () => receiver.received.map(({ headers }) => headers['webhook-id'])

test('an event arrives as Standard Webhooks say, and the public library verifies it', async () => {
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  await sender.until(([it]) => it?.delivered === 1)

  const { headers, body } = receiver.received[0]!
  const sent = new Webhook(secret).verify(body, headers as Record<string, string>)
  expect(sent).toEqual({
    type: 'ticket.whistled',
    timestamp: ticketsAt,
    data: {
      tenantId,
      ticketId: ticketId(1),
      version: 1,
      position: 1,
      previousStatus: 'draft',
      actingUnitId: 'community-1',
      status: 'whistled',
      matterCode: 'parking',
      matterName: expect.any(String),
      category: expect.any(String),
      communityId: 'community-1',
      leadUnitId: expect.any(String),
      assistUnitIds: [],
      warning: 'none',
      supervised: false,
      suspended: false,
      designated: false,
      dueAt: '2026-03-02T03:00:00.000Z',
    },
  })
  expect(headers['content-type']).toBe('application/json')
  expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/)
  expect(() => new Webhook(newSecret()).verify(body, headers as Record<string, string>)).toThrow()
  expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow()
})

test('nothing that is sent tells of a resident', async () => {
  await tickets.whistle(1)
  const sender = start([cityEndpoint({ fields: ['address', 'excerpt'] })])
  await sender.until(([it]) => it?.delivered === 1)
  const { body } = receiver.received[0]!
  expect(body).toContain('说路被占了')
  for (const word of Object.values(secretOfResident)) expect(body).not.toContain(word)
})

test('while keys change, receivers with the old key and with the new one both verify', async () => {
  const next = newSecret()
  const pair = newKeyPair()
  await tickets.whistle(1)
  const sender = start([cityEndpoint({ keys: [next, secret, pair.secretKey].map(readSigningKey) })])
  await sender.until(([it]) => it?.delivered === 1)
  const { headers, body } = receiver.received[0]!
  for (const key of [secret, next])
    expect(new Webhook(key).verify(body, headers as Record<string, string>)).toMatchObject({
      type: 'ticket.whistled',
    })

  const [, , asymmetric = ''] = String(headers['webhook-signature']).split(' ')
  const open = Buffer.from(pair.publicKey.replace('whpk_', ''), 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: open }, format: 'jwk' })
  const content = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  expect(asymmetric).toMatch(/^v1a,/)
  expect(verify(null, content, key, Buffer.from(asymmetric.slice(4), 'base64'))).toBe(true)
})

test('a new endpoint hears what happens from now on, and an endpoint that was away all that happened', async () => {
  await tickets.whistle(1)
  const first = start([cityEndpoint({ from: 'now' })])
  await first.until(([it]) => it?.behind === 0)
  await first.stop()
  await tickets.whistle(2)
  await tickets.accept(2)
  const second = start([cityEndpoint({ from: 'now' })])
  await second.until(([it]) => it?.delivered === 2)
  expect(bodies().map(({ type, data }) => [type, data.ticketId])).toEqual([
    ['ticket.whistled', ticketId(2)],
    ['ticket.accepted', ticketId(2)],
  ])
})

test('endpoints hear of the events, tenants and units that they ask for, and never of drafts', async () => {
  await tickets.draft(1)
  await tickets.whistle(2)
  await tickets.accept(2)
  const sender = start([
    cityEndpoint({ id: 'all' }),
    cityEndpoint({ id: 'accepted', events: ['ticket.accepted', 'ticket.return.*'] }),
    cityEndpoint({ id: 'community', units: ['community-1'] }),
    cityEndpoint({ id: 'other-unit', units: ['department-9'] }),
    cityEndpoint({ id: 'other-tenant', tenants: ['150103'] }),
  ])
  const states = await sender.until(
    (all) => all.filter((it) => it.behind === 0 && it.pending === 0).length === 4,
  )
  expect(states.map((it) => [it.endpointId, it.delivered])).toEqual([
    ['accepted', 1],
    ['all', 2],
    ['community', 2],
    ['other-unit', 0],
  ])
})

test('a delivery that fails is tried by the suggested schedule under one id, then it is dead, and can be replayed', async () => {
  receiver.answer = status(500)
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  const waits = [
    0,
    5_000,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ]
  for (const [index, wait] of waits.entries()) {
    // The last quarter of a second belongs to the requests themselves, which take real time.
    sender.pass(Math.max(0, wait - 1_000))
    if (wait > 0) expect((await endpointStates(db))[0]).toMatchObject({ pending: 1 })
    expect(receiver.received).toHaveLength(index)
    sender.pass(1_000)
    await receiver.got(index + 1)
    await sender.until(
      ([it]) => it?.pending === 0 || (it?.oldestDueAt ?? '') > new Date(Date.now()).toISOString(),
    )
    while (sender.attempts.length < index + 1) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(new Set(ids()).size).toBe(1)
  expect(sender.attempts.map(({ attempt, dead }) => [attempt, dead])).toEqual(
    waits.map((_, index) => [index + 1, index === 9 ? 1 : 0]),
  )
  expect(await deadLetters(db, ref)).toMatchObject([
    { position: 1, ticketId: ticketId(1), type: 'ticket.whistled', attempts: 10, lastResult: 'http 500' },
  ])

  receiver.answer = status(204)
  const endpoint = cityEndpoint()
  expect(await replay(db, endpoint, tenantId, { dead: true }, new Date(0).toISOString())).toBe(1)
  await sender.until(([it]) => it?.delivered === 1)
  expect(await deadLetters(db, ref)).toEqual([])
  expect(new Set(ids()).size).toBe(1)
})

test('an operator lets one delivery be sent again, or all since a position or a moment', async () => {
  for (const n of [1, 2, 3]) await tickets.whistle(n)
  const endpoint = cityEndpoint()
  const sender = start([endpoint])
  await sender.until(([it]) => it?.delivered === 3)
  const again = (what: Parameters<typeof replay>[3]) => replay(db, endpoint, tenantId, what, ticketsAt)
  expect(await again({ position: 2 })).toBe(1)
  await receiver.got(4)
  expect(await again({ sincePosition: 2 })).toBe(2)
  await receiver.got(6)
  expect(await again({ since: ticketsAt })).toBe(3)
  await receiver.got(9)
  expect(await again({ since: '2026-03-02T01:00:00.001Z' })).toBe(0)
  expect(await again({ position: 4 })).toBe(0)
  await sender.until(([it]) => it?.delivered === 3)
  expect(new Set(ids()).size).toBe(3)
})

test('410 disables an endpoint and tells the operator; enabled again, it goes on where it stopped', async () => {
  receiver.answer = status(410)
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  const [stopped] = await sender.until(([it]) => it?.disabledFor === 'gone')
  expect(stopped).toMatchObject({ pending: 1, dead: 0 })
  while (sender.disabled.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(sender.disabled).toEqual([{ ...ref, host: receiver.url.host, reason: 'gone', result: 'http 410' }])
  await tickets.whistle(2)
  receiver.answer = status(204)
  sender.pass(hour)
  expect(receiver.received).toHaveLength(1)
  expect(await enableEndpoint(db, ref)).toBe(true)
  const [state] = await sender.until(([it]) => it?.delivered === 2)
  expect(state).not.toHaveProperty('disabledAt')
})

test('an operator disables an endpoint, and nothing is lost', async () => {
  const sender = start([cityEndpoint()])
  await sender.until(([it]) => it !== undefined)
  expect(await disableEndpoint(db, ref, ticketsAt)).toBe(true)
  await tickets.whistle(1)
  expect((await endpointStates(db))[0]).toMatchObject({ behind: 1, pending: 0, disabledFor: 'operator' })
  await enableEndpoint(db, ref)
  await sender.until(([it]) => it?.delivered === 1)
})

test('an endpoint that nothing reached for five days is disabled', async () => {
  receiver.answer = status(503)
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  await sender.until(([it]) => it?.failingSince !== undefined)
  sender.pass(5 * 24 * hour)
  await sender.until(([it]) => it?.disabledFor === 'failing')
  await sender.stop()
  expect(sender.disabled).toMatchObject([{ reason: 'failing', result: 'http 503' }])
})

test('one success ends the count of days', async () => {
  receiver.answer = (response, request, count) => status(count === 1 ? 500 : 204)(response, request, count)
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  await sender.until(([it]) => it?.failingSince !== undefined)
  sender.pass(6_000)
  const [state] = await sender.until(([it]) => it?.delivered === 1)
  expect(state).not.toHaveProperty('failingSince')
})

test('Retry-After holds the whole endpoint for as long as it says', async () => {
  receiver.answer = (response, request, count) =>
    status(count === 1 ? 429 : 204, count === 1 ? { 'retry-after': '600' } : {})(response, request, count)
  await tickets.whistle(1)
  const sender = start([cityEndpoint({ concurrency: 1 })])
  await sender.until(([it]) => it?.holdUntil !== undefined)
  await tickets.whistle(2)
  sender.pass(9 * minute)
  await sender.until(([it]) => it?.pending === 2)
  expect(receiver.received).toHaveLength(1)
  sender.pass(minute)
  await sender.until(([it]) => it?.delivered === 2)
})

test('an endpoint that hangs does not hold up another, and no more requests wait for it than it takes at a time', async () => {
  const hanging = await startReceiver(() => {})
  for (const n of [1, 2, 3, 4, 5]) await tickets.whistle(n)
  const sender = start([
    cityEndpoint({ id: 'hanging', url: hanging.url, concurrency: 2, timeoutMs: 60_000 }),
    cityEndpoint(),
  ])
  await sender.until((all) => all.some((it) => it.endpointId === 'city' && it.delivered === 5))
  await hanging.got(2)
  expect(hanging.received).toHaveLength(2)
  await sender.stop()
  await hanging.close()
})

test('what is cut when the sender stops is sent again by another once its lease is over', async () => {
  receiver.answer = () => {}
  await tickets.whistle(1)
  const first = start([cityEndpoint({ timeoutMs: 60_000 })], { drainMs: 10 })
  await receiver.got(1)
  await first.stop()
  receiver.answer = status(204)
  const second = start([cityEndpoint()])
  expect((await endpointStates(db))[0]).toMatchObject({ pending: 1, delivered: 0 })
  second.pass(76_000)
  await second.until(([it]) => it?.delivered === 1)
  expect(new Set(ids()).size).toBe(1)
})

test('two senders at once share the work and tell each event once', async () => {
  for (let n = 1; n <= 40; n += 1) await tickets.whistle(n)
  start([cityEndpoint()], { owner: 'one' })
  const second = start([cityEndpoint()], { owner: 'two' })
  await second.until(([it]) => it?.delivered === 40)
  expect(receiver.received).toHaveLength(40)
  expect(new Set(ids()).size).toBe(40)
  for (const { attempts } of senders) expect(attempts.length).toBeGreaterThan(0)
})

test('what was delivered is forgotten after a month', async () => {
  await tickets.whistle(1)
  const sender = start([cityEndpoint()])
  await sender.until(([it]) => it?.delivered === 1)
  sender.pass(31 * 24 * hour)
  await sender.until(([it]) => it?.delivered === 0)
  expect(receiver.received).toHaveLength(1)
})

test('two endpoints of one name are a mistake', async () => {
  await expect(start([cityEndpoint(), cityEndpoint()]).stop()).rejects.toThrow('two endpoints city')
  senders = []
})
