/** What an operator sees of the real process: metrics that rise, readiness that follows the database, a log about nobody. */
import { createTicketService } from '@chuishao/core/service'
import { loadCity } from '@chuishao/adapters/city-files'
import { memoryAttachments } from '@chuishao/adapters/memory'
import { openPostgres } from '@chuishao/adapters/pg'
import { randomSalt } from '@chuishao/adapters/salt'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { commandSchemas, commandTypes } from '@chuishao/core/ticket'
import {
  startPostgres,
  startReceiver,
  status,
  type Receiver,
  type TestPostgres,
} from '../testing/adapters.ts'
import { send, whistle } from '../testing/ask.ts'
import { openReader } from '../testing/open-reader.ts'
import { readMetrics } from '../testing/read-metrics.ts'
import { alertRules } from '../testing/alert-rules.ts'
import type { RunningService } from '../testing/start-service.ts'
import { cityFiles, community, openTestCity, tenantId, type TestCity } from '../testing/test-city.ts'

const personal = ['王小明', '13912345678', '新华街 8 号', '楼道里的灯坏了']

let city: TestCity
let postgres: TestPostgres
let receiver: Receiver
let service: RunningService
let token: string

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  receiver = await startReceiver((response, request, count) =>
    status(count === 1 ? 500 : 410)(response, request, count),
  )
  token = await city.tokenFor('grid')
  await whistleLastMonth()
  const webhooks = {
    allowHttp: true,
    allowNetworks: ['127.0.0.0/8'],
    endpoints: [{ id: 'one', kind: 'webhook', url: receiver.url.href, keys: [{ env: 'WEBHOOK_KEY' }] }],
  }
  const rollup = { url: postgres.url, cityTenant: tenantId }
  const config = city.config({ url: postgres.url }, { webhooks, rollup, deadlines: { pollSeconds: 1 } })
  const env = { WEBHOOK_KEY: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }
  service = await city.start(config, { env })
})
afterAll(async () => {
  await city.close()
  await receiver.close()
  await postgres.stop()
})

/** A ticket whose deadlines are over when the service starts. */
async function whistleLastMonth(): Promise<void> {
  const { store, close } = await openPostgres({ url: postgres.url })
  const loaded = await loadCity({ id: tenantId, ...cityFiles })
  const past = createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: () => loaded,
    clock: () => '2026-09-01T02:00:00.000Z',
    newSalt: randomSalt,
  })
  const actor = { personId: 'grid-1', name: '网格员', unitId: community, roles: ['gridWorker' as const] }
  const { ticketId, key, command } = whistle()
  const outcome = await past.execute({ tenantId, actor }, ticketId, command, { commandId: key, ifVersion: 0 })
  expect(outcome.ok).toBe(true)
  await close()
}

const samples = async () => readMetrics(await (await fetch(`${service.admin}/metrics`)).text())

/** The sum of the samples of a metric that have these labels. */
async function metric(name: string, labels: Record<string, string> = {}): Promise<number> {
  const found = (await samples()).filter(
    (it) => it.name === name && Object.entries(labels).every(([key, value]) => it.labels[key] === value),
  )
  return found.reduce((sum, { value }) => sum + value, 0)
}

const ready = async () => (await fetch(`${service.admin}/readyz`)).status
const soon = { timeout: 10_000, interval: 50 }

it('counters rise with commands, rejections, photos, deadlines and webhooks', async () => {
  const order = whistle(personal.join(' '))
  expect((await send(service.url, token, order)).status).toBe(201)
  await send(service.url, token, order)
  await send(service.url, token, {
    ...order,
    key: crypto.randomUUID(),
    version: 1,
    command: { type: 'ACCEPT' },
  })
  expect(await metric('whistle_commands_total', { command: 'WHISTLE', outcome: 'done' })).toBe(1)
  expect(await metric('whistle_commands_total', { command: 'WHISTLE', outcome: 'replayed' })).toBe(1)
  expect(await metric('whistle_commands_total', { command: 'ACCEPT', outcome: 'done' })).toBe(0)
  expect(await metric('whistle_commands_total', { command: 'ACCEPT' })).toBe(1)

  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const uploaded = await fetch(`${service.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'image/jpeg' },
    body: new Uint8Array(photo),
  })
  expect(uploaded.status).toBe(201)
  expect(await metric('whistle_attachment_bytes_total')).toBeGreaterThan(100)

  await expect.poll(() => metric('whistle_deadlines_reached_total'), soon).toBeGreaterThan(0)
  await expect
    .poll(() => metric('whistle_delivery_attempts_total', { endpoint: 'one', outcome: 'failed' }), soon)
    .toBeGreaterThan(0)
})

it('no caller adds a label: unknown routes, methods, commands and outcomes go under one word', async () => {
  const fromCalls = /^whistle_(http_request|commands)/
  const series = async () =>
    (await samples())
      .filter(({ name }) => fromCalls.test(name))
      .map(({ name, labels }) => JSON.stringify([name, labels]))
  await fetch(`${service.url}/first`)
  await send(service.url, token, { ...whistle(), command: { type: 'first' } })
  const before = await series()
  expect(before.length).toBeGreaterThan(2)
  for (const word of personal) {
    await fetch(`${service.url}/${encodeURIComponent(word)}`)
    await send(service.url, token, { ...whistle(), command: { type: word } })
  }
  expect(await series()).toEqual(before)
})

it('metrics and readiness are on the admin port only', async () => {
  for (const path of ['/metrics', '/readyz', '/livez']) {
    expect((await fetch(service.admin + path)).status).toBe(200)
    expect((await fetch(service.url + path)).status).toBe(404)
  }
  expect((await fetch(`${service.admin}/api/v1/me`)).status).toBe(404)
})

it('every metric of the alert rules is there', async () => {
  const known = new Set((await samples()).map(({ name }) => name))
  const { names, alerts } = alertRules()
  expect(alerts.length).toBeGreaterThan(4)
  expect(names.filter((name) => !known.has(name))).toEqual([])
})

it('it says that it takes no photos while there is too little room for them, and is ready for all else', async () => {
  const admin = { port: 0, minFreeMegabytes: 10_000_000 }
  const full = await city.start(city.config({ url: postgres.url }, { admin }))
  const answer = await fetch(`${full.admin}/readyz`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ ready: true, checks: { serving: 'ok', photos: 'no' } })
  expect(await (await fetch(`${full.admin}/metrics`)).text()).toContain('whistle_attachments_writable 0')
  await full.stop()
})

it('it says so where no photo can be written', async () => {
  const photos = join(city.folder, 'lost-photos')
  const other = await city.start(city.config({ url: postgres.url }, { attachments: { directory: photos } }))
  const photosTaken = async () => (await (await fetch(`${other.admin}/readyz`)).json()).checks.photos
  expect(await photosTaken()).toBe('ok')
  expect(await readdir(join(photos, '.unfinished'))).toEqual([])
  await rm(photos, { recursive: true })
  await writeFile(photos, '')
  expect(await photosTaken()).toBe('no')
  await other.stop()
})

it('it is not ready while the database is away, and again when it is back; no line is about anybody', async () => {
  const reader = await openReader(service.url, await city.tokenFor('dispatcher'))
  const said = personal.join(' ')
  // Whatever a command asks for is there, so that each gets as far as its text.
  const everything = {
    ...{ text: said, reason: said, explanation: said, message: said, instruction: said, note: said },
    ...{
      task: said,
      plan: said,
      comment: said,
      draft: { description: said, contact: { name: personal[0] } },
    },
    ...{ reasonCode: 'notOurDuty', toUnitId: 'dispatch', unitId: 'dispatch', suggestedUnitId: 'dispatch' },
    ...{ by: { amount: 1, unit: 'day' }, outcome: 'resolved', cause: 'unsolved', rater: 'citizen' },
    ...{ excluded: false, level: 1, solved: false, tags: [], reviewAt: '2026-12-01T00:00:00.000Z' },
  }
  const order = whistle(personal.join(' '))
  await send(service.url, token, order)
  const sayAll = async () => {
    for (const type of commandTypes) {
      const asked = Object.entries({ ...everything, type }).filter(
        ([name]) => name in commandSchemas[type].shape,
      )
      const command = { ...Object.fromEntries(asked), type }
      await send(service.url, token, { ...order, key: crypto.randomUUID(), version: 1, command })
    }
  }
  await sayAll()
  expect(await ready()).toBe(200)
  await postgres.kill()
  expect((await send(service.url, token, whistle(personal.join(' ')))).status).toBe(503)
  await sayAll()
  expect(await ready()).toBe(503)
  await postgres.start()
  await expect.poll(ready, soon).toBe(200)
  await expect
    .poll(async () => (await send(service.url, token, whistle(personal.join(' ')))).status, soon)
    .toBe(201)
  reader.close()

  const output = service.output.join('\n')
  expect(service.log().some(({ level, error }) => level === 50 && error !== undefined)).toBe(true)
  expect(service.log().some(({ msg, ok }) => msg === 'delivery' && ok === false)).toBe(true)
  // The receiver says that it is gone: somebody has to look at that.
  expect(service.log().some(({ level, msg }) => level === 40 && msg.includes('endpoint disabled'))).toBe(true)
  for (const word of [...personal, order.ticketId, '网格员', '调度员']) expect(output).not.toContain(word)
})
