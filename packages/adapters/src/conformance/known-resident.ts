/** A ticket whose every part knows its resident, and the erasure that the service would ask for next. */
import type { AppendRequest, EraseRequest, FeedItem, TicketStore } from '@chuishao/core/service'
import type { Personal, TicketEvent } from '@chuishao/core/ticket'
import { appended } from './fresh-store.ts'
import { sampleAppend, sampleTenant, sampleTicketId } from './sample-ticket.ts'

export const ref = { tenantId: sampleTenant, ticketId: sampleTicketId(1) }

export const personal: Personal = {
  salt: '5a'.repeat(16),
  contact: { name: '某居民', phone: '13800000000' },
  citizenId: 'citizen-1',
  description: '家里漏水，电话13800000000',
}

/** What knows the resident has some of this in it. */
const resident = /某居民|13800000000|citizen-1|家里漏水/

/** Versions that the ticket of `knownResident` has. */
export const knownVersions = 3

/** Two commands and three events; each event, list line and state knows the resident. */
export function knownResident(): [AppendRequest, AppendRequest] {
  const summary = { citizenId: 'citizen-1', excerpt: '家里漏水' }
  return [
    withResident(sampleAppend({ events: 2, summary })),
    withResident(sampleAppend({ expectedVersion: 2, summary })),
  ]
}

const withResident = (request: AppendRequest): AppendRequest => ({
  ...request,
  ticket: {
    ...request.ticket,
    draft: { ...request.ticket.draft, contact: { phone: '13800000000' }, citizenId: 'citizen-1' },
  },
  events: request.events.map((event) => ({ ...event, personal })),
})

export function erasure(more: Partial<EraseRequest> = {}): EraseRequest {
  const expectedVersion = knownVersions
  const request = sampleAppend({ expectedVersion, commandId: 'erase-1', text: '应居民要求' })
  const lines = [1, 2, 3, 4].map((version) => ({ ...request.summary, version }))
  const events: TicketEvent[] = request.events.map((event) => ({ ...event, kind: 'personalErased' }))
  return { ...request, events, lines, ...more }
}

export async function givenKnownResident(store: TicketStore): Promise<[AppendRequest, AppendRequest]> {
  const requests = knownResident()
  for (const request of requests) await appended(store, request)
  return requests
}

/** What a store hands out of the ticket and of its tenant's feed, in so far as it knows the resident. */
export async function knowing(store: TicketStore): Promise<unknown[]> {
  const abort = new AbortController()
  const items: FeedItem[] = []
  const last = await store.position(sampleTenant)
  for await (const item of store.feed(sampleTenant, { after: 0, signal: abort.signal })) {
    items.push(item)
    if (item.position === last) abort.abort()
  }
  const { items: events } = await store.history(ref)
  const { items: lines } = await store.query({ tenantId: sampleTenant })
  const handed = [await store.load(ref), ...events, ...lines, ...items]
  return handed.filter((it) => resident.test(JSON.stringify(it)))
}
