// The descriptions in the guide to existing portals: one is whole, the other has the parts that differ.
import { readDescription } from '@chuishao/adapters/mapped'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const guide = await readFile(join(import.meta.dirname, '../../docs/map-an-existing-portal.md'), 'utf8')
const [, jsonc = ''] = /```jsonc\n([\s\S]*?)```/.exec(guide) ?? []
const whole = JSON.parse(jsonc.replace(/(^|\s)\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1'))
const faultsOf = (description: unknown) => {
  const read = readDescription(description)
  return read.ok ? [] : read.faults
}

it('the description in the guide has no fault', () => expect(faultsOf(whole)).toEqual([]))

it('nor have the parts of the other one, in their places', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
  const { ticket, commands, ...other } = JSON.parse(json)
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
