import type { TicketGateway } from '@chuishao/core/service'
import { expect, it, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { localGateway } from '../local/local-gateway.ts'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'
import { memoryStorage } from './memory-storage.ts'
import { offlineGateway } from './offline-gateway.ts'
import { naming } from './testing/naming.ts'
import { oneTab } from './testing/one-tab.ts'

it('where the backend names tickets itself, what was tapped behind a whistle reaches the ticket that came of it', async () => {
  const { service, store } = sampleService()
  const direct = localGateway(service, sampleSession('gridWorker'))
  const { gateway: inner, cut } = naming(direct)
  const surroundings = oneTab()
  const gateway = offlineGateway(inner, { database: 'test', storage: memoryStorage(), surroundings })
  await Promise.all([gateway.whoAmI(), gateway.city()])
  const tapped = freshTicketId()
  const tap = (command: Parameters<TicketGateway['execute']>[1], ifVersion: number) =>
    gateway.execute(tapped, command, { commandId: crypto.randomUUID(), ifVersion })

  cut(true)
  const whistled = await tap({ type: 'WHISTLE', draft: sampleDraft() }, 0)
  expect(whistled).toMatchObject({ ok: true, pending: true })
  expect(await tap({ type: 'COMMENT', text: '门口进' }, 1)).toMatchObject({ ok: true, pending: true })
  expect(await tap({ type: 'COMMENT', text: '按铃' }, 2)).toMatchObject({ ok: true, pending: true })
  cut(false)
  await gateway.outbox.retry()
  await vi.waitFor(async () => expect((await gateway.outbox.read()).items).toEqual([]))

  // The screen that has been open all the time knows it by the tap.
  const view = await gateway.get(tapped)
  expect(view?.ticket.id).not.toBe(tapped)
  expect((await gateway.history(tapped)).map(({ command }) => command.type)).toEqual([
    'WHISTLE',
    'COMMENT',
    'COMMENT',
  ])
  expect(await tap({ type: 'COMMENT', text: '还没人来' }, view?.ticket.version ?? 0)).toMatchObject({
    ok: true,
  })
  expect((await gateway.outbox.read()).items).toEqual([])
  expect((await direct.query({})).items).toHaveLength(1)
  gateway.close()
  await store.close()
})

it('a screen that whistles hears the name that the backend gave, as soon as it is there', async () => {
  const { service, store } = sampleService()
  const { gateway: inner } = naming(localGateway(service, sampleSession('gridWorker')))
  const gateway = offlineGateway(inner, {
    ...{ database: 'test', storage: memoryStorage(), patienceMs: 60_000 },
    surroundings: oneTab(),
  })
  const tapped = freshTicketId()
  const outcome = await gateway.execute(
    tapped,
    { type: 'WHISTLE', draft: sampleDraft() },
    { commandId: crypto.randomUUID(), ifVersion: 0 },
  )
  expect(outcome).toMatchObject({ ok: true, ticket: { status: 'whistled' } })
  expect(outcome.ok && outcome.ticket.id).not.toBe(tapped)
  gateway.close()
  await store.close()
})
