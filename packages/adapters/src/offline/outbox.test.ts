import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

it('what is on its way says so, and is neither changed nor discarded until it is there', async () => {
  const { service, store } = sampleService()
  const inner = localGateway(service, sampleSession('gridWorker'))
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  const execute: TicketGateway['execute'] = async (...asked) => {
    await held
    return inner.execute(...asked)
  }
  const gateway = offlineGateway(
    { ...inner, execute },
    { database: 'test', storage: memoryStorage(), surroundings: oneTab() },
  )
  const commandId = crypto.randomUUID()
  const command = { type: 'WHISTLE', draft: sampleDraft() } as const
  const outcome = gateway.execute(freshTicketId(), command, { commandId, ifVersion: 0 })
  const states = async () => (await gateway.outbox.read()).items.map(({ state }) => state)
  await vi.waitFor(async () => expect(await states()).toEqual(['sending']))
  expect(await gateway.outbox.discard(commandId)).toBe(false)
  expect(await gateway.outbox.replace(commandId, command)).toBe(false)
  answer()
  expect((await outcome).ok).toBe(true)
  expect(await states()).toEqual([])
  gateway.close()
  await store.close()
})

it('the browser is asked once, not at every tap, to keep what is saved', async () => {
  const { service, store } = sampleService()
  const persist = vi.fn<() => Promise<void>>(async () => {})
  const gateway = offlineGateway(localGateway(service, sampleSession('gridWorker')), {
    database: 'test',
    storage: memoryStorage(),
    surroundings: { ...oneTab(), persist },
  })
  for (let count = 0; count < 2; count += 1)
    await gateway.execute(
      freshTicketId(),
      { type: 'WHISTLE', draft: sampleDraft() },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
  expect(persist).toHaveBeenCalledTimes(1)
  gateway.close()
  await store.close()
})

it('a backend that would carry a command out twice is not sent one again, unless somebody has looked', async () => {
  const { service, store } = sampleService()
  const backend = localGateway(service, sampleSession('gridWorker'))
  let isLost = true
  let arrived = 0
  const sent = new Set<string>()
  // Every command counts as a new one there, and the first answer is lost on the way back.
  const execute: TicketGateway['execute'] = async (ticketId, command, options) => {
    arrived += 1
    sent.add(options.commandId)
    const outcome = await backend.execute(ticketId, command, { ...options, commandId: crypto.randomUUID() })
    if (isLost) throw new GatewayError('offline', { zh: '网络不可用', en: 'No network' })
    return outcome
  }
  const inner = { ...backend, capabilities: { ...backend.capabilities, replays: false }, execute }
  const gateway = offlineGateway(inner, {
    ...{ database: 'test', storage: memoryStorage() },
    surroundings: oneTab(),
  })
  const [commandId, ticketId] = [crypto.randomUUID(), freshTicketId()]
  await gateway.execute(ticketId, { type: 'WHISTLE', draft: sampleDraft() }, { commandId, ifVersion: 0 })
  const item = async () => (await gateway.outbox.read()).items[0]
  await gateway.outbox.retry()
  await vi.waitFor(async () =>
    expect((await item())?.problem).toMatchObject({ kind: 'failed', code: 'unanswered' }),
  )
  expect(arrived).toBe(1)

  isLost = false
  await gateway.outbox.retry(commandId)
  await vi.waitFor(() => expect(arrived).toBe(2))
  // Who looked and sends again taps anew: the backend may hold the first id for sent.
  expect(sent.size).toBe(2)
  gateway.close()
  await store.close()
})

it('a correction of what has arrived unheard is never a second one: it needs somebody, and says why', async () => {
  const { service, store } = sampleService()
  const backend = localGateway(service, sampleSession('gridWorker'))
  let isLost = true
  const inner: TicketGateway = {
    ...backend,
    execute: async (...asked) => {
      const outcome = await backend.execute(...asked)
      if (isLost) throw new GatewayError('offline')
      return outcome
    },
  }
  const gateway = offlineGateway(inner, {
    ...{ database: 'test', storage: memoryStorage() },
    surroundings: oneTab(),
  })
  const [commandId, ticketId] = [crypto.randomUUID(), freshTicketId()]
  const draft = sampleDraft()
  await gateway.execute(ticketId, { type: 'WHISTLE', draft }, { commandId, ifVersion: 0 })
  const item = async () => (await gateway.outbox.read()).items[0]
  await vi.waitFor(async () => expect(await item()).toMatchObject({ state: 'waiting', attempted: true }))

  const corrected = { ...draft, description: '改过的描述' }
  expect(await gateway.outbox.replace(commandId, { type: 'WHISTLE', draft: corrected })).toBe(true)
  expect(await item()).toMatchObject({ commandId, attempted: true, command: { draft: corrected } })
  isLost = false
  await gateway.outbox.retry()
  await vi.waitFor(async () => expect((await item())?.problem).toEqual({ kind: 'reused' }))
  expect(await backend.history(ticketId)).toHaveLength(1)
  expect((await backend.get(ticketId))?.ticket.draft.description).toBe(draft.description)
  gateway.close()
  await store.close()
})

it('a device without any room left sends what waits all the same', async () => {
  const { service, store } = sampleService()
  const storage = memoryStorage()
  let isFull = false
  const full = async (): Promise<never> => {
    throw new GatewayError('storageFull')
  }
  let isAway = true
  const backend = localGateway(service, sampleSession('gridWorker'))
  const inner: TicketGateway = {
    ...backend,
    execute: (...asked) => (isAway ? Promise.reject(new GatewayError('offline')) : backend.execute(...asked)),
  }
  const gateway = offlineGateway(inner, {
    database: 'test',
    storage: {
      ...storage,
      change: (...asked) => (isFull ? full() : storage.change(...asked)),
      arrived: (...asked) => (isFull ? full() : storage.arrived(...asked)),
      keep: (...asked) => (isFull ? full() : storage.keep(...asked)),
    },
    surroundings: oneTab(),
  })
  const ticketId = freshTicketId()
  await gateway.execute(
    ticketId,
    { type: 'WHISTLE', draft: sampleDraft() },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )
  isFull = true
  isAway = false
  await gateway.outbox.retry()
  await vi.waitFor(async () => expect((await gateway.outbox.read()).items).toEqual([]))
  expect((await backend.get(ticketId))?.ticket.version).toBe(1)
  gateway.close()
  await store.close()
})
