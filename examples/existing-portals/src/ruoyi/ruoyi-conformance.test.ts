// The RuoYi portal as any other backend: the conformance suite, by what its description declares.
import { ticketGatewayConformance } from '@chuishao/adapters/conformance'
import { mappedGateway } from '@chuishao/adapters/mapped'
import { people, type TestPerson } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { demoPassword } from '../demo-city.ts'
import type { Portal } from '../http/routes.ts'
import { conformanceCity, unitNumbers } from '../testing/conformance-city.ts'
import { committedDescription } from '../testing/playing.ts'
import { ruoyiPortal } from './ruoyi-portal.ts'

const committed = await committedDescription('ruoyi')
const { values, ticket } = committed
// The suite's own names of units, and its points, which are of gcj02.
const description = {
  ...committed,
  values: { ...values, unit: { codes: unitNumbers(101) } },
  ticket: { ...ticket, fields: { ...ticket.fields, crs: { as: { constant: 'gcj02' } } } },
}

const gatewayFor = (portal: Portal) => (person: TestPerson) => {
  const token = async () => {
    const body = JSON.stringify({ username: people[person].personId, password: demoPassword })
    const answer = await portal(new Request('http://portal.test/login', { method: 'POST', body }))
    return Object(await answer.json()).token
  }
  let signedIn: Promise<string> | undefined
  return mappedGateway(description, {
    endpoint: 'http://portal.test',
    token: () => (signedIn ??= token()),
    fetch: portal,
  })
}

ticketGatewayConformance(
  { describe, it },
  {
    name: 'mappedGateway on RuoYi',
    capabilities: gatewayFor(async () => new Response())('gridWorker').capabilities,
    create: async () => {
      const { handle } = ruoyiPortal({ city: conformanceCity })
      return { as: gatewayFor(handle), dispose: async () => undefined }
    },
  },
)
