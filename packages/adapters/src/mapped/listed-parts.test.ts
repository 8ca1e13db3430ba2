// Extensions and assisting units of a portal: shown, decided and finished as any others.
import type { TestPerson } from '@chuishao/core/testing'
import type { Command } from '@chuishao/core/ticket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, done, whistled } from '../conformance/fresh-gateway.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { readDescription } from './read-description.ts'
import { testMapping } from './test-mapping.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'

let portal: ReturnType<typeof samplePortal>
beforeEach(() => {
  portal = samplePortal()
})
afterEach(() => portal.close())

const under = (description: unknown = portalDescription) => gatewaysUnder(portal, description)
const as = (person: TestPerson, description?: unknown) => under(description).as(person)
const step = async (person: TestPerson, id: string, command: Command) =>
  (await done(act(as(person), id, command))).ticket
const offered = async (person: TestPerson, id: string) =>
  (await as(person).get(id))?.actions.flatMap(({ type, enabled }) => (enabled ? [type] : []))

const { ticket } = portalDescription
const withTicket = (more: object) => ({ ...portalDescription, ticket: { ...ticket, ...more } })

describe('a portal with extensions and assisting units', () => {
  it('asks for an extension, and offers to decide it while it waits, and only then', async () => {
    const id = await whistled(under())
    await step('cityManagement', id, { type: 'ACCEPT' })
    expect(await offered('dispatcher', id)).not.toContain('GRANT_EXTENSION')
    const by = { amount: 2, unit: 'workingDay' } as const
    const asked = await step('cityManagement', id, { type: 'REQUEST_EXTENSION', by, reason: '等配件' })
    expect(asked.extensions).toMatchObject([{ by, reason: '等配件' }])
    expect(asked.extensions[0]).not.toHaveProperty('decision')
    expect(await offered('dispatcher', id)).toContain('GRANT_EXTENSION')
    expect(await offered('cityManagement', id)).not.toContain('REQUEST_EXTENSION')
    const refused = await step('dispatcher', id, { type: 'REFUSE_EXTENSION', reason: '配件有库存' })
    expect(refused.extensions).toMatchObject([{ decision: 'refused', decisionText: '配件有库存' }])
  })

  it('waits with the result until the assisting unit is done, and tells what it did', async () => {
    const id = await whistled(under())
    await step('cityManagement', id, { type: 'ACCEPT' })
    const task = '关阀门'
    const asked = await step('cityManagement', id, { type: 'ADD_ASSIST', unitId: 'water', task })
    expect(asked.assists).toMatchObject([{ unitId: 'water', task }])
    expect(await offered('cityManagement', id)).not.toContain('SUBMIT_RESULT')
    const helped = await step('water', id, { type: 'ASSIST_DONE', text: '已关闭' })
    expect(helped.assists).toMatchObject([{ unitId: 'water', text: '已关闭', doneAt: expect.any(String) }])
    expect(await offered('cityManagement', id)).toContain('SUBMIT_RESULT')
  })

  it('may keep them flat: units in one field, and one extension in the record itself', async () => {
    const described = withTicket({
      extensions: { fields: { amount: 'yqts', unit: { as: { constant: 'day' } } } },
      assists: { fields: { unitIds: 'xbdw', done: { as: { constant: true } } } },
    })
    const flat = mappedGateway(described, {
      endpoint: 'https://portal.test',
      token: () => 'cityManagement',
      fetch: async (request) => {
        const answer = await portal.fetch(request)
        if (!/gd\/\d+$/.test(request.url)) return answer
        const { data, ...rest } = await answer.json()
        return Response.json({ ...rest, data: { ...data, yqts: 3, xbdw: '302,303' } })
      },
    })
    const { extensions, assists } = (await flat.get(await whistled(under())))?.ticket ?? {}
    expect(extensions).toMatchObject([{ by: { amount: 3, unit: 'day' }, reason: '—' }])
    expect(assists?.map(({ unitId, doneAt }) => [unitId, doneAt !== undefined])).toEqual([
      ['water', true],
      ['police', true],
    ])
  })
})

describe('a description with commands about them', () => {
  const found = (input: unknown) => {
    const read = readDescription(input)
    return read.ok ? [] : read.faults.map(({ path, code }) => `${path} ${code}`)
  }

  it('has to say where they are, and when an assisting unit was done', () => {
    const { extensions: _extensions, assists: _assists, ...bare } = ticket
    expect(found({ ...portalDescription, ticket: bare })).toEqual([
      'ticket.extensions fieldNeeded',
      'ticket.assists fieldNeeded',
    ])
    const assists = { rows: 'xb', fields: { unitId: 'dw', doneAtt: 'wcsj' } }
    expect(found(withTicket({ assists }))).toEqual([
      'ticket.assists.fields.doneAtt unknownKey',
      'ticket.assists.fields.doneAt fieldNeeded',
    ])
  })

  it('is told by the mapping tester what of them is lost', () => {
    const extensions = { rows: 'yq', fields: { amount: 'sl', unit: { as: { constant: 'day' } } } }
    const { fields } = testMapping(withTicket({ extensions }))
    const fate = (name: string) => fields.find(({ field }) => field === name)?.fate
    expect(['amount', 'unit', 'reason'].map((it) => fate(`extensions.${it}`))).toEqual([
      'kept',
      'refused',
      'lost',
    ])
    expect(fate('assists.doneAt')).toBe('kept')
  })
})
