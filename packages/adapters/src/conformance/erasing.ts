/** Group: a resident's data is erased with all that was made of it, and the history stays as it was hashed. */
import { erasedFingerprint, type EraseRequest } from '@chuishao/core/service'
import type { Personal, TicketEvent } from '@chuishao/core/ticket'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { appended, collect, type StoreTest } from './fresh-store.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'

const ref = { tenantId: sampleTenant, ticketId: sampleTicketId(1) }
const personal: Personal = {
  salt: '5a'.repeat(16),
  contact: { name: '某居民', phone: '13800000000' },
  citizenId: 'citizen-1',
  description: '家里漏水，电话13800000000',
}

/** A ticket of two versions whose first event, list lines and state know the resident. */
function known() {
  const request = sampleAppend({ events: 2, summary: { citizenId: 'citizen-1', excerpt: '家里漏水' } })
  const [first, ...others] = request.events
  const { draft } = request.ticket
  return {
    ...request,
    ticket: {
      ...request.ticket,
      draft: { ...draft, contact: { phone: '13800000000' }, citizenId: 'citizen-1' },
    },
    events: [...(first ? [{ ...first, personal }] : []), ...others],
  }
}

/** What the service would ask for next. */
function erasure(more: Partial<EraseRequest> = {}): EraseRequest {
  const request = sampleAppend({ expectedVersion: 2, commandId: 'erase-1', text: '应居民要求' })
  const lines = [1, 2, 3].map((version) => ({ ...request.summary, version }))
  const events: TicketEvent[] = request.events.map((event) => ({ ...event, kind: 'personalErased' }))
  return { ...request, events, lines, ...more }
}

const withoutPersonal = ({ personal: _, ...event }: TicketEvent): TicketEvent => event

export function erasing(test: StoreTest): void {
  test('an erasure takes personal data out of every event and leaves the rest of it alone', async ({
    store,
  }) => {
    const before = known()
    const request = erasure()
    await appended(store, before)
    deepEqual(await store.erase(request), { ok: true, version: 3, position: 3, replayed: false })
    const left = [...before.events.map(withoutPersonal), ...request.events]
    deepEqual((await store.history(ref)).items, left)
    deepEqual(await collect(store.events(sampleTenant)), left)
    deepEqual(await store.load(ref), { ticket: request.ticket })
  })

  test('nothing that the store hands out afterwards knows the resident', async ({ store }) => {
    await appended(store, known())
    await store.erase(erasure())
    const abort = new AbortController()
    const handed: unknown[] = [await store.load(ref), await store.history(ref)]
    for await (const item of store.feed(sampleTenant, { after: 0, signal: abort.signal })) {
      handed.push(item)
      if (item.position === 3) abort.abort()
    }
    handed.push(await store.query({ tenantId: sampleTenant }))
    ok(!/某居民|13800000000|citizen-1|家里漏水/.test(JSON.stringify(handed)), JSON.stringify(handed))
    deepEqual((await store.query({ tenantId: sampleTenant, text: '家里' })).items, [])
    deepEqual(
      (await store.query({ tenantId: sampleTenant, visibility: { citizenId: 'citizen-1' } })).items,
      [],
    )
  })

  test('the fingerprints of its commands are gone, and each still answers with its first result', async ({
    store,
  }) => {
    const before = known()
    await appended(store, before)
    await store.erase(erasure())
    equal((await store.command(sampleTenant, before.commandId))?.fingerprint, erasedFingerprint)
    deepEqual(await store.append(before), { ok: true, version: 2, position: 2, replayed: true })
    deepEqual(await store.erase(erasure()), { ok: true, version: 3, position: 3, replayed: true })
    ok((await store.command(sampleTenant, 'erase-1'))?.fingerprint !== erasedFingerprint)
  })

  test('an erasure of a version that is past takes nothing out', async ({ store }) => {
    const before = known()
    await appended(store, before)
    await appended(store, sampleAppend({ expectedVersion: 2 }))
    deepEqual(await store.erase(erasure()), { ok: false, reason: 'versionConflict', currentVersion: 3 })
    deepEqual((await store.history(ref)).items[0]?.personal, personal)
  })

  test('other tickets, and the same ticket of another tenant, keep what they have', async ({ store }) => {
    const before = known()
    const neighbour = { ...before, ref: { ...ref, tenantId: '150102' } }
    const other = sampleAppend({ ticketId: sampleTicketId(2) })
    for (const request of [before, neighbour, other]) await appended(store, request)
    await store.erase(erasure())
    deepEqual((await store.history(neighbour.ref)).items, neighbour.events)
    deepEqual((await store.history(other.ref)).items, other.events)
    equal((await store.command(sampleTenant, other.commandId))?.fingerprint, other.fingerprint)
    equal((await store.command('150102', before.commandId))?.fingerprint, before.fingerprint)
  })

  test('a request that brings personal data back, or has not a line for each version, is an error', async ({
    store,
  }) => {
    await appended(store, known())
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
