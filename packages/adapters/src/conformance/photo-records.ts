/** Group: who uploaded a photo, which tickets have it, and that none is removed which somebody needs. */
import type { EraseRequest, TicketStore } from '@chuishao/core/service'
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from './sample-ticket.ts'
import { slowRemoval } from './slow-removal.ts'

const digests = ['a', 'b', 'c'].map((it) => it.repeat(64)) as [string, string, string]
const [lamp, pipe, bench] = digests
const tenantId = sampleTenant
const photo = (sha256: string) => ({ tenantId, sha256 })
const ticket = (n: number) => ({ tenantId, ticketId: sampleTicketId(n) })

const uploaded = (store: TicketStore, sha256: string, minutes: number, personId = 'grid-0001') =>
  store.noteUpload({ tenantId, sha256, personId, at: sampleInstant(minutes) })

/** The n-th ticket, whistled with these photos. */
const withPhotos = (n: number, ...photos: string[]) => ({
  ...sampleAppend({ ticketId: sampleTicketId(n) }),
  photos,
})

const unneeded = async (store: TicketStore, minutes: number) =>
  (await store.unneededPhotos({ before: sampleInstant(minutes), limit: 10 })).map((it) => it.sha256)

/** An erasure of the n-th ticket, of one version, that takes photos. */
function erasure(n: number, ...erasedPhotos: string[]): EraseRequest {
  const request = sampleAppend({ ticketId: sampleTicketId(n), expectedVersion: 1 })
  return { ...request, lines: [1, 2].map((version) => ({ ...request.summary, version })), erasedPhotos }
}

export function photoRecords(test: StoreTest): void {
  test('an upload is on record for the person who made it, the latest of several', async ({ store }) => {
    await uploaded(store, lamp, 1)
    await uploaded(store, lamp, 3)
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), sampleInstant(3))
    equal(await store.uploadedAt(photo(lamp), 'grid-0002'), undefined)
    equal(await store.uploadedAt(photo(pipe), 'grid-0001'), undefined)
    equal(await store.uploadedAt({ tenantId: '150102', sha256: lamp }, 'grid-0001'), undefined)
  })

  test('a ticket has the photos that its events attached, and is found by them', async ({ store }) => {
    for (const sha256 of digests) await uploaded(store, sha256, 0)
    const first = withPhotos(1, pipe, lamp, lamp)
    const second = withPhotos(2, lamp)
    for (const request of [first, second]) await appended(store, request)
    const more = { ...sampleAppend({ expectedVersion: 1 }), photos: [bench] }
    await appended(store, more)
    deepEqual(await store.photosOf(ticket(1)), digests)
    deepEqual(await store.photosOf(ticket(2)), [lamp])
    deepEqual(await store.photosOf(ticket(3)), [])
    deepEqual(await store.photosOf({ ...ticket(1), tenantId: '150102' }), [])
    deepEqual((await store.query({ tenantId, photo: bench })).items, [more.summary])
    const both = (await store.query({ tenantId, photo: lamp })).items.map((it) => it.ticketId)
    deepEqual(both.toSorted(), [sampleTicketId(1), sampleTicketId(2)])
    deepEqual((await store.query({ tenantId: '150102', photo: lamp })).items, [])
    deepEqual((await store.query({ tenantId, photo: lamp, visibility: { unitIds: ['water'] } })).items, [])
  })

  test('a photo that is not on record is refused, and nothing of the append is stored', async ({ store }) => {
    await uploaded(store, lamp, 0)
    const request = withPhotos(1, lamp, pipe)
    deepEqual(await store.append(request), { ok: false, reason: 'photoMissing' })
    equal(await store.load(request.ref), undefined)
    equal(await store.position(tenantId), 0)
    deepEqual(await unneeded(store, 0), [lamp])
    const elsewhere = sampleAppend({ tenantId: '150102' })
    deepEqual(await store.append({ ...elsewhere, photos: [lamp] }), { ok: false, reason: 'photoMissing' })
    await uploaded(store, pipe, 0)
    await appended(store, request)
  })

  test('a repeat returns the first result also where a photo of it is gone since', async ({ store }) => {
    await uploaded(store, lamp, 0)
    const request = withPhotos(1, lamp)
    await appended(store, request)
    await store.erase(erasure(1, lamp))
    await store.releasePhoto(photo(lamp), {}, async () => {})
    deepEqual(await store.append(request), { ok: true, version: 1, position: 1, replayed: true })
    deepEqual(await store.photosOf(ticket(1)), [])
  })

  test('what nobody uploaded lately and no ticket has is unneeded, in order and page by page', async ({
    store,
  }) => {
    await uploaded(store, bench, 1)
    await uploaded(store, pipe, 2)
    await uploaded(store, lamp, 3)
    await store.noteUpload({ ...photo(bench), tenantId: '150102', personId: 'p', at: sampleInstant(1) })
    deepEqual(await unneeded(store, 0), [])
    deepEqual(await store.unneededPhotos({ before: sampleInstant(2), limit: 2 }), [
      { tenantId, sha256: pipe },
      { tenantId, sha256: bench },
    ])
    deepEqual(
      await store.unneededPhotos({ before: sampleInstant(2), limit: 2, after: { tenantId, sha256: bench } }),
      [{ tenantId: '150102', sha256: bench }],
    )
    await uploaded(store, pipe, 9, 'grid-0002')
    deepEqual(await unneeded(store, 3), [lamp, bench, bench])
    await appended(store, withPhotos(1, lamp))
    deepEqual(await unneeded(store, 3), [bench, bench])
    await uploaded(store, lamp, 4)
    deepEqual(await unneeded(store, 9), [pipe, bench, bench])
  })

  test('a photo is released once, with everything that is known of it', async ({ store }) => {
    await uploaded(store, lamp, 1)
    let removed = 0
    const remove = async () => {
      removed += 1
    }
    const release = (before: string) => store.releasePhoto(photo(lamp), { before }, remove)
    deepEqual([await release(sampleInstant(0)), removed], [false, 0])
    deepEqual([await release(sampleInstant(1)), removed], [true, 1])
    deepEqual([await release(sampleInstant(1)), removed], [false, 1])
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), undefined)
    deepEqual(await unneeded(store, 9), [])
    deepEqual(await store.append(withPhotos(1, lamp)), { ok: false, reason: 'photoMissing' })
  })

  test('a photo that a ticket has is not released', async ({ store }) => {
    await uploaded(store, lamp, 0)
    await appended(store, withPhotos(1, lamp))
    const remove = () => Promise.reject(new Error('it was removed'))
    equal(await store.releasePhoto(photo(lamp), { before: sampleInstant(9) }, remove), false)
    equal(await store.releasePhoto(photo(lamp), {}, remove), false)
  })

  test('where its bytes cannot be removed, a photo stays on record', async ({ store }) => {
    await uploaded(store, lamp, 0)
    const broken = new Error('the disk does not answer')
    const release = store.releasePhoto(photo(lamp), { before: sampleInstant(0) }, () =>
      Promise.reject(broken),
    )
    await rejects(release, broken)
    deepEqual(await unneeded(store, 0), [lamp])
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), sampleInstant(0))
  })

  test('an erasure takes a photo from its ticket, and its bytes may go where no other has it', async ({
    store,
  }) => {
    for (const sha256 of [lamp, pipe]) await uploaded(store, sha256, 5)
    for (const request of [withPhotos(1, lamp, pipe), withPhotos(2, lamp)]) await appended(store, request)
    await store.erase(erasure(1, lamp, pipe))
    deepEqual(await store.photosOf(ticket(1)), [])
    deepEqual(await store.photosOf(ticket(2)), [lamp])
    equal(await store.uploadedAt(photo(pipe), 'grid-0001'), undefined)
    deepEqual(await unneeded(store, 0), [pipe])
    equal(await store.releasePhoto(photo(lamp), {}, async () => {}), false)
    await uploaded(store, pipe, 6)
    equal(await store.releasePhoto(photo(pipe), {}, async () => {}), false)
    await store.erase(erasure(2, lamp))
    equal(await store.releasePhoto(photo(lamp), {}, async () => {}), true)
  })

  test('while a photo is removed nobody gets it onto a ticket, and an upload of it waits', async ({
    store,
  }) => {
    await uploaded(store, lamp, 0)
    const { remove, isUnderWay, finish } = slowRemoval()
    const release = store.releasePhoto(photo(lamp), { before: sampleInstant(0) }, remove)
    await isUnderWay
    let isNoted = false
    const again = uploaded(store, lamp, 1).then(() => (isNoted = true))
    const attached = store.append(withPhotos(1, lamp))
    await new Promise<void>((resolve) => setTimeout(resolve, 20))
    equal(isNoted, false)
    finish()
    equal(await release, true)
    await again
    const result = await attached
    // It came before the new upload or after it; either way the ticket's photo is there.
    if (!result.ok) deepEqual(result, { ok: false, reason: 'photoMissing' })
    equal(await store.uploadedAt(photo(lamp), 'grid-0001'), sampleInstant(1))
    equal((await store.photosOf(ticket(1))).length, result.ok ? 1 : 0)
  })
}
