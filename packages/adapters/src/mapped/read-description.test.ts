import { describe, expect, it } from 'vitest'
import { descriptionFaultText } from './description-fault.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { MissingOptionError } from './missing-option.ts'
import { readDescription } from './read-description.ts'
import { portalDescription } from './testing/portal-description.ts'

const faultsOf = (input: unknown) => {
  const read = readDescription(input)
  return read.ok ? [] : read.faults
}
const found = (input: unknown) => faultsOf(input).map(({ path, code }) => `${path} ${code}`)

const { states, ticket, commands, list, auth, upload, values, city } = portalDescription
const withFields = (more: object) => ({ ticket: { ...ticket, fields: { ...ticket.fields, ...more } } })
const withSend = (send: string) => ({ ticket: { ...ticket, send } })
const withList = (send: string) => ({ list: { ...list, send } })
const withValue = (more: object) => ({ values: { ...values, ...more } })
const leaking = { of: '{parameters}', by: 'md5', query: { s: '{secret}' } }

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

  it.each<[string, object, string, RegExp]>([
    [
      'a path of another kind',
      { list: { ...list, rows: '$.rows' } },
      'list.rows invalid',
      /names joined by dots/,
    ],
    ['no section at all', { whoAmI: undefined }, 'whoAmI missing', /"send": "GET/],
    ['a token instead of where it goes', { auth: 'Bearer x' }, 'auth invalid', /"header": "Authorization"/],
    ['a number as text', { list: { ...list, maxRows: '50' } }, 'list.maxRows invalid', /a number/],
    [
      'a command that is none',
      { commands: { ...commands, CLOSE: {} } },
      'commands.CLOSE unknownKey',
      /ACCEPT/,
    ],
    ['a field that is none', withFields({ stat: 'zt' }), 'ticket.fields.stat unknownKey', /status/],
    ['an address without a slash', withSend('GET gd/{id}'), 'ticket.send invalid', /begins with a slash/],
    ['an address with a host', withSend('GET https://a.b/{id}'), 'ticket.send invalid', /has no host/],
    ['a variable as in a router', withSend('GET /gd/:id'), 'ticket.send badAddress', /\{id\}/],
    ['a variable as in a script', withSend('GET /gd/${id}'), 'ticket.send badAddress', /\{id\}/],
    ['a brace alone', withSend('GET /gd/{id'), 'ticket.send badAddress', /\{id\}/],
    ['no ticket in the address', withSend('GET /gd'), 'ticket.send variableNeeded', /\{id\}/],
    ['no paging', withList('GET /gd/list'), 'list.send variableNeeded', /"paged": false/],
    ['a page of unknown size', withList('GET /gd/list?p={page}'), 'list.send variableNeeded', /\{limit\}/],
    [
      'a mark that nobody finds',
      withList('GET /l?a={cursor}&n={limit}'),
      'list.next variableNeeded',
      /a path/,
    ],
    [
      'a path to what all objects share',
      withFields({ address: '__proto__.x' }),
      'ticket.fields.address invalid',
      /without __proto__/,
    ],
    [
      'a list that lies there',
      { list: { ...list, rows: 'data.constructor' } },
      'list.rows invalid',
      /without __proto__/,
    ],
    [
      'a key that a copy drops',
      { list: { ...list, ...JSON.parse('{"__proto__":"x"}') } },
      'list.__proto__ unknownKey',
      /another name/,
    ],
    [
      'a header on two lines',
      { auth: { header: 'X Access\nToken' } },
      'auth.header invalid',
      /name of a header/,
    ],
    [
      'a header of a signature with a space',
      { auth: { ...auth, sign: { of: '{body}', by: 'md5', headers: { 'X Sign': '{sign}' } } } },
      'auth.sign.headers.X Sign invalid',
      /another name/,
    ],
    [
      'two fields in one place',
      withFields({ address: 'nr' }),
      'ticket.fields.address samePlace',
      /a path of its own/,
    ],
    [
      'a field within another',
      withFields({ contactName: 'nr.lxr' }),
      'ticket.fields.contactName samePlace',
      /a path of its own/,
    ],
    [
      'a body over the record',
      { commands: { ...commands, WHISTLE: { ...commands.WHISTLE, body: { nr: '{commandId}' } } } },
      'commands.WHISTLE.body.nr samePlace',
      /a path of its own/,
    ],
    [
      'a misspelt rule',
      { city: { ...city, policy: { retruns: city.policy.returns } } },
      'city.policy.retruns unknownKey',
      /returns/,
    ],
    [
      'a misspelt part of a rule',
      { city: { ...city, policy: { returns: { ...city.policy.returns, maximum: 1 } } } },
      'city.policy.returns.maximum unknownKey',
      /max, reasons/,
    ],
    [
      'month and minute swapped',
      withValue({ date: { date: 'yyyy-mm-dd HH:MM:ss' } }),
      'values.date.date badDate',
      /upper and lower case/,
    ],
    [
      'a part twice',
      withValue({ date: { date: 'yyyy-MM-dd HH:mm:mm' } }),
      'values.date.date badDate',
      /upper and lower case/,
    ],
    ['hours of twelve', withValue({ date: { date: 'yyyy-MM-dd hh:mm' } }), 'values.date.date badDate', /HH/],
    [
      'a name of a state on the wrong side',
      { states: { codes: { 办结: 'closed' } } },
      'states.codes.办结 unknownValue',
      /closed/,
    ],
    [
      'a reason that has no code',
      withValue({ reason: { codes: {} } }),
      'values.reason.codes.notOurs missing',
      /code/,
    ],
    [
      'a secret that would be sent',
      { auth: { ...auth, sign: leaking } },
      'auth.sign.query.s unknownVariable',
      /\{sign\}/,
    ],
    [
      'a photo that is not in the body',
      { upload: { ...upload, body: {} } },
      'upload.body variableNeeded',
      /\{base64\}/,
    ],
  ])('says of one mistake one fault, with what is meant: %s', (_name, change, fault, allowed) => {
    const faults = faultsOf({ ...portalDescription, ...change })
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toContain(fault)
    const at = faults.filter(({ path, code }) => `${path} ${code}` === fault)
    expect([at.length, at[0]?.allowed.en]).toEqual([1, expect.stringMatching(allowed)])
    expect(at[0]?.allowed.zh).not.toBe('')
  })

  it('does not call missing what is only written wrongly', () =>
    expect(found({ ...portalDescription, ...withSend('GET /gd/:id') })).toEqual(['ticket.send badAddress']))

  it('names units, matters and reasons that one part has and another does not', () => {
    const unit = { id: 'u1', name: '单位', type: 'cityDepartment', regionCode: '150102' }
    const [code, name, category] = ['lamp', '路灯', '设施']
    const matter = { code, name, category, synonyms: [], coUnits: [], level: 'city', route: 'department' }
    const evidence = { whistleEvidence: 'optional', resultEvidence: 'optional' }
    const city = {
      ...portalDescription.city,
      units: [unit],
      matters: [{ ...matter, ...evidence, responsible: 'u2' }],
    }
    const { unit: _unit, ...values } = portalDescription.values
    expect(
      found({ ...portalDescription, city, values: { ...values, matter: { codes: { lamps: '1' } } } }),
    ).toEqual(['values.matter.codes.lamps unknownValue', 'city.matters.0.responsible unknownValue'])
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

  it('makes no gateway that would ask without the token or the secret that it needs', () => {
    const signed = { ...auth, sign: { of: '{parameters}', by: 'md5', query: { s: '{sign}' } } }
    const endpoint = 'https://portal.test'
    expect(() => mappedGateway(portalDescription, { endpoint })).toThrow(/option token/)
    const bare = () => mappedGateway({ ...portalDescription, auth: signed }, { endpoint, token: () => 't' })
    expect(bare).toThrow(MissingOptionError)
    expect(bare).toThrow(/option secret/)
  })

  it('makes no gateway where it has faults, and names them', () => {
    const make = () =>
      mappedGateway({ ...portalDescription, states: {} }, { endpoint: 'https://portal.test' })
    expect(make).toThrow(/states\.codes \[missing\]/)
  })
})

describe('the steps of a history', () => {
  const { history } = portalDescription
  const withCommands = (commands: object) => ({ ...portalDescription, history: { ...history, commands } })

  it('are told all at once what is wrong with them', () => {
    const all = found(
      withCommands({
        EVALUATE: { fields: { level: { ofTicket: 'resultOutcome' }, stars: 'x' } },
        MERGE: {},
        SUBMIT_RESULT: { fields: { outcome: { ofTicket: 'outcome' } } },
        REQUEST_EXTENSION: { only: { cz: 'x' }, fields: { 'by.amount': 12 } },
        RETURN: { fields: { suggestedUnitId: { ofTicket: 'leadUnitId' } } },
        FINISH: {},
      }),
    )
    expect(all.toSorted()).toEqual([
      'history.commands.EVALUATE.fields.level unknownValue',
      'history.commands.EVALUATE.fields.stars unknownKey',
      'history.commands.FINISH unknownKey',
      'history.commands.MERGE missing',
      'history.commands.REQUEST_EXTENSION.fields.by.amount invalid',
      'history.commands.SUBMIT_RESULT.fields.outcome unknownValue',
    ])
  })

  it('take of the ticket only what is described there', () => {
    const { communityLevel: _level, communitySolved: _solved, ...fields } = ticket.fields
    const described = {
      ...withCommands({ EVALUATE: { fields: { level: { ofTicket: 'communityLevel' } } } }),
      ticket: { ...ticket, fields },
    }
    expect(found(described)).toContain('ticket.fields.communityLevel fieldNeeded')
  })
})
