import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import type { OfflineStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'
import { oneTab } from './testing/one-tab.ts'

/** A device on which so many whistles wait, because the network is away. */
async function deviceWith(
  whistles: number,
  capabilities: Partial<TicketGateway['capabilities']> = {},
  surroundings = oneTab(),
) {
  const { service, store } = sampleService()
  const backend = localGateway(service, sampleSession('gridWorker'))
  /** How many commands get through before the network breaks. */
  let reach = Infinity
  const reaching = () => {
    if (reach === 0) throw new GatewayError('offline')
  }
  const inner: TicketGateway = {
    ...backend,
    capabilities: { ...backend.capabilities, ...capabilities },
    async whoAmI() {
      reaching()
      return backend.whoAmI()
    },
    async execute(...asked) {
      reaching()
      reach -= 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      return backend.execute(...asked)
    },
  }
  const memory = memoryStorage()
  const storage = {
    ...memory,
    change: vi.fn<OfflineStorage['change']>(memory.change),
    arrived: vi.fn<OfflineStorage['arrived']>(memory.arrived),
  }
  const gateway = offlineGateway(inner, { database: 'test', storage, surroundings })
  await gateway.city()
  reach = 0
  for (let count = 0; count < whistles; count += 1) {
    const command = { type: 'WHISTLE', draft: sampleDraft() } as const
    await gateway.execute(freshTicketId(), command, { commandId: crypto.randomUUID(), ifVersion: 0 })
  }
  const waiting = async () => (await gateway.outbox.read()).items
  return {
    gateway,
    waiting,
    storage,
    async sendUntilBroken(after: number) {
      reach = after
      vi.clearAllMocks()
      await gateway.outbox.retry()
      await vi.waitFor(async () => {
        const { items, pause } = await gateway.outbox.read()
        if (items.length > 0) expect(pause).toEqual({ reason: 'offline' })
        expect(reach).toBe(0)
        expect(items.every(({ state }) => state === 'waiting')).toBe(true)
      })
    },
    async close() {
      gateway.close()
      await store.close()
    },
  }
}

it('what waits goes out a few at a time, and each few are noted together', async () => {
  const { waiting, storage, sendUntilBroken, close } = await deviceWith(40)
  await sendUntilBroken(40)
  expect(await waiting()).toEqual([])
  expect(storage.arrived.mock.calls.flatMap(([arrivals]) => arrivals)).toHaveLength(40)
  // Of each on its own: 40 and 40.
  expect(storage.change.mock.calls.length).toBeLessThanOrEqual(20)
  expect(storage.arrived.mock.calls.length).toBeLessThanOrEqual(8)
  await close()
})

it('only what set out may have arrived where the network breaks in the middle', async () => {
  const { waiting, sendUntilBroken, close } = await deviceWith(40)
  await sendUntilBroken(5)
  const left = await waiting()
  expect(left).toHaveLength(35)
  const attempted = left.filter((item) => item.attempted).length
  // Those under way at that moment.
  expect(attempted).toBeGreaterThan(0)
  expect(attempted).toBeLessThanOrEqual(4)
  await close()
})

it('nothing is noted ahead of its time where it could not be sent again', async () => {
  const { waiting, storage, sendUntilBroken, close } = await deviceWith(10, { replays: false })
  await sendUntilBroken(10)
  expect(await waiting()).toEqual([])
  for (const [commandIds] of storage.change.mock.calls) expect(commandIds).toHaveLength(1)
  await close()
})

it('nothing is noted ahead of its time where another tab may send it', async () => {
  const notAlone: Surroundings = { ...oneTab(), lead: (_, work) => void work(false) }
  const { waiting, storage, sendUntilBroken, close } = await deviceWith(10, {}, notAlone)
  await sendUntilBroken(10)
  expect(await waiting()).toEqual([])
  for (const [commandIds] of storage.change.mock.calls) expect(commandIds).toHaveLength(1)
  await close()
})

it('lists are told to read again a few times while many go out, and once more when all is there', async () => {
  const { wait, ...others } = oneTab()
  const hasty: Surroundings = { ...others, wait: (ms, signal) => wait(ms / 100, signal) }
  const { gateway, sendUntilBroken, close } = await deviceWith(40, {}, hasty)
  const stop = new AbortController()
  const read: number[] = []
  gateway.subscribe(() => {}, {
    signal: stop.signal,
    onReset: () => void gateway.outbox.read().then(({ items }) => read.push(items.length)),
  })
  await sendUntilBroken(40)
  await vi.waitFor(() => expect(read.at(-1)).toBe(0))
  expect(read.length).toBeLessThan(10)
  stop.abort()
  await close()
})
