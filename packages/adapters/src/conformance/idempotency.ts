/** Group: a command identifier is used once. */
import { deepEqual, equal, ok } from 'node:assert/strict'
import { appended, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleInstant, sampleTenant, sampleTicketId } from './sample-ticket.ts'
import { slowRemoval } from './slow-removal.ts'

export function idempotency(test: StoreTest): void {
  test('a replay returns the first result, also after the ticket went on', async ({ store }) => {
    const first = sampleAppend({ commandId: 'tap-1' })
    await appended(store, first)
    await appended(store, sampleAppend({ expectedVersion: 1 }))
    deepEqual(await store.append(first), { ok: true, version: 1, position: 1, replayed: true })
    equal(await store.position(sampleTenant), 2)
  })

  test('a replay on another expected version is a replay still', async ({ store }) => {
    await appended(store, sampleAppend({ commandId: 'tap-1' }))
    const again = sampleAppend({ commandId: 'tap-1', expectedVersion: 1 })
    deepEqual(await store.append(again), { ok: true, version: 1, position: 1, replayed: true })
  })

  test('the same identifier with another fingerprint is refused', async ({ store }) => {
    await appended(store, sampleAppend({ commandId: 'tap-1', fingerprint: 'one' }))
    const other = sampleAppend({ commandId: 'tap-1', fingerprint: 'two', expectedVersion: 1 })
    deepEqual(await store.append(other), { ok: false, reason: 'commandReused' })
    equal(await store.position(sampleTenant), 1)
  })

  test('the same identifier on another ticket is refused', async ({ store }) => {
    await appended(store, sampleAppend({ commandId: 'tap-1' }))
    const other = sampleAppend({ commandId: 'tap-1', ticketId: sampleTicketId(2) })
    deepEqual(await store.append(other), { ok: false, reason: 'commandReused' })
    equal(await store.load(other.ref), undefined)
  })

  test('of two at once each is told what came of it, or that the other is under way', async ({ store }) => {
    const photo = { tenantId: sampleTenant, sha256: 'a'.repeat(64) }
    await store.noteUpload({ ...photo, personId: 'grid-0001', at: sampleInstant(0) })
    const removal = slowRemoval()
    const releasing = store.releasePhoto(photo, { before: sampleInstant(1) }, removal.remove)
    await removal.isUnderWay
    // Neither can go on while its photo is being removed.
    const request = { ...sampleAppend({ commandId: 'tap-1' }), photos: [photo.sha256] }
    const both = [store.append(request), store.append(request)]
    removal.finish()
    equal(await releasing, true)
    const told = (await Promise.all(both)).map((it) => (it.ok ? 'stored' : it.reason))
    ok(told.includes('photoMissing'))
    deepEqual(
      told.filter((it) => it !== 'photoMissing' && it !== 'commandInProgress'),
      [],
    )
    // Whatever they were told, the command is not used up.
    await appended(store, sampleAppend({ commandId: 'tap-1' }))
    equal(await store.position(sampleTenant), 1)
  })

  test('a command is found by its identifier', async ({ store }) => {
    const request = sampleAppend({ commandId: 'tap-1', fingerprint: 'one', events: 2 })
    equal(await store.command(sampleTenant, 'tap-1'), undefined)
    await appended(store, request)
    deepEqual(await store.command(sampleTenant, 'tap-1'), {
      ref: request.ref,
      fingerprint: 'one',
      version: 2,
      position: 2,
    })
  })

  test('a command that lost against a newer version may be sent again on that version', async ({ store }) => {
    await appended(store, sampleAppend({ commandId: 'tap-1' }))
    equal((await store.append(sampleAppend({ commandId: 'tap-2' }))).ok, false)
    deepEqual(await store.append(sampleAppend({ commandId: 'tap-2', expectedVersion: 1 })), {
      ok: true,
      version: 2,
      position: 2,
      replayed: false,
    })
  })
}
