// What a request does not say nobody is asked for: derived from the description, and declared to every client.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act, done, whistled } from '../conformance/fresh-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'

const { commands, ticket } = portalDescription
let portal: ReturnType<typeof samplePortal>
beforeEach(() => void (portal = samplePortal()))
afterEach(() => portal.close())

const under = (description: object) => gatewaysUnder(portal, description)
const capabilities = (more: object = {}) =>
  under({ ...portalDescription, ...more }).as('gridWorker').capabilities
const lost = (more: object = {}) => capabilities(more).lostFields
const withCommand = (type: string, command: object) => ({ commands: { ...commands, [type]: command } })
const withFields = (...absent: string[]) => ({
  ticket: {
    ...ticket,
    fields: Object.fromEntries(Object.entries(ticket.fields).filter(([name]) => !absent.includes(name))),
  },
})

describe('what a request does not say', () => {
  it('is lost, by command; what each command needs is not among it', () =>
    expect(lost()).toEqual({
      RETURN: ['violatedMatterCode'],
      REPORT_PROGRESS: ['contacted'],
      SUBMIT_RESULT: ['contacted'],
      EVALUATE: ['tags'],
    }))

  it('is lost also where the description accepts the loss', () => {
    const COMMENT = { send: 'PUT /gd/{id}/ly', body: { bz: '{text}' } }
    for (const more of [{}, { loses: ['attachments'] }])
      expect(lost(withCommand('COMMENT', { ...COMMENT, ...more }))).toMatchObject({
        COMMENT: ['attachments'],
      })
  })

  it('is a part of the draft for a whistle, a point as a whole', () => {
    const record = ['matterCode', 'address', 'lng', 'communityId', 'contactPhone', 'citizenId', 'attachments']
    expect(lost(withCommand('WHISTLE', { ...commands.WHISTLE, record }))).toMatchObject({
      WHISTLE: ['description', 'point', 'contactName'],
    })
    expect(capabilities(withFields('contactName')).contacts).toBe(true)
    expect(capabilities(withFields('contactName', 'contactPhone')).contacts).toBe(false)
  })

  it('is asked for all the same where a command needs one of two and the portal is told neither', () => {
    const RETURN = { send: 'PUT /gd/{id}/td', body: { tdyy: '{reasonCode}', tdsm: '{explanation}' } }
    const loses = ['suggestedUnitId', 'violatedMatterCode']
    expect(lost(withCommand('RETURN', { ...RETURN, loses }))).not.toHaveProperty('RETURN')
    expect(lost(withFields('lng', 'lat', 'address'))).not.toHaveProperty('WHISTLE')
  })

  it('is every photo where none can be uploaded', () => {
    const { upload: _upload, ...rest } = portalDescription
    const { WHISTLE, ACCEPT, URGE } = commands
    const { lostFields } = under({ ...rest, commands: { WHISTLE, ACCEPT, URGE } }).as(
      'gridWorker',
    ).capabilities
    expect(lostFields).toEqual({ WHISTLE: ['attachments'] })
  })
})

describe('a command that needs what no request says', () => {
  const WITHDRAW = { send: 'PUT /gd/{id}/cd' }
  it('is not offered, for it would be refused each time', async () => {
    const description = { ...portalDescription, ...withCommand('WITHDRAW', WITHDRAW) }
    const id = await whistled(under(description))
    const grid = under(description).as('gridWorker')
    expect(grid.capabilities.commands).not.toContain('WITHDRAW')
    expect((await grid.get(id))?.actions.map(({ type }) => type)).not.toContain('WITHDRAW')
    const full = await under(portalDescription).as('gridWorker').get(id)
    expect(full?.actions.map(({ type }) => type)).toContain('WITHDRAW')
  })

  it('is offered, and asks for it, where its loss is accepted', async () => {
    const accepted = { ...portalDescription, ...withCommand('WITHDRAW', { ...WITHDRAW, loses: ['reason'] }) }
    const id = await whistled(under(accepted))
    const { actions = [] } = (await under(accepted).as('gridWorker').get(id)) ?? {}
    const withdraw = actions.find(({ type }) => type === 'WITHDRAW')
    expect(withdraw?.fields.map(({ name }) => name)).toEqual(['reason'])
  })
})

describe('a form', () => {
  it('has none of it', async () => {
    const id = await whistled(under(portalDescription), { citizenId: 'citizen-1' })
    const handler = under(portalDescription).as('cityManagement')
    await done(act(handler, id, { type: 'ACCEPT' }))
    const { actions = [] } = (await handler.get(id)) ?? {}
    const asked = actions.find(({ type }) => type === 'REPORT_PROGRESS')?.fields.map(({ name }) => name)
    expect(asked).toEqual(['text', 'attachments'])
  })
})

describe('a photo that cannot be sent along', () => {
  const without = ({ body, ...more }: typeof commands.SUBMIT_RESULT) => {
    const { fj: _fj, ...rest } = body
    return { ...more, body: rest }
  }

  it('is needed of nobody, whatever the matter says', async () => {
    const full = await under(portalDescription).as('gridWorker').city()
    expect(full.matters.some((it) => it.resultEvidence === 'required')).toBe(true)
    const city = await under({
      ...portalDescription,
      ...withCommand('SUBMIT_RESULT', without(commands.SUBMIT_RESULT)),
    })
      .as('gridWorker')
      .city()
    expect(city.matters.filter((it) => it.resultEvidence !== 'none')).toEqual([])
    expect(city.matters.map((it) => it.whistleEvidence)).toEqual(full.matters.map((it) => it.whistleEvidence))
  })
})
