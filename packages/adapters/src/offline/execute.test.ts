import { invalidInput } from '@chuishao/core/service'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { oneTab } from './testing/one-tab.ts'

it('a second tap on what was refused is told so at once, not that it is saved', async () => {
  const { service, store } = sampleService()
  const inner = localGateway(service, sampleSession('gridWorker'))
  const storage = memoryStorage()
  const { personId } = await inner.whoAmI()
  const tap = { commandId: crypto.randomUUID(), ifVersion: 0 }
  const ticketId = freshTicketId()
  const command = { type: 'WHISTLE', draft: sampleDraft() } as const
  const savedAt = '2026-03-02T01:00:00.000Z'
  const problem = { kind: 'refused', rejection: invalidInput(undefined) } as const
  await storage.save({ ...tap, personId, ticketId, command, savedAt, attempted: true, problem }, [])
  const gateway = offlineGateway(inner, {
    ...{ database: 'test', storage, surroundings: oneTab() },
    patienceMs: 60_000,
  })
  const onSaved = vi.fn<() => void>()
  const outcome = await gateway.execute(ticketId, command, { ...tap, onSaved })
  expect(outcome).toMatchObject({ ok: false, rejection: { code: 'invalidInput' } })
  expect(onSaved).not.toHaveBeenCalled()
  await vi.waitFor(async () => expect((await gateway.outbox.read()).items).toEqual([]))
  gateway.close()
  await store.close()
})
