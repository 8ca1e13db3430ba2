/** Group: what a durable store still knows after it was closed and opened again, and what it still does not. */
import { erasedFingerprint, type TicketStore } from '@chuishao/core/service'
import { deepEqual, equal } from 'node:assert/strict'
import { appended, collect, type StoreTest, type StoreUnderTest } from './fresh-store.ts'
import { erasure, givenKnownResident, knowing, ref } from './known-resident.ts'
import { sampleAppend, sampleInstant, sampleTenant } from './sample-ticket.ts'
import { sampleLook } from './sample-look.ts'

async function reopened({ reopen }: StoreUnderTest): Promise<TicketStore> {
  if (!reopen) throw new Error('a store that says it is durable has to offer `reopen` to this suite')
  return reopen()
}

const minute = 60_000
const [lamp, pipe] = ['a'.repeat(64), 'b'.repeat(64)] as const
const photo = (sha256: string) => ({ tenantId: sampleTenant, sha256 })
const uploaded = (store: TicketStore, sha256: string) =>
  store.noteUpload({ ...photo(sha256), personId: 'grid-0001', at: sampleInstant(0) })
const unneeded = async (store: TicketStore) =>
  (await store.unneededPhotos({ before: sampleInstant(0), limit: 10 })).map(({ sha256 }) => sha256)

export function restart(test: StoreTest): void {
  test('everything is still there', async (under) => {
    const first = sampleAppend({ events: 2 })
    const second = sampleAppend({
      expectedVersion: 2,
      deadlines: [{ kind: 'accept', dueAt: sampleInstant(1) }],
    })
    await appended(under.store, first)
    await appended(under.store, second)

    const store = await reopened(under)
    deepEqual(await store.load(first.ref), { ticket: second.ticket })
    deepEqual((await store.history(first.ref)).items, [...first.events, ...second.events])
    deepEqual((await store.query({ tenantId: sampleTenant })).items, [second.summary])
    equal((await collect(store.events(sampleTenant))).length, 3)
    equal(await store.position(sampleTenant), 3)
    equal((await store.claimDue({ now: sampleInstant(1), limit: 1, leaseMs: 1, owner: 'a' })).length, 1)
  })

  test('versions, positions and commands go on where they were', async (under) => {
    await appended(under.store, sampleAppend())
    const store = await reopened(under)
    deepEqual(await store.append(sampleAppend()), { ok: true, version: 1, position: 1, replayed: true })
    deepEqual(await store.append(sampleAppend({ expectedVersion: 1 })), {
      ok: true,
      version: 2,
      position: 2,
      replayed: false,
    })
  })

  test('a feed keeps its secret', async (under) => {
    const secret = await under.store.feedSecret(sampleTenant)
    equal(await (await reopened(under)).feedSecret(sampleTenant), secret)
  })

  test('what was erased does not come back', async (under) => {
    await uploaded(under.store, lamp)
    const [first] = await givenKnownResident(under.store)
    const withPhoto = sampleAppend({ expectedVersion: 3, summary: { citizenId: 'citizen-1' } })
    await appended(under.store, { ...withPhoto, photos: [lamp] })
    const { summary, ticket, events } = sampleAppend({ expectedVersion: 4, commandId: 'erase-1' })
    const lines = [1, 2, 3, 4, 5].map((version) => ({ ...summary, version }))
    await under.store.erase(
      erasure({ expectedVersion: 4, summary, ticket, events, lines, erasedPhotos: [lamp] }),
    )

    const store = await reopened(under)
    deepEqual(await knowing(store), [])
    deepEqual(
      (await store.query({ tenantId: sampleTenant, visibility: { citizenId: 'citizen-1' } })).items,
      [],
    )
    equal((await store.command(sampleTenant, first.commandId))?.fingerprint, erasedFingerprint)
    deepEqual(await store.photosOf(ref), [])
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), undefined)
    equal(await store.releasePhoto(photo(lamp), {}, async () => {}), true)
  })

  test('who looked at personal data is on record, and the same look is not recorded again', async (under) => {
    await appended(under.store, sampleAppend())
    const [look, again] = [sampleLook('a', 0), sampleLook('b', 1)]
    equal(await under.store.logView(sampleTenant, look, { withinMs: 10 * minute }), true)
    const store = await reopened(under)
    deepEqual(await store.views(ref), { items: [look] })
    equal(await store.logView(sampleTenant, again, { withinMs: 10 * minute }), false)
  })

  test('a claimed deadline is left alone until its lease ends', async (under) => {
    await appended(under.store, sampleAppend({ deadlines: [{ kind: 'accept', dueAt: sampleInstant(1) }] }))
    const claimed = async (store: TicketStore, minutes: number) =>
      (await store.claimDue({ now: sampleInstant(minutes), limit: 9, leaseMs: 5 * minute, owner: 'a' }))
        .length
    equal(await claimed(under.store, 1), 1)
    const store = await reopened(under)
    equal(await claimed(store, 5), 0)
    equal(await claimed(store, 6), 1)
  })

  test('uploads, and the photos that a ticket has, are on record', async (under) => {
    for (const sha256 of [lamp, pipe]) await uploaded(under.store, sha256)
    const request = { ...sampleAppend(), photos: [pipe] }
    await appended(under.store, request)
    const store = await reopened(under)
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), sampleInstant(0))
    deepEqual(await store.photosOf(ref), [pipe])
    deepEqual((await store.query({ tenantId: sampleTenant, photo: pipe })).items, [request.summary])
    deepEqual(await unneeded(store), [lamp])
    await appended(store, { ...sampleAppend({ expectedVersion: 1 }), photos: [lamp] })
  })

  test('a photo that was released is off the record', async (under) => {
    for (const sha256 of [lamp, pipe]) await uploaded(under.store, sha256)
    const release = under.store.releasePhoto(photo(lamp), { before: sampleInstant(0) }, async () => {})
    equal(await release, true)
    const store = await reopened(under)
    deepEqual(await unneeded(store), [pipe])
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), undefined)
    const request = { ...sampleAppend(), photos: [lamp] }
    deepEqual(await store.append(request), { ok: false, reason: 'photoMissing' })
  })
}
