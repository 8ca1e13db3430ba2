import { describe, expect, it } from 'vitest'
import { descriptionFaultText } from './description-fault.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { readDescription } from './read-description.ts'
import { portalDescription } from './testing/portal-description.ts'

const faultsOf = (input: unknown) => {
  const read = readDescription(input)
  return read.ok ? [] : read.faults
}
const found = (input: unknown) => faultsOf(input).map(({ path, code }) => `${path} ${code}`)

const { states, ticket, commands } = portalDescription

describe('a description of a portal', () => {
  it('is read where it is whole', () => expect(faultsOf(portalDescription)).toEqual([]))

  it('tells all its faults at once, in the parts and between them', () => {
    const { list: _list, upload: _upload, ...rest } = portalDescription
    const { communitySolved: _solved, ...fields } = ticket.fields
    const bad = {
      ...rest,
      name: 12,
      zones: '+08:00',
      values: { ...rest.values, date: { date: 'HH:mm' }, level: { codes: { 6: '1', 5: 'a', 4: 'a' } } },
      states: {
        codes: { ...states.codes, finished: '完', closed: ['办结', '已评价'] },
        writtenAs: { discarded: 'gone' },
      },
      ticket: { ...ticket, send: 'GET /gd/{number}', fields },
      commands: {
        ...commands,
        ACCEPT: { send: 'PUT /gd/{id}/qs', body: { bz: '{reason}' } },
        CLOSE: { send: 'GET /' },
      },
    }
    const all = found(bad)
    expect(all).toEqual(
      expect.arrayContaining([
        'name invalid',
        'zones unknownKey',
        'list missing',
        'values.date.date badDate',
        'values.level.codes.6 unknownValue',
        'values.level.codes.5 duplicateValue',
        'states.codes.finished unknownValue',
        'states.codes.evaluated duplicateValue',
        'states.writtenAs.discarded unknownValue',
        'ticket.send unknownVariable',
        'ticket.fields.communitySolved fieldNeeded',
        'commands.ACCEPT.body unknownVariable',
        'upload requestNeeded',
      ]),
    )
    expect(all.some((it) => it.startsWith('commands.CLOSE'))).toBe(true)
  })

  it('says of each fault in both languages what is allowed instead', () => {
    for (const fault of faultsOf({
      ...portalDescription,
      states: { codes: { closed: 'x', done: 'x' } },
      name: '',
    })) {
      const texts = [fault.message, fault.allowed].flatMap(({ zh, en }) => [zh, en])
      expect([descriptionFaultText(fault), texts.includes('')]).toEqual([expect.any(String), false])
    }
  })

  it('does without a new ticket’s id only where the client makes it', () => {
    const { id: _id, ...blind } = commands.WHISTLE
    expect(found({ ...portalDescription, commands: { ...commands, WHISTLE: blind } })).toEqual([
      'commands.WHISTLE.id missing',
    ])
  })

  it.each([undefined, null, 12, 'GET /', [], {}])('is never a crash: %j', (input) =>
    expect(faultsOf(input).length).toBeGreaterThan(0),
  )

  it('makes no gateway where it has faults, and names them', () => {
    const make = () =>
      mappedGateway({ ...portalDescription, states: {} }, { endpoint: 'https://portal.test' })
    expect(make).toThrow(/states\.codes \[missing\]/)
  })
})
