import type { TicketGateway } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { dyingStorage, type Death } from './testing/dying-storage.ts'
import { naming } from './testing/naming.ts'
import { oneTab } from './testing/one-tab.ts'

const soon = { interval: 2, timeout: 5000 }

/** Three taps on one ticket, saved without a network; the tab dies while they are sent, and another goes on. */
async function sendAndDie(death: Death) {
  const { service, store } = sampleService()
  const direct = localGateway(service, sampleSession('gridWorker'))
  const { gateway: backend, cut } = naming(direct)
  const disk = memoryStorage()
  const saving = offlineGateway(backend, { database: 'test', storage: disk, surroundings: oneTab() })
  await Promise.all([saving.whoAmI(), saving.city()])
  cut(true)
  const ticketId = freshTicketId()
  const taps: Command[] = [
    { type: 'WHISTLE', draft: sampleDraft() },
    { type: 'COMMENT', text: '门口进' },
    { type: 'COMMENT', text: '按铃' },
  ]
  for (const [ifVersion, command] of taps.entries())
    await saving.execute(ticketId, command, { commandId: crypto.randomUUID(), ifVersion })
  saving.close()
  cut(false)

  let isDead = false
  const dying = dyingStorage(disk, death, () => (isDead = true))
  const answered = async <T>(asked: Promise<T>): Promise<T> => {
    const answer = await asked
    return isDead ? new Promise<never>(() => {}) : answer
  }
  const inner: TicketGateway = {
    ...backend,
    whoAmI: () => answered(backend.whoAmI()),
    execute: (...asked) => answered(backend.execute(...asked)),
  }
  const first = offlineGateway(inner, { database: 'test', storage: dying.storage, surroundings: oneTab() })
  const { personId } = await direct.whoAmI()
  await vi.waitFor(
    async () => expect(isDead || (await disk.commands(personId)).length === 0).toBe(true),
    soon,
  )
  first.close()

  const next = offlineGateway(backend, { database: 'test', storage: disk, surroundings: oneTab() })
  await vi.waitFor(async () => expect((await next.outbox.read()).items).toEqual([]), soon)
  const histories = await Promise.all(
    (await direct.query({})).items.map(async (line) =>
      (await direct.history(line.ticketId)).map(({ command }) => command.type),
    ),
  )
  const seen = (await next.history(ticketId)).map(({ command }) => command.type)
  next.close()
  await store.close()
  return { histories, seen, transactions: dying.count() }
}

it('a tab that dies at any transaction while a whistle gets its name strands nothing behind it', async () => {
  const all = ['WHISTLE', 'COMMENT', 'COMMENT']
  const whole = await sendAndDie({ after: Infinity, isCommitted: true })
  expect(whole.histories).toEqual([all])
  // Those of the arrival and of what it renames are among them.
  expect(whole.transactions).toBeGreaterThan(10)
  for (let after = 1; after <= whole.transactions; after += 1)
    for (const isCommitted of [false, true]) {
      const { histories, seen } = await sendAndDie({ after, isCommitted })
      expect({ after, isCommitted, histories, seen }).toEqual({
        after,
        isCommitted,
        histories: [all],
        seen: all,
      })
    }
})
