/** The service of this portal: asked directly, or with everything kept on this device first. */
import { httpGateway } from '@chuishao/adapters/http'
import type { TicketGateway } from '@chuishao/core/service'
import { identityOf, tokensFor, type DemoIdentity } from '../session.ts'
import type { Backend, BackendPerson } from './backend.ts'

const personOf = ({ id, actor, title }: DemoIdentity): BackendPerson => ({
  id,
  name: { zh: `${actor.name} · ${title.zh}`, en: `${actor.name}, ${title.en}` },
})

/** One person of each kind of work. */
export const demoPeople = (identities: DemoIdentity[]): BackendPerson[] =>
  ['grid-qingshan', 'xincheng-citymgmt', 'reviewer', 'dispatcher', 'secretary-qingshan'].map((id) =>
    personOf(identityOf(identities, id)),
  )

export const overHttp = (people: BackendPerson[]): Backend => ({
  id: 'http',
  name: { zh: 'HTTP 直连', en: 'HTTP' },
  about: {
    zh: 'httpGateway：直接访问本门户的服务 /api/v1，有推送；断网时什么都发不出去。',
    en: 'httpGateway asks the service of this portal, /api/v1, with live changes; nothing is sent without a network.',
  },
  people,
  open: async (id) => httpGateway({ endpoint: '/api/v1', token: tokensFor(id) }),
})

/** What waits on a device belongs to whoever is signed in: this is the gateway of the whole portal, and its person. */
export const offline = (identity: DemoIdentity, gateway: TicketGateway): Backend => ({
  id: 'offline',
  name: { zh: '离线 + HTTP', en: 'Offline + HTTP' },
  about: {
    zh: 'offlineGateway 包住 httpGateway：先存在本机再发送，断网也能吹哨，恢复后自动补发。',
    en: 'offlineGateway around httpGateway: kept on this device first, so that one can whistle without a network.',
  },
  people: [personOf(identity)],
  open: async () => gateway,
})
