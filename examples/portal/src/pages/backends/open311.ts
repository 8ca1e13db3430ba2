/** Any city's Open311 server; here the face of this portal's own service. */
import { open311Gateway } from '@chuishao/adapters/open311'
import type { TicketGateway } from '@chuishao/core/service'
import { identityOf, type DemoIdentity } from '../session.ts'
import type { Backend } from './backend.ts'

/** `source` is asked for what the standard does not tell: who the units are. */
export const open311 = (identities: DemoIdentity[], source: () => Promise<TicketGateway>): Backend => ({
  id: 'open311',
  name: { zh: 'Open311', en: 'Open311' },
  about: {
    zh: 'open311Gateway：通过国际通用的 GeoReport v2 接口 /open311/v2 吹哨、查看；标准里只有 open 和 closed 两种状态。',
    en: 'open311Gateway: reports and reads by GeoReport v2 at /open311/v2, which has two states, open and closed.',
  },
  people: [
    { id: 'grid-qingshan', name: { zh: '持演示密钥的网格员', en: 'The grid worker of the demo key' } },
  ],
  async open(id) {
    const { actor } = identityOf(identities, id)
    const { name, demo, units, matters } = await (await source()).city()
    // The first community stands for all places.
    const ordered = [...units].sort((a, b) => Number(b.id === actor.unitId) - Number(a.id === actor.unitId))
    return open311Gateway({
      url: new URL('/open311/v2', location.href).href,
      apiKey: 'demo-key',
      actor,
      city: {
        ...{ name, demo, units: ordered },
        // The standard has no word for a photo that is required.
        matter: (guess) => ({
          ...guess,
          whistleEvidence:
            matters.find(({ code }) => code === guess.code)?.whistleEvidence ?? guess.whistleEvidence,
        }),
      },
      photos: { part: 'media' },
    })
  },
})
