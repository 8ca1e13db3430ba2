/** Appends through the store, as fast as so many callers at once can: each takes a ticket, and waits for its result. */
import type { AppendRequest, TicketStore } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import { benchTenant, benchTicketId } from '../city/seed-tickets.ts'

export interface LoadOptions {
  callers: number
  tenants: number
  /** Tickets `from` … `to - 1` of each tenant are used; two callers never work on the same one. */
  from: number
  to: number
  seconds: number
}

/** Runs `command` on one ticket after the other; answers commands per second. */
export async function perSecond(
  { callers, tenants, from, to, seconds }: LoadOptions,
  command: (tenantId: string, ticketId: string) => Promise<unknown>,
): Promise<number> {
  const started = performance.now()
  const end = started + seconds * 1000
  let done = 0
  const call = async (caller: number) => {
    for (let n = from + caller; performance.now() < end; n += callers) {
      const step = n - from
      const slot = from + (Math.floor(step / tenants) % (to - from))
      await command(benchTenant(step % tenants), benchTicketId(slot))
      done += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  return (done / (performance.now() - started)) * 1000
}

/** What the service hands to the store for one more comment, on a ticket that only this process writes. */
export function appendsTo(store: TicketStore, model: AppendRequest) {
  const tickets = new Map<string, number>()
  return async (tenantId: string, ticketId: string) => {
    const key = `${tenantId} ${ticketId}`
    const stored = tickets.get(key) ?? (await store.load({ tenantId, ticketId }))?.ticket.version ?? 0
    const version = stored + 1
    const ticket: Ticket = { ...model.ticket, id: ticketId, version }
    const result = await store.append({
      ...model,
      ref: { tenantId, ticketId },
      expectedVersion: stored,
      commandId: crypto.randomUUID(),
      ticket,
      summary: { ...model.summary, ticketId, version },
      events: model.events.map((event) => ({ ...event, ticketId, version })),
    })
    if (!result.ok) throw new Error(`not appended: ${result.reason}`)
    tickets.set(key, version)
  }
}
