import type { TestPerson } from '@chuishao/core/testing'
import type { TicketGateway } from '@chuishao/core/service'
import { newTicket } from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

it('what somebody has filled in is theirs alone, and gone once they sign out', async () => {
  const { service, store } = sampleService()
  let signedIn: TestPerson = 'gridWorker'
  const backend = localGateway(service, sampleSession('gridWorker'))
  const inner: TicketGateway = {
    ...backend,
    whoAmI: () => localGateway(service, sampleSession(signedIn)).whoAmI(),
  }
  const storage = memoryStorage()
  const open = () => offlineGateway(inner, { database: 'test', storage, surroundings: oneTab() })
  const first = open()
  const photo = new Blob(['photo'])
  await first.outbox.keep('answers', { description: '井盖缺失' })
  await first.outbox.keep('photos', [photo])
  first.close()

  const again = open()
  expect(await again.outbox.kept('answers')).toEqual({ description: '井盖缺失' })
  expect(await again.outbox.kept('photos')).toEqual([photo])
  expect(await again.outbox.kept('nothing')).toBe(undefined)
  signedIn = 'secretary'
  await again.whoAmI()
  expect(await again.outbox.kept('answers')).toBe(undefined)
  signedIn = 'gridWorker'
  await again.whoAmI()
  expect(await again.signOut()).toEqual({ ok: true })
  await again.whoAmI()
  expect(await again.outbox.kept('answers')).toBe(undefined)
  expect(await again.outbox.kept('photos')).toBe(undefined)
  again.close()
  await store.close()
})

it('a ticket is shown with what this person may do on it, by the rules that are kept here', async () => {
  const { service, store } = sampleService()
  const inner = localGateway(service, sampleSession('gridWorker'))
  const gateway = offlineGateway(inner, {
    ...{ database: 'test', storage: memoryStorage() },
    surroundings: oneTab(),
  })
  await gateway.city()
  const { ticket, actions } = await gateway.outbox.viewOf({
    ...newTicket(crypto.randomUUID()),
    communityId: 'community-1',
    draft: sampleDraft(),
  })
  expect(ticket.draft).toEqual(sampleDraft())
  expect(actions.find(({ type }) => type === 'WHISTLE')).toMatchObject({ enabled: true })
  expect(actions.find(({ type }) => type === 'ACCEPT')).toMatchObject({ enabled: false })
  gateway.close()
  await store.close()
})
