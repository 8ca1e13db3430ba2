/** Group: a resident's data is erased with all that was made of it, and the history stays as it was hashed. */
import { erasedFingerprint, type EraseRequest } from '@chuishao/core/service'
import type { TicketEvent } from '@chuishao/core/ticket'
import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { appended, collect, type StoreTest } from './fresh-store.ts'
import { erasure, givenKnownResident, knowing, knownVersions, personal, ref } from './known-resident.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'

const withoutPersonal = ({ personal: _, ...event }: TicketEvent): TicketEvent => event

export function erasing(test: StoreTest): void {
  test('an erasure takes personal data out of every event and leaves the rest of it alone', async ({
    store,
  }) => {
    const before = await givenKnownResident(store)
    const request = erasure()
    deepEqual(await store.erase(request), { ok: true, version: 4, position: 4, replayed: false })
    const left = [...before.flatMap(({ events }) => events.map(withoutPersonal)), ...request.events]
    deepEqual((await store.history(ref)).items, left)
    deepEqual(await collect(store.events(sampleTenant)), left)
    deepEqual(await store.load(ref), { ticket: request.ticket })
  })

  test('nothing that the store hands out afterwards knows the resident', async ({ store }) => {
    await givenKnownResident(store)
    notEqual((await knowing(store)).length, 0)
    await store.erase(erasure())
    deepEqual(await knowing(store), [])
    deepEqual((await store.query({ tenantId: sampleTenant, text: '家里' })).items, [])
    deepEqual(
      (await store.query({ tenantId: sampleTenant, visibility: { citizenId: 'citizen-1' } })).items,
      [],
    )
  })

  test('the fingerprints of its commands are gone, and each still answers with its first result', async ({
    store,
  }) => {
    const [first, second] = await givenKnownResident(store)
    await store.erase(erasure())
    for (const { commandId } of [first, second])
      equal((await store.command(sampleTenant, commandId))?.fingerprint, erasedFingerprint)
    deepEqual(await store.append(first), { ok: true, version: 2, position: 2, replayed: true })
    deepEqual(await store.append(second), { ok: true, version: 3, position: 3, replayed: true })
    deepEqual(await store.erase(erasure()), { ok: true, version: 4, position: 4, replayed: true })
    ok((await store.command(sampleTenant, 'erase-1'))?.fingerprint !== erasedFingerprint)
  })

  test('an erasure of a version that is past takes nothing out', async ({ store }) => {
    await givenKnownResident(store)
    await appended(store, sampleAppend({ expectedVersion: knownVersions }))
    deepEqual(await store.erase(erasure()), { ok: false, reason: 'versionConflict', currentVersion: 4 })
    deepEqual((await store.history(ref)).items[0]?.personal, personal)
  })

  test('other tickets, and the same ticket of another tenant, keep what they have', async ({ store }) => {
    const [before] = await givenKnownResident(store)
    const neighbour = { ...before, ref: { ...ref, tenantId: '150102' } }
    const other = sampleAppend({ ticketId: sampleTicketId(2) })
    for (const request of [neighbour, other]) await appended(store, request)
    await store.erase(erasure())
    deepEqual((await store.history(neighbour.ref)).items, neighbour.events)
    deepEqual((await store.history(other.ref)).items, other.events)
    equal((await store.command(sampleTenant, other.commandId))?.fingerprint, other.fingerprint)
    equal((await store.command('150102', before.commandId))?.fingerprint, before.fingerprint)
  })

  test('a request that brings personal data back, or has not a line for each version, is an error', async ({
    store,
  }) => {
    await givenKnownResident(store)
    const request = erasure()
    const [line] = request.lines
    const wrong: EraseRequest[] = [
      erasure({ events: request.events.map((event) => ({ ...event, personal })) }),
      erasure({ lines: request.lines.slice(1) }),
      erasure({ lines: request.lines.map((it) => ({ ...(line ?? it), citizenId: 'citizen-1' })) }),
      erasure({ ticket: { ...request.ticket, draft: { citizenId: 'citizen-1' } } }),
    ]
    for (const each of wrong) await rejects(store.erase(each), { code: 'invalidAppend' })
    deepEqual((await store.history(ref)).items[0]?.personal, personal)
  })
}
