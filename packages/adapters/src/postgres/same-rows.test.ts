import { PGlite } from '@electric-sql/pglite'
import { createTicketService, summarize, type AppendRequest } from '@chuishao/core/service'
import { people, testCity, testCityData, type TestPerson } from '@chuishao/core/testing'
import type { Command } from '@chuishao/core/ticket'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { memoryAttachments } from '../memory/memory-attachments.ts'
import { randomSalt } from '../salt/random-salt.ts'
import type { Database } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { postgresStore } from './postgres-store.ts'

const tenantId = '150102'
const ticketId = '0198c0de-0000-7000-8000-000000000001'
const minute = 60_000

const location = { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: 'community-1' } as const
/** What happens, by whom, and whether the ticket's parties and deadlines are those of before. */
const story: [TestPerson, Command, boolean][] = [
  [
    'gridWorker',
    { type: 'WHISTLE', draft: { matterCode: 'lamp', description: '路灯不亮', location } },
    false,
  ],
  ['dispatcher', { type: 'COMMENT', text: '请尽快' }, true],
  ['cityManagement', { type: 'ACCEPT' }, false],
  ['cityManagement', { type: 'REPORT_PROGRESS', text: '已派人' }, true],
  ['cityManagement', { type: 'ADD_ASSIST', unitId: 'water', task: '停水' }, false],
  ['gridWorker', { type: 'URGE', message: '还没修' }, true],
  ['water', { type: 'ASSIST_DONE', text: '已停水' }, true],
  ['cityManagement', { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已修好' }, false],
  ['secretary', { type: 'CONFIRM_RESULT' }, false],
]

test('parties and deadlines are what the ticket says after every command, written or left as they are', async () => {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) })
  await migrateDatabase(db)
  const store = postgresStore(db)
  const asked: AppendRequest[] = []
  let now = Date.parse('2026-03-02T01:00:00.000Z')
  const service = createTicketService({
    store: { ...store, append: (request) => (asked.push(request), store.append(request)) },
    attachments: memoryAttachments(),
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => new Date((now += minute)).toISOString(),
    newSalt: randomSalt,
  })
  const rows = async () => ({
    parties: (await db.selectFrom('whistle_party').select('unit_id').orderBy('unit_id').execute()).map(
      (row) => row.unit_id,
    ),
    deadlines: await db
      .selectFrom('whistle_deadline')
      .select(['kind', 'due_at as dueAt'])
      .orderBy('kind')
      .execute(),
    events: (await store.history({ tenantId, ticketId })).items.length,
    position: await store.position(tenantId),
    command: (await db.selectFrom('whistle_command').select('command_id').execute()).length,
  })

  for (const [version, [person, command]] of story.entries()) {
    const options = { commandId: `c-${version}`, ifVersion: version }
    const outcome = await service.execute({ tenantId, actor: people[person] }, ticketId, command, options)
    expect(outcome).toMatchObject({ ok: true, version: version + 1, replayed: false })
    const ticket = (await store.load({ tenantId, ticketId }))?.ticket
    if (ticket === undefined) throw new Error('not stored')
    expect(await rows()).toEqual({
      parties: summarize(ticket).partyUnitIds.toSorted(),
      deadlines: Object.values(ticket.clocks)
        .map(({ kind, dueAt }) => ({ kind, dueAt }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      events: version + 1,
      position: version + 1,
      command: version + 1,
    })
    const list = await store.query({ tenantId })
    expect(list.items).toEqual([summarize(ticket)])
  }
  expect(asked.map(({ sameRows }) => sameRows)).toEqual(story.map(([, , same]) => same))
  await db.destroy()
})
