import type { AppendRequest } from '@chuishao/core/service'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from '../../conformance/sample-ticket.ts'
import type { Database } from '../database.ts'
import { migrateDatabase } from '../migrate.ts'
import { postgresStore } from '../postgres-store.ts'
import { newPglite } from '../testing/new-pglite.ts'
import { photos } from './0003-photos.ts'

let db: Kysely<Database>

beforeAll(async () => {
  db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: newPglite }) })
  await migrateDatabase(db)
}, 60_000)

afterAll(() => db.destroy())

const digests = ['a', 'b', 'c'].map((it) => it.repeat(64)) as [string, string, string]
const [kept, erased, shared] = digests
const tenantId = sampleTenant
const ref = (n: number) => ({ tenantId, ticketId: sampleTicketId(n) })

/** A comment with photos on the n-th ticket; `\u0000` is what a person may have pasted. */
const comment = (n: number, attached: string[]): AppendRequest => {
  const request = sampleAppend({ ticketId: sampleTicketId(n), text: 'pasted \u0000' })
  const attachments = attached.map((sha256) => ({ sha256, mediaType: 'image/jpeg' as const, bytes: 1 }))
  const events = request.events.map((event) => ({
    ...event,
    command: { type: 'COMMENT' as const, text: 'pasted \u0000', attachments },
  }))
  return { ...request, events, photos: attached }
}

test('a database from before is filled from its events, without what was erased since', async () => {
  const store = postgresStore(db)
  for (const sha256 of digests)
    await store.noteUpload({ tenantId, sha256, personId: 'p', at: sampleInstant(0) })
  expect(await store.append(comment(1, digests))).toMatchObject({ ok: true })
  expect(await store.append(comment(2, [shared]))).toMatchObject({ ok: true })
  const request = sampleAppend({ ticketId: sampleTicketId(1), expectedVersion: 1 })
  const erasedPhotos = [erased, shared]
  const events = request.events.map((event) => ({ ...event, facts: { erased: { photos: erasedPhotos } } }))
  const lines = [1, 2].map((version) => ({ ...request.summary, version }))
  expect(await store.erase({ ...request, events, lines, erasedPhotos })).toMatchObject({ ok: true })

  // As it was before there were these tables.
  for (const table of ['whistle_photo_upload', 'whistle_photo_ticket', 'whistle_photo'] as const)
    await db.deleteFrom(table).execute()
  await photos.up(db)

  expect(await store.photosOf(ref(1))).toEqual([kept])
  expect(await store.photosOf(ref(2))).toEqual([shared])
  // Its bytes may still be there: whoever erased it may have been interrupted.
  expect(await store.unneededPhotos({ before: sampleInstant(0), limit: 9 })).toEqual([
    { tenantId, sha256: erased },
  ])
  await photos.up(db)
  expect(await store.photosOf(ref(1))).toEqual([kept])
})
