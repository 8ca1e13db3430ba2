/** On a real server, with two collectors that let nothing grow old, against people who whistle with the same photos. */
import { attachmentOf, createTicketService, type AttachmentStore } from '@chuishao/core/service'
import { testCity, testCityData } from '@chuishao/core/testing'
import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { memoryAttachments } from '../memory/index.ts'
import { openPostgres, type PostgresDatabase } from '../postgres/pg.ts'
import { startPostgres, type TestPostgres } from '../postgres/testing/start-postgres.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { sampleSession } from '../server/testing/sample-service.ts'

const rounds = 120

let server: TestPostgres
let instances: [PostgresDatabase, PostgresDatabase]

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: 'off' } })
  instances = [await openPostgres({ url: server.url }), await openPostgres({ url: server.url })]
}, 120_000)

afterAll(async () => {
  await Promise.all(instances.map(({ close }) => close()))
  await server.stop()
})

const serviceOn = ({ store }: PostgresDatabase, attachments: AttachmentStore, uploadsKeptMs?: number) =>
  createTicketService({
    store,
    attachments,
    cities: () => ({ index: testCity, data: testCityData }),
    clock: () => '2026-03-02T01:30:00.000Z',
    newSalt: randomSalt,
    ...(uploadsKeptMs !== undefined && { uploadsKeptMs }),
  })

test('a whistle either gets its photo or is told to upload it again; none is removed under a ticket', async () => {
  const inner = memoryAttachments()
  const attachments: AttachmentStore = {
    ...inner,
    async remove(tenantId, sha256) {
      // A disk takes its time, and people whistle meanwhile.
      await pause(Math.random() * 5)
      await inner.remove(tenantId, sha256)
    },
  }
  const [one, other] = instances
  const people = serviceOn(one, attachments)
  const collectors = [serviceOn(one, attachments, 0), serviceOn(other, attachments, 0)]
  const session = sampleSession('gridWorker')
  /** How long the last one took: collectors begin somewhere within it. */
  let whistleMs = 5
  const outcomes = { attached: 0, refused: 0, removed: 0 }

  const fewMet = () => outcomes.attached < 6 || outcomes.refused < 6
  for (let round = 0; round < rounds || (fewMet() && round < 20 * rounds); round += 1) {
    const ref = await people.upload(
      session,
      attachmentOf(new TextEncoder().encode(`photo ${round}`), 'image/jpeg'),
    )
    const id = freshTicketId()
    const draft = sampleDraft({ attachments: [ref] })
    const whistle = async () => {
      const begun = performance.now()
      const outcome = await people.execute(
        session,
        id,
        { type: 'WHISTLE', draft },
        { commandId: crypto.randomUUID(), ifVersion: 0 },
      )
      whistleMs = performance.now() - begun
      return outcome
    }
    const [outcome, ...collections] = await Promise.all([
      whistle(),
      ...collectors.map(async (collector) => {
        await pause(Math.random() * whistleMs)
        return collector.collectUploads()
      }),
    ])
    expect(collections.flatMap(({ failures }) => failures)).toEqual([])
    const removed = collections[0]!.removed + collections[1]!.removed
    outcomes.removed += removed
    if (outcome.ok) {
      outcomes.attached += 1
      expect(removed).toBe(0)
      expect(await people.download(sampleSession('dispatcher'), ref.sha256)).toBeDefined()
    } else {
      outcomes.refused += 1
      expect(outcome).toMatchObject({ rejection: { code: 'unknownAttachment' } })
      expect(await people.get(session, id)).toBeUndefined()
      // What the element does then.
      await people.upload(session, attachmentOf(new TextEncoder().encode(`photo ${round}`), 'image/jpeg'))
      expect(await whistle()).toMatchObject({ ok: true })
      expect(await people.download(sampleSession('dispatcher'), ref.sha256)).toBeDefined()
    }
  }

  // Else nobody met anybody.
  expect(fewMet()).toBe(false)
  const { rows } = await sql`
    select sha256 from whistle_photo_ticket join whistle_photo using (tenant_id, sha256)
    where free_since is not null`.execute(one.db)
  expect(rows).toEqual([])
}, 60_000)
