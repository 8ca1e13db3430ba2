// The RuoYi portal through its description, behind MSW: people work on its tickets as on any other, in its own words.
import { mappedGateway, mappingReportText, testMapping } from '@chuishao/adapters/mapped'
import type { TicketGateway } from '@chuishao/core/service'
import type { Draft, Limit, Ticket } from '@chuishao/core/ticket'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../demo-city.ts'
import { portalHandlers } from '../msw/portal-handlers.ts'
import {
  act,
  attempt,
  bytesOf,
  committedDescription,
  offered,
  photo,
  photoBytes,
  whistle,
} from '../testing/playing.ts'
import { ruoyiPortal } from './ruoyi-portal.ts'

const endpoint = 'http://portal.test'
const description = await committedDescription('ruoyi')

const portal = ruoyiPortal()
/** The bodies of 回访 as the portal got them. */
const visits: unknown[] = []
const server = setupServer(
  ...portalHandlers(endpoint, async (request) => {
    if (request.url.includes('/workorder/visit/')) visits.push(await request.clone().json())
    return portal.handle(request)
  }),
)
beforeAll(() => server.listen())
afterAll(() => server.close())

async function as(username: string): Promise<TicketGateway> {
  const answer = await fetch(`${endpoint}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  })
  const { token } = await answer.json()
  return mappedGateway(description, { endpoint, token: () => token })
}

const draft: Draft = {
  matterCode: 'lamp',
  description: '路灯不亮',
  location: { crs: 'wgs84', lng: 111.67, lat: 40.82, address: '示例路1号', communityId: '102' },
}

const given = { level: 1, solved: false }

const reason = { reasonCode: 'notOurDuty', explanation: '属物业维护', suggestedUnitId: '105' }

describe('the RuoYi portal through its description', () => {
  it('is whistled to with a photo, answered, and rated with its own levels', async () => {
    const [grid, handler] = await Promise.all([as('grid-a'), as('handler-cm')])
    const attachments = [await grid.upload(photo())]
    const { id, status, leadUnitId, draft: back } = await whistle(grid, { ...draft, attachments })
    expect((await handler.get(id))?.number).toMatch(/^\d{13}$/)
    expect({ status, leadUnitId }).toEqual({ status: 'whistled', leadUnitId: '104' })
    const [shown] = back.attachments ?? []
    // Without having read the ticket, as a page does that was loaded anew.
    expect(await bytesOf(await handler.download(shown?.sha256 ?? ''))).toEqual(photoBytes)

    expect((await act(handler, id, { type: 'ACCEPT' })).status).toBe('accepted')
    await act(handler, id, { type: 'REPORT_PROGRESS', text: '已到现场', attachments: [] })
    const result = { outcome: 'resolved', text: '已修好', contacted: true } as const
    expect((await act(handler, id, { type: 'SUBMIT_RESULT', ...result })).status).toBe('closed')
    const rated = await act(grid, id, { type: 'EVALUATE', level: 4, solved: true, tags: [] })
    expect(rated.status).toBe('evaluated')
    expect(rated.evaluations).toMatchObject([{ rater: 'community', level: 4, solved: true }])
    const history = await grid.history(id)
    expect(history.map((it) => it.command)).toMatchObject([
      { type: 'WHISTLE' },
      { type: 'ACCEPT' },
      { type: 'REPORT_PROGRESS', text: '已到现场' },
      { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已修好（已联系居民：Y）' },
      { type: 'EVALUATE', level: 4, solved: true },
    ])
  })

  it('decides on a return: refused it stays, and cannot be returned again', async () => {
    const [grid, handler, centre] = await Promise.all([as('grid-a'), as('handler-cm'), as('centre')])
    const { id } = await whistle(grid, draft)
    expect((await act(handler, id, { type: 'RETURN', ...reason })).status).toBe('underReview.returned')
    const refused = await act(centre, id, { type: 'REFUSE_RETURN', explanation: '清单写明由城管负责' })
    expect(refused).toMatchObject({ status: 'accepted', designated: true })
    const explanation = '清单写明由城管负责'
    expect((await grid.history(id)).slice(1).map((it) => it.command)).toMatchObject([
      { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '属物业维护（建议承办单位编号：105）' },
      { type: 'REFUSE_RETURN', explanation },
    ])
  })

  it('decides on a return: upheld it goes to the unit that was named', async () => {
    const [grid, handler, centre] = await Promise.all([as('grid-a'), as('handler-cm'), as('centre')])
    const { id } = await whistle(grid, draft)
    await act(handler, id, { type: 'RETURN', ...reason })
    const upheld = await act(centre, id, { type: 'UPHOLD_RETURN', toUnitId: '105', explanation: '转住房局' })
    expect(upheld).toMatchObject({ status: 'whistled', leadUnitId: '105' })
    const command = { type: 'UPHOLD_RETURN', toUnitId: '105', explanation: '转住房局' }
    expect((await grid.history(id)).at(-1)).toMatchObject({ command })
    expect((await (await as('handler-housing')).query({ statuses: ['whistled'] })).items).toMatchObject([
      { ticketId: id },
    ])
  })

  it('is dispatched by the centre where no department answers for the matter (待派单 → 待签收)', async () => {
    const [grid, centre, housing] = await Promise.all([as('grid-a'), as('centre'), as('handler-housing')])
    const { id, status, leadUnitId } = await whistle(grid, { ...draft, matterCode: 'other' })
    expect({ status, leadUnitId }).toEqual({ status: 'whistled', leadUnitId: undefined })
    expect(await housing.get(id)).toBeUndefined()
    const sent = await act(centre, id, { type: 'REDISPATCH', toUnitId: '105', reason: '属物业' })
    expect(sent).toMatchObject({ status: 'whistled', leadUnitId: '105' })
    expect(await offered(housing, id)).toEqual(expect.arrayContaining(['ACCEPT', 'RETURN']))
  })

  it('has every state on one order: 退单待审核, 办理中, 待回访, 办结, and 重办 from there', async () => {
    const [grid, handler, housing, centre] = await Promise.all([
      as('grid-a'),
      as('handler-cm'),
      as('handler-housing'),
      as('centre'),
    ])
    const { id } = await whistle(grid, draft)
    const returned = await act(handler, id, { type: 'RETURN', ...reason })
    expect(returned.returns).toMatchObject([{ unitId: '104', reasonCode: 'notOurDuty' }])
    // Nobody but the desk decides on it.
    expect(await offered(handler, id)).toEqual([])
    await act(centre, id, { type: 'UPHOLD_RETURN', toUnitId: '105', explanation: '转住房局' })
    await act(housing, id, { type: 'ACCEPT' })
    const finished = await act(housing, id, { type: 'SUBMIT_RESULT', outcome: 'explained', text: '已告知' })
    expect(finished).toMatchObject({ status: 'closed', results: [{ outcome: 'explained', unitId: '105' }] })
    const rated = await act(grid, id, { ...given, type: 'EVALUATE', tags: [], comment: '没解决' })
    expect(rated).toMatchObject({
      status: 'evaluated',
      evaluations: [{ ...given, rater: 'community', comment: '没解决' }],
    })
    const redo = { type: 'REOPEN', cause: 'unsolved', reason: '灯还是不亮' } as const
    expect((await act(grid, id, redo)).status).toBe('accepted')
    expect((await act(grid, id, { type: 'URGE', message: '天黑了' })).status).toBe('accepted')
    const last = (await grid.history(id)).slice(-2).map((it) => it.command)
    expect(last).toMatchObject([
      { type: 'COMMENT', text: expect.stringContaining('问题未解决：灯还是不亮') },
      { type: 'URGE', message: '天黑了' },
    ])
  })

  it('is extended by the centre, in the portal’s own units, with its own new date', async () => {
    const [grid, handler, centre] = await Promise.all([as('grid-a'), as('handler-cm'), as('centre')])
    const { id } = await whistle(grid, draft)
    const accepted = await act(handler, id, { type: 'ACCEPT' })
    const ask = (by: Limit) => attempt(handler, id, { type: 'REQUEST_EXTENSION', by, reason: '等配件' })
    // Hours would become days there.
    expect(await ask({ amount: 3, unit: 'hour' })).toMatchObject({ rejection: { code: 'invalidInput' } })
    expect((await ask({ amount: 3, unit: 'day' })).ok).toBe(true)
    expect(await offered(centre, id)).toContain('GRANT_EXTENSION')
    const granted = await act(centre, id, { type: 'GRANT_EXTENSION', note: '同意' })
    expect(granted.extensions).toMatchObject([
      { by: { amount: 3, unit: 'day' }, reason: '等配件', decision: 'granted', decisionText: '同意' },
    ])
    const due = (ticket: Ticket) => Date.parse(ticket.clocks.handle?.dueAt ?? '')
    expect(due(granted) - due(accepted)).toBe(3 * 86_400_000)
  })

  it('lets another department assist, which sees the ticket and says what it did before the result', async () => {
    const [grid, handler, housing] = await Promise.all([
      as('grid-a'),
      as('handler-cm'),
      as('handler-housing'),
    ])
    const { id } = await whistle(grid, draft)
    await act(handler, id, { type: 'ACCEPT' })
    await act(handler, id, { type: 'ADD_ASSIST', unitId: '105', task: '联系物业' })
    expect(await offered(handler, id)).not.toContain('SUBMIT_RESULT')
    const helped = await act(housing, id, { type: 'ASSIST_DONE', text: '物业已到场' })
    expect(helped.assists).toMatchObject([{ unitId: '105', task: '联系物业', text: '物业已到场' }])
    expect(
      (await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '好了' })).status,
    ).toBe('closed')
    const command = { type: 'ASSIST_DONE', text: '物业已到场' }
    expect((await grid.history(id)).at(-2)).toMatchObject({ command })
  })

  it.each([
    [1, '5'],
    [2, '4'],
    [3, '3'],
    [4, '2'],
    [5, '1'],
  ])('rates with %i, which is %s there, and has it back', async (level, native) => {
    const [grid, handler] = await Promise.all([as('grid-a'), as('handler-cm')])
    const { id } = await whistle(grid, draft)
    await act(handler, id, { type: 'ACCEPT' })
    await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'partlyResolved', text: '修了一半' })
    const rated = await act(grid, id, { type: 'EVALUATE', level, solved: true, tags: [] })
    expect(rated.evaluations).toMatchObject([{ level, solved: true }])
    expect(visits.at(-1)).toMatchObject({ satisfaction: native, solved: 'Y' })
  })

  it('asks a photo of those matters that need one, and no rating of a resident', async () => {
    const [grid, handler, citizen] = await Promise.all([as('grid-a'), as('handler-cm'), as('citizen')])
    const bare = { ...draft, matterCode: 'manhole', citizenId: 'citizen' }
    await expect(whistle(grid, bare)).rejects.toThrow('evidenceMissing')
    const { id } = await whistle(grid, { ...bare, attachments: [await grid.upload(photo())] })
    await act(handler, id, { type: 'ACCEPT' })
    await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已更换井盖' })
    const view = await citizen.get(id)
    expect(view?.actions.map(({ type }) => type)).not.toContain('EVALUATE')
    const refused = await attempt(citizen, id, { type: 'EVALUATE', level: 1, solved: true, tags: [] })
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'notARater' } })
  })

  it('offers only what the portal can do', async () => {
    const { capabilities } = await as('grid-a')
    expect(capabilities).toMatchObject({ subscribe: false, figures: false, clientIds: false, replays: false })
    expect(capabilities.filters).toEqual(['statuses', 'leadUnitId', 'communityId', 'matterCode', 'text'])
    expect(capabilities.commands).not.toContain('SUSPEND')
  })

  it('hides the tickets of others, and says so when the state has moved on', async () => {
    const [grid, other, handler] = await Promise.all([as('grid-a'), as('grid-b'), as('handler-cm')])
    const { id } = await whistle(grid, draft)
    expect(await other.get(id)).toBeUndefined()
    const view = await handler.get(id)
    const options = { commandId: crypto.randomUUID(), ifVersion: view?.ticket.version ?? 0 }
    await act(grid, id, { type: 'WITHDRAW', reason: '已自行解决' })
    expect((await handler.execute(id, { type: 'ACCEPT' }, options)).ok).toBe(false)
  })

  it('loses in the mapping what is written down, and no more', async () => {
    const report = `${mappingReportText(testMapping(description))}\n`
    await expect(report).toMatchFileSnapshot('../../descriptions/ruoyi.mapping.txt')
  })
})
