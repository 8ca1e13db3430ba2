/** Tickets whose events there are to tell of, made by the service itself. */
import type { TicketStore } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { dueTicketId, serviceOn } from '../../deadlines/testing/due-city.ts'

export const tenantId = '150102'
export const ticketsAt = '2026-03-02T01:00:00.000Z'
export const ticketId = dueTicketId

/** A telephone number and a name that nobody outside may read. */
export const secretOfResident = { name: '张三丰', phone: '13812345678' }

export function ticketsOn(store: TicketStore, clock = () => ticketsAt) {
  const service = serviceOn(store, clock)
  const run = async (n: number, person: keyof typeof people, command: object, ifVersion: number) => {
    const outcome = await service.execute({ tenantId, actor: people[person] }, ticketId(n), command, {
      commandId: `${ticketId(n)}:${ifVersion}`,
      ifVersion,
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  return {
    service,
    /** Whistles ticket n: position by position in the feed, as one calls it. */
    whistle: (n: number) =>
      run(
        n,
        'gridWorker',
        {
          type: 'WHISTLE',
          draft: {
            matterCode: 'parking',
            description: `${secretOfResident.name} 说路被占了，电话 ${secretOfResident.phone}`,
            contact: secretOfResident,
            location: { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' },
          },
        },
        0,
      ),
    accept: (n: number) => run(n, 'cityManagement', { type: 'ACCEPT' }, 1),
    draft: (n: number) => run(n, 'gridWorker', { type: 'EDIT', draft: { matterCode: 'parking' } }, 0),
    return: (n: number) =>
      run(
        n,
        'cityManagement',
        { type: 'RETURN', reasonCode: 'notOurs', explanation: '不属于本单位', suggestedUnitId: 'police' },
        1,
      ),
    supervise: (n: number, ifVersion: number) =>
      run(n, 'dispatcher', { type: 'SUPERVISE', instruction: '今天办结' }, ifVersion),
  }
}
