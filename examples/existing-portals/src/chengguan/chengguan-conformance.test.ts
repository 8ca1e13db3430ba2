// The city management portal as any other backend: the conformance suite, by what its description declares.
import { ticketGatewayConformance } from '@chuishao/adapters/conformance'
import { mappedGateway } from '@chuishao/adapters/mapped'
import { people, type TestPerson } from '@chuishao/core/testing'
import { describe, it } from 'vitest'
import { demoPassword } from '../demo-city.ts'
import type { Portal } from '../http/routes.ts'
import { conformanceCity, unitNumbers } from '../testing/conformance-city.ts'
import { committedDescription } from '../testing/playing.ts'
import { chengguanPortal } from './chengguan-portal.ts'
import { eventTypesOf } from './event-types.ts'

const committed = await committedDescription('chengguan')
const { values, ticket } = committed
// The suite rates with five levels and by a resident too: this portal has three, and asks its own people only. Its own
// test plays the rating; here it is not offered.
const { EVALUATE: _rating, ...commands } = committed.commands
const types = eventTypesOf(conformanceCity, () => undefined)
// The suite's own names of units and matters, and its points, which are of gcj02.
const description = {
  ...committed,
  commands,
  values: {
    ...values,
    unit: { codes: unitNumbers(20_001) },
    matter: {
      codes: Object.fromEntries(
        types.map(({ matter, event_type_id, main_type_id, sub_type_id }) => [
          matter.key,
          [event_type_id, main_type_id, sub_type_id].join('-'),
        ]),
      ),
    },
    reason: { codes: { notOurs: '1' } },
  },
  city: {
    ...committed.city,
    policy: {
      returns: { max: 2, reasons: [{ code: 'notOurs', label: { zh: '不属职责', en: 'Not ours' } }] },
    },
  },
  ticket: { ...ticket, fields: { ...ticket.fields, crs: { as: { constant: 'gcj02' } } } },
}

const gatewayFor = (portal: Portal) => (person: TestPerson) => {
  const signIn = async () => {
    const body = new URLSearchParams({ userName: people[person].personId, password: demoPassword })
    const request = new Request('http://portal.test/login/validpassword', { method: 'POST', body })
    const { token, signKey } = Object(await (await portal(request)).json()).resultInfo.data
    return { token: String(token), signKey: String(signKey) }
  }
  let session: ReturnType<typeof signIn> | undefined
  const signedIn = () => (session ??= signIn())
  return mappedGateway(description, {
    endpoint: 'http://portal.test',
    token: async () => (await signedIn()).token,
    secret: async () => (await signedIn()).signKey,
    fetch: portal,
  })
}

ticketGatewayConformance(
  { describe, it },
  {
    name: 'mappedGateway on 数字城管',
    capabilities: gatewayFor(async () => new Response())('gridWorker').capabilities,
    create: async () => {
      const { handle } = chengguanPortal({ city: conformanceCity, autoDispatch: true })
      return { as: gatewayFor(handle), dispose: async () => undefined }
    },
  },
)
