/** What version 1 stored is walked by the audit of today: whole as it lay there, and found where somebody was at it. */
import { createTicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { goldenRows } from '@chuishao/core/testing/golden'
import { Kysely, PGliteDialect, sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryAttachments } from '../memory/memory-attachments.ts'
import type { Database } from '../postgres/database.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { versionOneRows, writeAsVersionOne } from '../postgres/testing/write-version-one.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { auditDatabase } from './audit-database.ts'
import { newPglite } from '../postgres/testing/new-pglite.ts'
import { keepAside, withoutConstraints } from './testing/small-city.ts'

const { now: at, tenantId } = goldenRows[1]
const events = versionOneRows.reduce((sum, it) => sum + it.events.length, 0)
const { ticketId } = versionOneRows.find(({ line }) => line.status === 'evaluated')?.line ?? { ticketId: '' }
const ours = sql`tenant_id = ${tenantId} and ticket_id = ${ticketId}`

const anotherTime = sql`update whistle_event set event = jsonb_set(event::jsonb, '{at}', '"2026-03-01T00:00:00.000Z"')::json where ${ours} and version = 5`

let db: Kysely<Database>
let putBack: () => Promise<void>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await writeAsVersionOne(db)
  await migrateDatabase(db)
  putBack = await keepAside(db)
}, 60_000)

afterAll(() => db.destroy())

const audited = async () => {
  const { breaks } = await auditDatabase({ db, at, page: 4 })
  return breaks.map(
    (it) => `${it.ticketId === ticketId ? 'ours' : (it.ticketId ?? '')} ${it.rule} ${it.version ?? ''}`,
  )
}

async function auditedAfter(change: RawBuilder<unknown>): Promise<string[]> {
  await withoutConstraints(db, async (tx) => void (await change.execute(tx)))
  try {
    return await audited()
  } finally {
    await putBack()
  }
}

describe('rows of version 1', () => {
  test('are whole: every ticket, every event', async () => {
    expect(
      versionOneRows.flatMap((it) => it.events).filter((it) => Object.hasOwn(Object(it), 'schemaVersion')),
    ).toEqual([])
    expect(await auditDatabase({ db, at, page: 4 })).toMatchObject({
      breaks: [],
      ok: true,
      tenants: [{ tenantId, tickets: versionOneRows.length, events, position: events }],
    })
  })

  test.each([
    ['an event with another time', anotherTime, ['ours chain 5']],
    [
      'an event of version 1 that passes for one of today',
      sql`update whistle_event set event = jsonb_set(event::jsonb, '{schemaVersion}', '2')::json where ${ours} and version = 9`,
      ['ours chain 9'],
    ],
    [
      'an event that is gone from the middle',
      sql`delete from whistle_event where ${ours} and version = 7`,
      ['ours versions 7', ' positions '],
    ],
    [
      'a state that the history does not make',
      sql`update whistle_ticket set state = jsonb_set(state::jsonb, '{status}', '"closed"')::json where ${ours}`,
      ['ours fold '],
    ],
    [
      'personal data that is gone without an erasure',
      sql`update whistle_event set event = (event::jsonb - 'personal')::json where ${ours} and version = 2`,
      ['ours personal 2'],
    ],
  ])('%s is found, and at its place', async (_, change, found) => {
    expect(await auditedAfter(change)).toEqual(found)
  })

  test('are whole together with what today adds to the same chain, and with an erasure after them', async () => {
    const service = createTicketService({
      store: postgresStore(db),
      attachments: memoryAttachments(),
      cities: () => ({ index: testCity, data: testCityData }),
      clock: () => new Date(Date.parse(at) + 60_000).toISOString(),
      newSalt: randomSalt,
    })
    const session = { tenantId, actor: people.supervisor }
    const version = (await service.get(session, ticketId))?.ticket.version ?? 0
    const erased = await service.erasePersonal(
      session,
      ticketId,
      { reason: '应居民要求', description: '井盖破损' },
      { commandId: 'erase', ifVersion: version },
    )
    expect(erased).toMatchObject({ ok: true, version: version + 1 })
    expect(await audited()).toEqual([])
    expect(await auditedAfter(anotherTime)).toEqual(['ours chain 5'])
  })
})
