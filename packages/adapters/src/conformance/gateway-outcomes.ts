/** Group: every way in which a command can end, and that only the good ones change anything. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { done, freshTicketId, sampleDraft, send, whistled, type GatewayTest } from './fresh-gateway.ts'

const versionOf = async (gateway: TicketGateway, id: string) => (await gateway.get(id))?.ticket.version

const isNotFound = (error: unknown) => error instanceof GatewayError && error.code === 'notFound'

export function outcomes(test: GatewayTest): void {
  test('the same command under the same id again returns the first result and changes nothing', async ({
    as,
  }) => {
    const [id, gateway] = [freshTicketId(), as('gridWorker')]
    const options = { commandId: crypto.randomUUID(), ifVersion: 0 }
    const command: Command = { type: 'WHISTLE', draft: sampleDraft() }
    const first = await done(gateway.execute(id, command, options))
    const again = await done(gateway.execute(id, command, options))
    deepEqual([first.replayed, again.replayed], [false, true])
    deepEqual([again.version, again.ticket], [first.version, first.ticket])
    equal(await versionOf(gateway, id), 1)
  })

  test('another command under a used id is told apart from a replay', async (under) => {
    const id = await whistled(under)
    const [gateway, commandId] = [under.as('cityManagement'), crypto.randomUUID()]
    await done(gateway.execute(id, { type: 'COMMENT', text: '收到' }, { commandId, ifVersion: 1 }))
    const other = await gateway.execute(id, { type: 'COMMENT', text: '另一句' }, { commandId, ifVersion: 2 })
    deepEqual(other, { ok: false, commandReused: true })
    equal(await versionOf(gateway, id), 2)
  })

  test('a command on an old version is a conflict that brings the ticket as it is now', async (under) => {
    const id = await whistled(under)
    await done(send(under.as('cityManagement'), id, 1, { type: 'ACCEPT' }))
    const late = await send(under.as('gridWorker'), id, 1, { type: 'WITHDRAW', reason: '误报' })
    ok(!late.ok && 'conflict' in late, JSON.stringify(late))
    equal(late.conflict.currentVersion, 2)
    equal(late.conflict.ticket?.status, 'accepted')
    equal(await versionOf(under.as('gridWorker'), id), 2)
  })

  test('of two people who act on the same version one succeeds and one meets a conflict', async (under) => {
    const id = await whistled(under)
    const both = await Promise.all([
      send(under.as('cityManagement'), id, 1, { type: 'ACCEPT' }),
      send(under.as('gridWorker'), id, 1, { type: 'WITHDRAW', reason: '误报' }),
    ])
    equal(both.filter((it) => it.ok).length, 1)
    equal(both.filter((it) => !it.ok && 'conflict' in it).length, 1)
  })

  test('a refusal has a code, a sentence in both languages and what may be done instead', async (under) => {
    const id = await whistled(under)
    const refused = await send(under.as('cityManagement'), id, 1, {
      type: 'SUBMIT_RESULT',
      outcome: 'resolved',
      text: '好了',
    })
    ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
    const { code, message, allowed } = refused.rejection
    equal(code, 'notAllowedInState')
    ok(message.zh.length > 0 && message.en.length > 0)
    ok(allowed.includes('ACCEPT'), allowed.join())
    equal(await versionOf(under.as('cityManagement'), id), 1)
  })

  test('a command by the wrong role or for the wrong unit is refused', async (under) => {
    const id = await whistled(under)
    for (const [person, code] of [
      ['citizen', 'wrongRole'],
      ['gridWorker', 'wrongUnit'],
    ] as const) {
      const refused = await send(under.as(person), id, 1, { type: 'ACCEPT' })
      ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
      equal(refused.rejection.code, code)
    }
  })

  test('a command that does not fit its schema is refused and names the field', async (under) => {
    const id = await whistled(under)
    const refused = await send(under.as('gridWorker'), id, 1, { type: 'WITHDRAW', reason: ' ' })
    ok(!refused.ok && 'rejection' in refused, JSON.stringify(refused))
    equal(refused.rejection.code, 'invalidInput')
    deepEqual(
      refused.rejection.issues?.map((it) => it.path),
      [['reason']],
    )
  })

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

  test('a ticket of others is not found, as if it were not there', async (under) => {
    const id = await whistled(under)
    equal(await under.as('neighbour').get(id), undefined)
    await rejects(send(under.as('neighbour'), id, 1, { type: 'COMMENT', text: '在吗' }), isNotFound)
  })

  test('nothing that is asked of a ticket of others tells it from one that is not there', async (under) => {
    const gateway = under.as('neighbour')
    const [theirs, nowhere] = [await whistled(under), freshTicketId()]
    const invented = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', bytes: 9 } as const
    const commands: Command[] = [
      { type: 'ACCEPT' },
      { type: 'COMMENT', text: '在吗' },
      { type: 'COMMENT', text: ' ' },
      { type: 'REPORT_PROGRESS', text: '有图', attachments: [invented] },
      { type: 'MERGE', intoTicketId: nowhere, reason: '同一件' },
    ]
    for (const version of [0, 1, 2]) {
      for (const command of commands) {
        await rejects(send(gateway, theirs, version, command), isNotFound)
        await rejects(send(gateway, nowhere, version, command), isNotFound)
      }
    }
  })

  test('a new ticket under the identifier of one of others is not found, and theirs stays as it is', async (under) => {
    const id = await whistled(under)
    for (const version of [0, 1]) {
      const draft = sampleDraft()
      await rejects(send(under.as('neighbour'), id, version, { type: 'WHISTLE', draft }), isNotFound)
    }
    equal(await versionOf(under.as('gridWorker'), id), 1)
  })
}
