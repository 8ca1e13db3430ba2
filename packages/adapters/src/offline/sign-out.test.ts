import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

it('who signs in after somebody sends nothing of theirs, not even from a tab that has not heard of it', async () => {
  const { service, store } = sampleService()
  let signedIn: TestPerson = 'gridWorker'
  let isAway = false
  const executed = vi.fn<(person: TestPerson) => void>()
  const now = () => {
    if (isAway) throw new GatewayError('offline', { zh: '网络不可用', en: 'No network' })
    return localGateway(service, sampleSession(signedIn))
  }
  const inner: TicketGateway = {
    ...now(),
    whoAmI: async () => now().whoAmI(),
    city: async () => now().city(),
    upload: async (photo) => now().upload(photo),
    query: async (asked) => now().query(asked),
    execute: async (...asked) => {
      executed(signedIn)
      return now().execute(...asked)
    },
  }
  const storage = memoryStorage()
  const tab = () => offlineGateway(inner, { database: 'shared', storage, surroundings: oneTab() })
  const [first, second] = [tab(), tab()]
  await Promise.all([first.whoAmI(), first.city(), second.whoAmI()])
  const whistle = (gateway: TicketGateway) =>
    gateway.execute(
      freshTicketId(),
      { type: 'WHISTLE', draft: sampleDraft() },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
  // Whoever sends from the second tab is certain by now.
  expect(await whistle(second)).not.toHaveProperty('pending')
  isAway = true
  await whistle(first)
  await first.signOut({ waiting: 'keep' })
  signedIn = 'secretary'
  isAway = false
  executed.mockClear()
  await second.outbox.retry()
  await vi.waitFor(async () => expect((await second.whoAmI()).personId).not.toBe('grid-1'))
  expect((await second.outbox.read()).items).toEqual([])
  await second.query({})
  expect(executed.mock.calls).toEqual([])

  // It waits for its own person.
  signedIn = 'gridWorker'
  const third = tab()
  await third.whoAmI()
  await vi.waitFor(() => expect(executed.mock.calls).toEqual([['gridWorker']]))
  for (const gateway of [first, second, third]) gateway.close()
  await store.close()
})
