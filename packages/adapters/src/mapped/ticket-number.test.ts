// By which number people at the portal speak of a ticket: the end of our own id says nothing to them.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { whistled } from '../conformance/fresh-gateway.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { samplePortal } from './testing/portal.ts'

let portal: ReturnType<typeof samplePortal>
beforeEach(() => void (portal = samplePortal()))
afterEach(() => portal.close())

const { ticket } = portalDescription
const numbered = { ...portalDescription, ticket: { ...ticket, fields: { ...ticket.fields, number: 'gdhm' } } }

const under = (description: object, more: object = {}) => ({
  as: (person: string) =>
    mappedGateway(description, {
      endpoint: 'https://portal.test',
      token: () => person,
      async fetch(request) {
        const response = await portal.fetch(request)
        if (!/\/gd\/\d+$/.test(request.url)) return response
        const { data, ...rest } = Object(await response.json())
        return Response.json({ ...rest, ...(data && { data: { ...data, ...more } }) })
      },
    }),
  dispose: async () => undefined,
})

it.each([
  ['the portal’s own, where it is described', numbered, { gdhm: '20261124-0003' }, '20261124-0003'],
  ['its id, where it is not', portalDescription, { gdhm: '20261124-0003' }, '1001'],
  ['its id, where the record has none', numbered, {}, '1001'],
])('the number of a ticket is %s', async (_, description, more, number) => {
  const gateways = under(description, more)
  const id = await whistled(gateways)
  expect((await gateways.as('gridWorker').get(id))?.number).toBe(number)
})

it('is nothing of its own where its id is a UUID', async () => {
  const uuid = '0193a1b2-0000-7000-8000-00000000abcd'
  const gateways = under({ ...portalDescription, ticket: { ...ticket, uuids: true } }, { gdbh: uuid })
  await whistled(under(portalDescription))
  const id = await whistled(under(portalDescription))
  const view = await gateways.as('gridWorker').get(id)
  expect([view?.ticket.id, view?.number]).toEqual([uuid, undefined])
})
