/** A service on any store with tickets whose deadlines one can let run out, and what their histories then say. */
import { createTicketService, type TicketService, type TicketStore } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { systemActor, type Instant } from '@chuishao/core/ticket'
import { memoryAttachments } from '../../memory/index.ts'
import { randomSalt } from '../../salt/random-salt.ts'

export const dueTenants = ['150102', '150103']

export const dueTicketId = (n: number) => `01970000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** When the tickets are whistled. Their accept limit is two hours, the warning half an hour before. */
export const whistledAt = '2026-03-02T01:00:00.000Z'
export const allDue = '2026-03-02T03:00:00.000Z'

export const serviceOn = (
  store: TicketStore,
  clock: () => Instant,
  city = () => ({ index: testCity, data: testCityData }),
): TicketService =>
  createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: (tenantId) => (dueTenants.includes(tenantId) ? city() : undefined),
    clock,
    newSalt: randomSalt,
  })

/** Whistles `count` tickets, by turns in each tenant; answers where they are. */
export async function whistleMany(service: TicketService, count: number) {
  const refs = Array.from({ length: count }, (_, n) => ({
    tenantId: dueTenants[n % dueTenants.length] ?? '',
    ticketId: dueTicketId(n),
  }))
  for (const { tenantId, ticketId } of refs) {
    const command = {
      type: 'WHISTLE',
      draft: {
        matterCode: 'parking',
        location: { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' },
      },
    }
    const outcome = await service.execute({ tenantId, actor: people.gridWorker }, ticketId, command, {
      commandId: `whistle-${ticketId}`,
      ifVersion: 0,
    })
    if (!outcome.ok) throw new Error('not whistled')
  }
  return refs
}

/** The kinds of the deadlines that took effect, by ticket, as the histories have them. */
export async function effectsOf(service: TicketService, refs: { tenantId: string; ticketId: string }[]) {
  const histories = refs.map(async ({ tenantId, ticketId }) => {
    const events = await service.history(
      { tenantId, actor: { ...systemActor, roles: ['dispatcher'] } },
      ticketId,
    )
    return (events ?? []).flatMap(({ command }) =>
      command.type === 'DEADLINE_REACHED' ? [command.kind] : [],
    )
  })
  return Promise.all(histories)
}
