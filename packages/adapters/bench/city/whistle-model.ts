/** The ticket whose rows all others are made of: one that the service itself has whistled. */
import type { TicketService } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'

export const modelTicketId = '01970000-0000-7000-9000-000000000000'

const whistle = {
  type: 'WHISTLE',
  draft: {
    matterCode: 'lamp',
    description: '小区门口的路灯不亮，已经持续三天，夜间老人和孩子出行不便，请尽快安排检修。',
    location: {
      crs: 'gcj02',
      lng: 111.67,
      lat: 40.82,
      communityId: 'community-1',
      address: '新华大街1号院',
    },
  },
}

export async function whistleModel(service: TicketService, tenantId: string): Promise<void> {
  const session = { tenantId, actor: people.gridWorker }
  const made = await service.execute(session, modelTicketId, whistle, { commandId: 'model', ifVersion: 0 })
  if (!made.ok) throw new Error(`not whistled: ${JSON.stringify(made)}`)
}

/** SQL: a JSON column of the model as it is for the ticket whose identifier `id` is. */
export const ofModel = (column: string, id: string) =>
  `replace(${column}::text, '${modelTicketId}', ${id}::text)::json`
