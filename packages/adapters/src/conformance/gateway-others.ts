/** Group: tickets of others are not there, and no answer tells that they are. */
import type { Command } from '@chuishao/core/ticket'
import { equal, ok, rejects } from 'node:assert/strict'
import {
  act,
  freshTicketId,
  sampleDraft,
  send,
  versionOf,
  whistled,
  type GatewayTest,
} from './fresh-gateway.ts'
import { isNotFound } from './gateway-outcomes.ts'

export function ticketsOfOthers(test: GatewayTest): void {
  test('a ticket of others is not found, as if it were not there', async (under) => {
    const id = await whistled(under)
    equal(await under.as('neighbour').get(id), undefined)
    await rejects(act(under.as('neighbour'), id, { type: 'COMMENT', text: '在吗' }), isNotFound)
  })

  test('nothing that is asked of a ticket of others tells it from one that is not there', async (under) => {
    const gateway = under.as('neighbour')
    const [theirs, nowhere] = [await whistled(under), freshTicketId()]
    const invented = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', bytes: 9 } as const
    const commands: Command[] = [
      { type: 'ACCEPT' },
      { type: 'COMMENT', text: '在吗' },
      { type: 'REPORT_PROGRESS', text: '有图', attachments: [invented] },
      { type: 'MERGE', intoTicketId: nowhere, reason: '同一件' },
    ]
    for (const version of [0, 1, 2]) {
      for (const command of commands) {
        await rejects(send(gateway, theirs, version, command), isNotFound)
        await rejects(send(gateway, nowhere, version, command), isNotFound)
      }
      // What no ticket takes may be refused for what it is.
      const blank = async (id: string) =>
        send(gateway, id, version, { type: 'COMMENT', text: ' ' }).then(
          (outcome) => 'rejection' in outcome && outcome.rejection.code,
          (error: unknown) => isNotFound(error) && 'notFound',
        )
      const told = await blank(theirs)
      ok(told === 'invalidInput' || told === 'notFound', String(told))
      equal(await blank(nowhere), told)
    }
  })

  test.needing('clientIds')(
    'a new ticket under the identifier of one of others is not found, and theirs stays as it is',
    async (under) => {
      const id = await whistled(under)
      const before = await versionOf(under.as('gridWorker'), id)
      for (const version of [0, 1]) {
        const draft = sampleDraft()
        await rejects(send(under.as('neighbour'), id, version, { type: 'WHISTLE', draft }), isNotFound)
      }
      equal(await versionOf(under.as('gridWorker'), id), before)
    },
  )
}
