// The descriptions in the guide to existing portals: one is whole, the other has the parts that differ.
import { readDescription } from '@chuishao/adapters/mapped'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const guide = await readFile(join(import.meta.dirname, '../../docs/map-an-existing-portal.md'), 'utf8')
const [whole, ...parts] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) =>
  JSON.parse(json),
)
/** The one that has this, and only it: the guide shows parts without what stands around them. */
const partWith = (name: string) => parts.find((it) => name in it)
const faultsOf = (description: unknown) => {
  const read = readDescription(description)
  return read.ok ? [] : read.faults
}

it('the description in the guide has no fault', () => expect(faultsOf(whole)).toEqual([]))

it('nor have the parts of the other one, in their places', () => {
  const { ticket, commands, ...other } = partWith('auth')
  const fields = { ...whole.ticket.fields, ...ticket.fields }
  const download = 'GET /media?id={photo}'
  expect(
    faultsOf({
      ...whole,
      ...other,
      download,
      ticket: { ...whole.ticket, ...ticket, fields },
      commands: { ...whole.commands, ...commands },
    }),
  ).toEqual([])
})

it('nor have the steps of a history, the lists of a ticket, and a plane', () => {
  const rated = { communityLevel: 'satisfaction', communitySolved: 'solved' }
  const codes = { ...whole.history.fields.command.as.codes, SUBMIT_RESULT: 'finish', EVALUATE: 'visit' }
  const command = { at: 'action', as: { codes, others: 'absent' } }
  const history = { ...whole.history, fields: { ...whole.history.fields, command } }
  expect(
    faultsOf({
      ...whole,
      history: { ...history, commands: partWith('EVALUATE') },
      ticket: {
        ...whole.ticket,
        ...partWith('extensions'),
        ...partWith('projection'),
        fields: { ...whole.ticket.fields, ...rated },
      },
    }),
  ).toEqual([])
})
