import { fieldsOf } from '@chuishao/core/lifecycle'
import { testCityData } from '@chuishao/core/testing'
import { newTicket, type Command, type CommandType } from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { takenOver, takers } from './take-over.ts'

const photo = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 3 } as const
const offered = (type: CommandType, enabled = true) => ({
  ...{ type, enabled },
  fields: fieldsOf(type, newTicket(crypto.randomUUID()), testCityData.policy),
})

it('a text goes into the first text of another step, whatever its name, and photos go along', () => {
  const withdrawn: Command = { type: 'WITHDRAW', reason: '误报' }
  expect(takenOver(withdrawn, offered('COMMENT'))).toEqual({ type: 'COMMENT', text: '误报' })
  const draft = { description: '井盖缺失', attachments: [photo] }
  const whistled: Command = { type: 'WHISTLE', draft }
  expect(takenOver(whistled, offered('COMMENT'))).toEqual({
    ...{ type: 'COMMENT', text: '井盖缺失', attachments: [photo] },
  })
})

it('offers the steps that are possible, take what there is, and mean no more than saying it', () => {
  const possible = ['COMMENT', 'URGE', 'ACCEPT', 'WITHDRAW', 'EVALUATE'] as const
  const actions = [...possible.map((type) => offered(type)), offered('REPORT_PROGRESS', false)]
  const types = (command: Command, understood?: CommandType[]) =>
    takers(command, actions, understood).map(({ type }) => type)
  expect(types({ type: 'RETURN', reasonCode: 'notOurs', explanation: '属供水职责' })).toEqual([
    'COMMENT',
    'URGE',
  ])
  expect(types({ type: 'SUPERVISE', instruction: '今天办完' }, ['URGE'])).toEqual(['URGE'])
  expect(types({ type: 'ACCEPT' })).toEqual([])
})
