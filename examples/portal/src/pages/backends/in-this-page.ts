/** The whole service within the page: store, rules and photos in memory, nothing asked of any server. */
import { localGateway } from '@chuishao/adapters/local'
import { memoryAttachments, memoryStore } from '@chuishao/adapters/memory'
import { randomSalt } from '@chuishao/adapters/salt'
import type { TicketGateway } from '@chuishao/core/service'
import { createTicketService, type TicketService } from '@chuishao/core/service'
import { indexCity } from '@chuishao/core/matters'
import { chinaCalendar } from '@chuishao/core/time/china'
import { identityOf, type DemoIdentity } from '../session.ts'
import type { Backend, BackendPerson } from './backend.ts'

const tenantId = 'demo'

/** `source` is asked once for units, matters and policy. */
export function inThisPage(
  people: BackendPerson[],
  identities: DemoIdentity[],
  source: () => Promise<TicketGateway>,
): Backend {
  let service: Promise<TicketService> | undefined
  const start = async () => {
    const data = await (await source()).city()
    const index = indexCity(data, chinaCalendar())
    return createTicketService({
      store: memoryStore(),
      attachments: memoryAttachments(),
      cities: (tenant) => (tenant === tenantId ? { index, data } : undefined),
      clock: () => new Date().toISOString(),
      newSalt: randomSalt,
    })
  }
  return {
    id: 'local',
    name: { zh: '本页内存', en: 'In this page' },
    about: {
      zh: 'localGateway：状态机、库和照片都在这一页的内存里，不经过任何服务器；刷新即清空。',
      en: 'localGateway: lifecycle, store and photos in the memory of this page, no server; gone when it is loaded anew.',
    },
    people,
    open: async (id) => {
      const { actor } = identityOf(identities, id)
      return localGateway(await (service ??= start()), { tenantId, actor })
    },
  }
}
