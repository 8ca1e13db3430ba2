import { GatewayError } from '@chuishao/core/service'
import { people, type TestPerson } from '@chuishao/core/testing'
import { expect, it } from 'vitest'
import { done, freshTicketId, sampleDraft, send } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

it('an answer that comes after a sign-out is left neither to whoever asked nor to the next person', async () => {
  const { service, store } = sampleService()
  const gatewayOf = (person: TestPerson) => localGateway(service, sampleSession(person))
  const ticketId = freshTicketId()
  await done(send(gatewayOf('gridWorker'), ticketId, 0, { type: 'WHISTLE', draft: sampleDraft() }))

  let signedIn: TestPerson = 'gridWorker'
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  const storage = memoryStorage()
  const gateway = offlineGateway(
    {
      ...gatewayOf('gridWorker'),
      whoAmI: async () => people[signedIn],
      get: async (...asked) => {
        await held
        return gatewayOf('gridWorker').get(...asked)
      },
    },
    { database: 'test', storage, surroundings: oneTab() },
  )
  await gateway.whoAmI()
  const reading = gateway.get(ticketId)
  await gateway.signOut()
  signedIn = 'water'
  await gateway.whoAmI()
  answer()
  expect((await reading)?.ticket.id).toBe(ticketId)
  for (const person of ['gridWorker', 'water'] as const)
    expect(await storage.allKept(people[person].personId, 'ticket')).toEqual([])
  gateway.close()
  await store.close()
})

it('a ticket goes by the number that its portal gave it without a network too', async () => {
  const { service, store } = sampleService()
  const inner = localGateway(service, sampleSession('gridWorker'))
  const ticketId = freshTicketId()
  await done(send(inner, ticketId, 0, { type: 'WHISTLE', draft: sampleDraft() }))
  let isAway = false
  const gateway = offlineGateway(
    {
      ...inner,
      async get(...asked) {
        if (isAway) throw new GatewayError('offline')
        const view = await inner.get(...asked)
        return view && { ...view, number: 'GD-0017' }
      },
    },
    { database: 'test', storage: memoryStorage(), surroundings: oneTab() },
  )
  await gateway.city()
  await gateway.get(ticketId)
  isAway = true
  expect(await gateway.get(ticketId)).toMatchObject({ number: 'GD-0017', asOf: expect.any(String) })
  gateway.close()
  await store.close()
})
