/** The portal's invented city with its service in memory, and an Open311 face of it on a port of this machine. */
import { loadCity } from '@chuishao/adapters/city-files'
import { localGateway } from '@chuishao/adapters/local'
import { memoryAttachments, memoryStore } from '@chuishao/adapters/memory'
import { listen } from '@chuishao/adapters/node-server'
import { open311Face } from '@chuishao/adapters/open311-face'
import { randomSalt } from '@chuishao/adapters/salt'
import { createTicketService, type TicketGateway } from '@chuishao/core/service'
import type { Actor } from '@chuishao/core/ticket'
import { fileURLToPath } from 'node:url'

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const tenantId = '150100'

export const people = {
  grid: { personId: 'grid-1', name: '网格员甲', roles: ['gridWorker'], unitId: 'xincheng-s1-c1' },
  handler: {
    personId: 'handler-1',
    name: '承办人乙',
    roles: ['departmentHandler'],
    unitId: 'xincheng-cityManagement',
  },
  analyst: { personId: 'open311', name: 'Open311', roles: ['analyst'] },
} satisfies Record<string, Actor>

export interface DemoCity {
  /** Where a tool of another city begins. */
  discovery: string
  /** What a community's own tool reports with. */
  apiKey: string
  /** The city's own side, as it works on its tickets. */
  as(person: keyof typeof people): TicketGateway
  close(): Promise<void>
}

export async function openDemoCity({ port = 0 }: { port?: number } = {}): Promise<DemoCity> {
  const city = await loadCity({
    id: tenantId,
    name: { zh: '演示市', en: 'Demo city' },
    demo: true,
    listVersion: 'demo',
    policy: file('service/city/policy.json'),
    matters: file('portal/city/matters.csv'),
    units: file('portal/city/units.csv'),
  })
  const store = memoryStore()
  const service = createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: (tenant) => (tenant === tenantId ? city : undefined),
    clock: () => new Date().toISOString(),
    newSalt: randomSalt,
  })
  const as = (person: keyof typeof people) => localGateway(service, { tenantId, actor: people[person] })
  const apiKey = crypto.randomUUID()
  const face = open311Face({
    reader: as('analyst'),
    reporterOf: (key) => (key === apiKey ? as('grid') : undefined),
    publishes: ['place', 'result'],
  })
  const listening = await listen({ host: '127.0.0.1', port })
  listening.answerWith(async (request) => (await face(request)) ?? new Response(null, { status: 404 }))
  return {
    discovery: `${listening.url}open311/v2/discovery.json`,
    apiKey,
    as,
    async close() {
      await listening.close(0)
      await store.close()
    },
  }
}
