/** An operator erases residents: shows first, then does it, by ticket, by resident, by age; the audit finds all whole. */
import { attachmentOf, createTicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditDatabase } from '../audit/audit-database.ts'
import { photoCheck } from '../audit/check-photo.ts'
import { dueTicketId } from '../deadlines/testing/due-city.ts'
import { memoryAttachments } from '../memory/index.ts'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { eraseTickets } from './erase-tickets.ts'
import type { ErasureSelection } from './find-erasable.ts'

const tenantId = '150102'
const [one = '', two = '', three = ''] = [1, 2, 3].map(dueTicketId)
let now: string
let db: Kysely<Database>
let city: ReturnType<typeof openCity>

const openCity = () => {
  const store = postgresStore(db)
  const attachments = memoryAttachments()
  const service = createTicketService({
    store,
    attachments,
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => now,
    newSalt: randomSalt,
  })
  return { store, attachments, service }
}

const worker = { tenantId, actor: people.gridWorker }

async function whistle(ticketId: string, phone: string, photo?: Uint8Array) {
  const attachments = photo ? [await city.service.upload(worker, attachmentOf(photo, 'image/jpeg'))] : []
  const location = { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' }
  const contact = { name: '张某某', phone }
  const draft = { matterCode: 'parking', description: '楼下乱停车', location, contact, attachments }
  const command = { type: 'WHISTLE', draft }
  const outcome = await city.service.execute(worker, ticketId, command, { commandId: ticketId, ifVersion: 0 })
  expect(outcome).toMatchObject({ ok: true })
  return attachments[0]?.sha256 ?? ''
}

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
}, 60_000)

beforeEach(async () => {
  now = '2026-03-02T01:00:00.000Z'
  await sql`truncate whistle_ticket, whistle_feed, whistle_photo cascade`.execute(db)
  city = openCity()
})

afterAll(() => db.destroy())

const erase = (selection: ErasureSelection, confirm = true) =>
  eraseTickets({
    db,
    ...city,
    tenantId,
    selection,
    reason: '应居民要求',
    operator: 'archivist-1',
    confirm,
  })

const stored = async () => JSON.stringify(await db.selectFrom('whistle_event').selectAll().execute())
const audit = () =>
  auditDatabase({
    db,
    at: now,
    checkPhoto: photoCheck(city.attachments, { bytes: true }),
  })

test('what would go is shown first, without the data itself, and nothing goes', async () => {
  const sha256 = await whistle(one, '13800000001', new Uint8Array([1, 2, 3]))
  const before = await stored()
  const report = await erase({ ticketId: one }, false)
  expect(report).toMatchObject({
    dryRun: true,
    tickets: [
      {
        ticketId: one,
        result: 'wouldErase',
        events: 1,
        fields: ['contact', 'description'],
        photos: [sha256],
      },
    ],
  })
  expect(JSON.stringify(report)).not.toMatch(/13800000001|张某某|乱停车/)
  expect(await stored()).toBe(before)
})

test('a resident goes from all their tickets and from no other, photos too, and the history still verifies', async () => {
  const photo = await whistle(one, '138 0000 0001', new Uint8Array([1, 2, 3]))
  await whistle(two, '+86 138-0000-0001')
  await whistle(three, '13800000002')
  const report = await erase({ phone: '0086 138 0000 0001' })
  expect(report.tickets.map(({ ticketId, result }) => [ticketId, result])).toEqual([
    [one, 'erased'],
    [two, 'erased'],
  ])
  expect(await stored()).not.toMatch(/138[ -]?0000[ -]?0001/)
  expect(await stored()).toContain('13800000002')
  expect(await city.attachments.find(tenantId, photo)).toBeUndefined()
  expect(await audit()).toMatchObject({ ok: true, total: 0 })
  const history = await city.service.history({ tenantId, actor: people.supervisor }, one)
  expect(history?.at(-1)).toMatchObject({ kind: 'personalErased', actor: { personId: 'archivist-1' } })
})

test('by age, only what is over and old goes; repeated, nothing is left to do', async () => {
  for (const [ticketId, at] of [
    [one, '2026-03-02'],
    [two, '2026-03-02'],
    [three, '2026-05-02'],
  ] as const) {
    now = `${at}T01:00:00.000Z`
    await whistle(ticketId, '13800000001')
    if (ticketId === two) continue
    const command = { type: 'WITHDRAW', reason: '已解决' }
    await city.service.execute(worker, ticketId, command, { commandId: `w-${ticketId}`, ifVersion: 1 })
  }
  const old: ErasureSelection = { endedBefore: '2026-04-01T00:00:00.000Z' }
  expect((await erase(old)).tickets.map(({ ticketId }) => ticketId)).toEqual([one])
  expect((await erase(old)).tickets).toEqual([])
  expect(await audit()).toMatchObject({ ok: true })
})

test('who erases must have a name that a history can hold', async () => {
  await expect(
    eraseTickets({ db, ...city, tenantId, selection: { ticketId: one }, reason: '到期', operator: ' ' }),
  ).rejects.toMatchObject({ code: 'invalidOperator' })
})

test.each([true, false])(
  'a reason that a history may not hold is refused for what it is: confirm %s',
  async (confirm) => {
    await whistle(one, '13912345678')
    const before = await stored()
    const erasing = eraseTickets({
      ...{ db, ...city, tenantId, selection: { ticketId: one }, operator: 'archivist-1', confirm },
      reason: '13912345678 的机主要求',
    })
    await expect(erasing).rejects.toMatchObject({
      code: 'invalidReason',
      message: '不得含有电话、证件号等个人信息 / must hold no phone or identity number',
    })
    expect(await stored()).toBe(before)
  },
)
