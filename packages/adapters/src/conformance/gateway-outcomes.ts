/** Group: every way in which a command can end, and that only the good ones change anything. */
import { GatewayError } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import {
  act,
  done,
  freshTicketId,
  sampleDraft,
  send,
  versionOf,
  whistled,
  type GatewayTest,
} from './fresh-gateway.ts'

export const isNotFound = (error: unknown) => error instanceof GatewayError && error.code === 'notFound'

export function outcomes(test: GatewayTest): void {
  const replaying = test.needing('replays')
  replaying(
    'the same command under the same id again returns the first result and changes nothing',
    async ({ as }) => {
      const [id, gateway] = [freshTicketId(), as('gridWorker')]
      const options = { commandId: crypto.randomUUID(), ifVersion: 0 }
      const command: Command = { type: 'WHISTLE', draft: sampleDraft() }
      const first = await done(gateway.execute(id, command, options))
      const again = await done(gateway.execute(id, command, options))
      deepEqual([first.replayed, again.replayed], [false, true])
      deepEqual([again.version, again.ticket], [first.version, first.ticket])
      equal(await versionOf(gateway, first.ticket.id), first.version)
    },
  )

  test.needing('replays', 'COMMENT')(
    'a replay returns the first result also when the ticket has gone on',
    async (under) => {
      const id = await whistled(under)
      const gateway = under.as('cityManagement')
      const options = { commandId: crypto.randomUUID(), ifVersion: (await versionOf(gateway, id)) ?? 0 }
      const command: Command = { type: 'COMMENT', text: '收到' }
      const first = await done(gateway.execute(id, command, options))
      await done(send(gateway, id, first.version, { type: 'COMMENT', text: '已出发' }))
      const again = await done(gateway.execute(id, command, options))
      deepEqual([again.replayed, again.version, again.ticket], [true, first.version, first.ticket])
    },
  )

  test.needing('replays', 'COMMENT')(
    'another command under a used id is told apart from a replay',
    async (under) => {
      const id = await whistled(under)
      const [gateway, commandId] = [under.as('cityManagement'), crypto.randomUUID()]
      const ifVersion = (await versionOf(gateway, id)) ?? 0
      const { version } = await done(
        gateway.execute(id, { type: 'COMMENT', text: '收到' }, { commandId, ifVersion }),
      )
      const again: Command = { type: 'COMMENT', text: '另一句' }
      const other = await gateway.execute(id, again, { commandId, ifVersion: version })
      deepEqual(other, { ok: false, commandReused: true })
      equal(await versionOf(gateway, id), version)
    },
  )

  const meeting = test.needing('conflicts', 'ACCEPT', 'WITHDRAW')
  meeting('a command on an old version is a conflict that brings the ticket as it is now', async (under) => {
    const id = await whistled(under)
    await done(send(under.as('cityManagement'), id, 1, { type: 'ACCEPT' }))
    const late = await send(under.as('gridWorker'), id, 1, { type: 'WITHDRAW', reason: '误报' })
    ok(!late.ok && 'conflict' in late, JSON.stringify(late))
    equal(late.conflict.currentVersion, 2)
    equal(late.conflict.ticket?.status, 'accepted')
    equal(await versionOf(under.as('gridWorker'), id), 2)
  })

  meeting(
    'of two people who act on the same version one succeeds and one meets a conflict',
    async (under) => {
      const id = await whistled(under)
      const both = await Promise.all([
        send(under.as('cityManagement'), id, 1, { type: 'ACCEPT' }),
        send(under.as('gridWorker'), id, 1, { type: 'WITHDRAW', reason: '误报' }),
      ])
      equal(both.filter((it) => it.ok).length, 1)
      equal(both.filter((it) => !it.ok && 'conflict' in it).length, 1)
    },
  )

  test('a refusal has a code, a sentence in both languages and what may be done instead', async (under) => {
    const id = await whistled(under)
    const lead = under.as('cityManagement')
    const before = await versionOf(lead, id)
    const refused = await act(lead, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '好了' })
    ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
    const { code, message, allowed } = refused.rejection
    equal(code, 'notAllowedInState')
    ok(message.zh.length > 0 && message.en.length > 0)
    const { commands } = lead.capabilities
    deepEqual(allowed.includes('ACCEPT'), commands?.includes('ACCEPT') ?? true, allowed.join())
    ok(
      allowed.every((type) => commands?.includes(type) ?? true),
      allowed.join(),
    )
    equal(await versionOf(lead, id), before)
  })

  test.needing('ACCEPT')('a command by the wrong role or for the wrong unit is refused', async (under) => {
    const id = await whistled(under)
    for (const [person, code] of [
      ['citizen', 'wrongRole'],
      ['gridWorker', 'wrongUnit'],
    ] as const) {
      const refused = await act(under.as(person), id, { type: 'ACCEPT' })
      ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
      equal(refused.rejection.code, code)
    }
  })

  test.needing('WITHDRAW')(
    'a command that does not fit its schema is refused and names the field',
    async (under) => {
      const id = await whistled(under)
      const refused = await act(under.as('gridWorker'), id, { type: 'WITHDRAW', reason: ' ' })
      ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
      equal(refused.rejection.code, 'invalidInput')
      deepEqual(
        refused.rejection.issues?.map((it) => it.path),
        [['reason']],
      )
    },
  )

  test('a matter that is not on the list cannot be whistled', async ({ as }) => {
    const [id, gateway] = [freshTicketId(), as('gridWorker')]
    const refused = await send(gateway, id, 0, {
      type: 'WHISTLE',
      draft: sampleDraft({ matterCode: 'moon' }),
    })
    ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
    equal(refused.rejection.code, 'unknownMatter')
    equal(await gateway.get(id), undefined)
  })

  test('an unknown ticket is not found, whatever is asked of it', async ({ as }) => {
    const [id, gateway] = [freshTicketId(), as('gridWorker')]
    equal(await gateway.get(id), undefined)
    await rejects(send(gateway, id, 3, { type: 'COMMENT', text: '在吗' }), isNotFound)
  })
}
