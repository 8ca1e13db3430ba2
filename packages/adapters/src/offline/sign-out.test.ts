import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import type { OfflineStorage } from './storage.ts'
import { oneTab } from './testing/one-tab.ts'

/** A device whose tabs do not hear each other, as over plain HTTP. */
function deafDevice(change: Partial<OfflineStorage> = {}) {
  const { service, store } = sampleService()
  const state = { signedIn: 'gridWorker' as TestPerson, isAway: false }
  const executed = vi.fn<(person: TestPerson) => void>()
  const now = () => {
    if (state.isAway) throw new GatewayError('offline')
    return localGateway(service, sampleSession(state.signedIn))
  }
  const inner: TicketGateway = {
    ...now(),
    whoAmI: async () => now().whoAmI(),
    city: async () => now().city(),
    upload: async (photo) => now().upload(photo),
    query: async (asked) => now().query(asked),
    execute: async (...asked) => {
      executed(state.signedIn)
      return now().execute(...asked)
    },
  }
  const storage = { ...memoryStorage(), ...change }
  const tabs: { close(): void }[] = []
  const open = (account?: string) => {
    const tab = offlineGateway(inner, {
      ...{ database: 'shared', storage, surroundings: oneTab(), patienceMs: 200 },
      ...(account && { account }),
    })
    tabs.push(tab)
    return tab
  }
  const close = async () => {
    for (const tab of tabs) tab.close()
    await store.close()
  }
  return { state, executed, storage, open, close }
}

const whistle = (gateway: TicketGateway) =>
  gateway.execute(
    freshTicketId(),
    { type: 'WHISTLE', draft: sampleDraft() },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )

it('who signs in after somebody sends nothing of theirs, not even from a tab that has not heard of it', async () => {
  const { state, executed, open, close } = deafDevice()
  const [first, second] = [open(), open()]
  await Promise.all([first.whoAmI(), first.city(), second.whoAmI()])
  // Whoever sends from the second tab is certain by now.
  expect(await whistle(second)).not.toHaveProperty('pending')
  state.isAway = true
  await whistle(first)
  await first.signOut({ waiting: 'keep' })
  state.signedIn = 'secretary'
  state.isAway = false
  executed.mockClear()
  await second.outbox.retry()
  await vi.waitFor(async () => expect((await second.whoAmI()).personId).not.toBe('grid-1'))
  expect((await second.outbox.read()).items).toEqual([])
  await second.query({})
  expect(executed.mock.calls).toEqual([])

  // It waits for its own person.
  state.signedIn = 'gridWorker'
  const third = open()
  await third.whoAmI()
  await vi.waitFor(() => expect(executed.mock.calls).toEqual([['gridWorker']]))
  await close()
})

it('a sign-out that cannot tell of whom leaves nobody taken for signed in', async () => {
  const { state, storage, open, close } = deafDevice()
  const page = open()
  await page.whoAmI()
  await page.city()
  state.isAway = true
  // A page of another account has never been told whom it is about.
  expect(await open('another').signOut({ waiting: 'keep' })).toEqual({ ok: true })
  state.signedIn = 'secretary'
  await expect(whistle(page)).rejects.toMatchObject({ code: 'offline' })
  expect(await storage.commands('grid-1')).toEqual([])
  await close()
})

it('whoever the device could not note is asked for at every tap, and before anything is sent', async () => {
  const setLastPerson = () => Promise.reject(new GatewayError('storageFull'))
  const { state, executed, storage, open, close } = deafDevice({ setLastPerson })
  const page = open()
  await page.whoAmI()
  await page.city()
  expect(await whistle(page)).not.toHaveProperty('pending')
  executed.mockClear()

  // Somebody else signs in elsewhere; without a network nobody can say so.
  state.signedIn = 'secretary'
  state.isAway = true
  await expect(whistle(page)).rejects.toMatchObject({ code: 'offline' })
  expect(await storage.commands('grid-1')).toEqual([])

  // What lies there from before is not sent under their name.
  await storage.save(
    {
      ...{ personId: 'grid-1', commandId: crypto.randomUUID(), ticketId: freshTicketId(), ifVersion: 0 },
      ...{ savedAt: new Date().toISOString(), attempted: false },
      command: { type: 'WHISTLE', draft: sampleDraft() },
    },
    [],
  )
  state.isAway = false
  await page.outbox.retry()
  await vi.waitFor(async () => expect((await page.outbox.read()).items).toEqual([]))
  expect((await page.whoAmI()).personId).not.toBe('grid-1')
  expect(executed.mock.calls).toEqual([])
  await close()
})
