// The city management portal through its description, behind MSW: every step that it has, in its own words.
import { mappedGateway, mappingReportText, testMapping } from '@chuishao/adapters/mapped'
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { Draft } from '@chuishao/core/ticket'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoPassword } from '../demo-city.ts'
import type { Portal } from '../http/routes.ts'
import { portalHandlers } from '../msw/portal-handlers.ts'
import { chengguanClient } from '../testing/chengguan-client.ts'
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
import { chengguanPortal, type ChengguanPortal } from './chengguan-portal.ts'

const endpoint = 'http://chengguan.test'
const description = await committedDescription('chengguan')

const server = setupServer()
let portal: ChengguanPortal
let seen: Request[] = []
const serve = (made: ChengguanPortal) => {
  portal = made
  seen = []
  const noting: Portal = (request) => (seen.push(request.clone()), portal.handle(request))
  server.resetHandlers(...portalHandlers(endpoint, noting))
}
beforeAll(() => server.listen())
beforeEach(() => serve(chengguanPortal()))
afterAll(() => server.close())

async function signIn(userName: string) {
  const body = new URLSearchParams({ userName, password: demoPassword })
  const answer = await fetch(`${endpoint}/login/validpassword`, { method: 'POST', body })
  const { resultInfo } = await answer.json()
  return resultInfo.data as { token: string; signKey: string }
}

async function as(userName: string, more: { now?: () => number } = {}): Promise<TicketGateway> {
  const { token, signKey } = await signIn(userName)
  return mappedGateway(description, { endpoint, token: () => token, secret: () => signKey, ...more })
}

const lamp = '1-01-0101'
const draft: Draft = {
  matterCode: lamp,
  description: '路灯不亮',
  location: { crs: 'cgcs2000', lng: 111.6743, lat: 40.8216, address: '示例路1号', communityId: '20002' },
  contact: { phone: '13800000000' },
}

/** What the portal itself keeps of its first case. */
async function kept() {
  const grid = await chengguanClient(portal.handle, 'grid-a')
  const { data } = await grid.call('/api/v1/rec/getrec', { rec_id: 70_001 })
  return data
}

async function dispatched(grid: TicketGateway, centre: TicketGateway) {
  const { id } = await whistle(grid, draft)
  await act(centre, id, { type: 'REDISPATCH', toUnitId: '20004', reason: '按权责清单' })
  return id
}

describe('the city management portal through its description', () => {
  it('is reported to in its three codes and in metres, with a photo as text', async () => {
    const grid = await as('grid-a')
    const attachments = [await grid.upload(photo())]
    const { id, status, leadUnitId, draft: back } = await whistle(grid, { ...draft, attachments })
    expect((await grid.get(id))?.number).toMatch(/^\d+-0001$/)
    // It has no place for a name, so nobody is asked for one.
    expect(grid.capabilities).toMatchObject({ lostFields: { WHISTLE: ['contactName'] }, contacts: true })
    expect([status, leadUnitId]).toEqual(['whistled', undefined])
    expect(back.matterCode).toBe(lamp)
    expect(back.location?.lng).toBeCloseTo(111.6743, 7)
    expect(back.location?.lat).toBeCloseTo(40.8216, 7)
    const { rec } = Object(await kept())
    expect(rec).toMatchObject({
      act_property_name: '上报',
      event_type_name: '部件',
      main_type_name: '公用设施',
      sub_type_name: '路灯不亮',
      coordinate_x: '556885.241',
      coordinate_y: '4520980.405',
      media_list: [{ media_id: 5001, usage: 1 }],
    })
    const form = new URLSearchParams(await seen.find(({ url }) => url.includes('/rec/report'))?.text())
    expect([...form.keys()]).toEqual(['data'])
  })

  it('goes through every stage: 上报, 派遣, 处置, 核查, 结案, and is rated', async () => {
    const [grid, centre, handler] = await Promise.all([as('grid-a'), as('centre'), as('handler-cm')])
    const { id } = await whistle(grid, draft)
    const sent = await act(centre, id, { type: 'REDISPATCH', toUnitId: '20004', reason: '按权责清单' })
    expect(sent).toMatchObject({ status: 'whistled', leadUnitId: '20004' })
    expect(sent.clocks.accept?.dueAt).toBeDefined()

    expect((await act(handler, id, { type: 'ACCEPT' })).status).toBe('accepted')
    await act(handler, id, { type: 'REPORT_PROGRESS', text: '已到现场' })
    const attachments = [await handler.upload(photo())]
    const solved = { outcome: 'resolved', text: '已更换灯泡', attachments } as const
    const resolved = await act(handler, id, { type: 'SUBMIT_RESULT', ...solved })
    expect(resolved.status).toBe('underReview.resolved')
    expect(resolved.results).toMatchObject([{ outcome: 'resolved', text: '已更换灯泡', unitId: '20004' }])
    // Photos of before and after lie in one list there.
    expect([resolved.draft.attachments, resolved.results[0]?.attachments.length]).toEqual([undefined, 1])
    const [after] = resolved.results[0]?.attachments ?? []
    expect(await bytesOf(await grid.download(after?.sha256 ?? ''))).toEqual(photoBytes)

    const redone = await act(grid, id, { type: 'REFUSE_RESULT', reason: '又不亮了' })
    expect(redone).toMatchObject({ status: 'accepted', reworkCount: 1 })
    await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已更换线路' })
    expect((await act(grid, id, { type: 'CONFIRM_RESULT' })).status).toBe('closed')

    const rated = await act(grid, id, { type: 'EVALUATE', level: 3, solved: true, tags: [], comment: '慢' })
    expect(rated.status).toBe('closed')
    expect(rated.evaluations).toMatchObject([{ rater: 'community', level: 3, solved: true, comment: '慢' }])
    expect(await offered(grid, id)).not.toContain('EVALUATE')
    const history = await grid.history(id)
    expect(history.map(({ command }) => command)).toMatchObject([
      { type: 'WHISTLE' },
      { type: 'REDISPATCH', toUnitId: '20004', reason: '按权责清单' },
      { type: 'ACCEPT' },
      { type: 'REPORT_PROGRESS', text: '已到现场' },
      // Of the first result nothing tells the outcome any more: it stays in the portal's words.
      { type: 'COMMENT', text: '处置完成：已更换灯泡' },
      { type: 'REFUSE_RESULT', reason: '又不亮了' },
      { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已更换线路' },
      { type: 'CONFIRM_RESULT' },
      { type: 'EVALUATE', level: 3, solved: true, comment: '慢' },
    ])
    expect(history[0]?.actor).toMatchObject({ personId: 'grid-a', name: '甲网格员', unitId: '20002' })
  })

  it.each([
    [5, 4],
    [4, 4],
    [3, 3],
    [2, 2],
    [1, 2],
  ])('keeps a rating of %i as %i, because it has three levels', async (level, back) => {
    serve(chengguanPortal({ autoDispatch: true }))
    const [grid, handler] = await Promise.all([as('grid-a'), as('handler-cm')])
    const { id } = await whistle(grid, draft)
    await act(handler, id, { type: 'ACCEPT' })
    await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'explained', text: '说明' })
    await act(grid, id, { type: 'CONFIRM_RESULT' })
    const { evaluations } = await act(grid, id, { type: 'EVALUATE', level, solved: level > 2, tags: [] })
    expect(evaluations).toMatchObject([{ level: back, solved: level > 2 }])
  })

  it('decides on a rollback: agreed it goes to the unit that is named, refused it stays for good', async () => {
    const [grid, centre, handler, housing] = await Promise.all([
      as('grid-a'),
      as('centre'),
      as('handler-cm'),
      as('handler-housing'),
    ])
    const id = await dispatched(grid, centre)
    const back = { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '属物业维护' } as const
    const returned = await act(handler, id, { ...back, suggestedUnitId: '20005' })
    expect(returned.status).toBe('underReview.returned')
    expect(returned.returns).toMatchObject([
      { reasonCode: 'notOurDuty', explanation: '属物业维护（建议承办单位编号：20005）' },
    ])
    const agreed = await act(centre, id, { type: 'UPHOLD_RETURN', toUnitId: '20005', explanation: '转住房' })
    expect(agreed).toMatchObject({ status: 'whistled', leadUnitId: '20005' })
    expect(await handler.get(id)).toBeUndefined()

    await act(housing, id, { ...back, suggestedUnitId: '20004' })
    const refused = await act(centre, id, { type: 'REFUSE_RETURN', explanation: '清单写明' })
    expect(refused).toMatchObject({ status: 'accepted', designated: true, leadUnitId: '20005' })
  })

  it('suspends with a plan and a date, and takes it up again', async () => {
    const [grid, centre, handler] = await Promise.all([as('grid-a'), as('centre'), as('handler-cm')])
    const id = await dispatched(grid, centre)
    await act(handler, id, { type: 'ACCEPT' })
    const reviewAt = new Date(Date.now() + 86_400_000).toISOString()
    const hung = await act(centre, id, { type: 'SUSPEND', plan: '等备件', reviewAt })
    expect(hung.suspension).toMatchObject({ plan: '等备件', reviewAt })
    expect(await offered(handler, id)).not.toContain('SUBMIT_RESULT')
    expect((await act(centre, id, { type: 'RESUME' })).suspension).toBeUndefined()
    expect(await offered(handler, id)).toContain('SUBMIT_RESULT')
    expect((await act(centre, id, { type: 'SUPERVISE', instruction: '今日办结' })).supervised).toBe(true)
    expect((await act(grid, id, { type: 'URGE', message: '天黑了' })).urgeCount).toBe(1)
  })

  it('withdraws a case that nobody has accepted', async () => {
    const grid = await as('grid-a')
    const { id } = await whistle(grid, draft)
    expect((await act(grid, id, { type: 'WITHDRAW', reason: '误报' })).status).toBe('withdrawn')
  })

  it('shows what the portal alone does: 立案 and 结案, which are none of our commands', async () => {
    serve(chengguanPortal({ autoArchive: false }))
    const [grid, centre, handler] = await Promise.all([as('grid-a'), as('centre'), as('handler-cm')])
    const desk = await chengguanClient(portal.handle, 'centre')
    const { id } = await whistle(grid, draft)
    await desk.call('/api/v1/act/inst', { rec_id: 70_001 })
    expect((await grid.get(id))?.ticket.status).toBe('whistled')
    const [, filed] = await grid.history(id)
    expect(filed).toMatchObject({ command: { type: 'COMMENT', text: '立案' }, to: 'whistled' })
    await act(centre, id, { type: 'REDISPATCH', toUnitId: '20004', reason: '按权责清单' })
    await act(handler, id, { type: 'ACCEPT' })
    await act(handler, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已修好' })
    const closed = await act(grid, id, { type: 'CONFIRM_RESULT' })
    expect(closed.status).toBe('closed')
    // Its menus say that a case is rated after 结案 only.
    expect(await offered(grid, id)).not.toContain('EVALUATE')
    const early = await attempt(grid, id, { type: 'EVALUATE', level: 5, solved: true, tags: [] })
    expect(early).toMatchObject({ ok: false, rejection: { code: 'notAllowedInState' } })
    await desk.call('/api/v1/act/archive', { rec_id: 70_001 })
    expect(await offered(grid, id)).toContain('EVALUATE')
  })

  it('lists page by page, narrowed by its three codes at once and by its stages', async () => {
    const [grid, centre] = await Promise.all([as('grid-a'), as('centre')])
    for (const matterCode of [lamp, lamp, '2-01-0101', lamp]) await whistle(grid, { ...draft, matterCode })
    const first = await centre.query({ limit: 3 })
    const second = await centre.query({ limit: 3, cursor: first.nextCursor ?? '' })
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, undefined])
    const ids = new Set([...first.items, ...second.items].map(({ ticketId }) => ticketId))
    expect(ids.size).toBe(4)
    expect((await centre.query({ matterCode: lamp })).items).toHaveLength(3)
    expect((await centre.query({ statuses: ['whistled'] })).items).toHaveLength(4)
    expect((await centre.query({ statuses: ['accepted'] })).items).toHaveLength(0)
    expect((await centre.query({ text: '占道' })).items.map((it) => it.matterCode)).toEqual(['2-01-0101'])
    const asked = new URLSearchParams(await seen.findLast(({ url }) => url.includes('/query'))?.text())
    expect(JSON.parse(asked.get('data') ?? '')).toEqual({ currentPage: 1, numPerPage: 50, keyword: '占道' })
  })

  it('refuses a point of another system before it is sent', async () => {
    const grid = await as('grid-a')
    const location = { crs: 'gcj02', lng: 111.68, lat: 40.82, communityId: '20002' } as const
    const commandId = crypto.randomUUID()
    const command = { type: 'WHISTLE', draft: { ...draft, location } } as const
    const refused = await grid.execute(crypto.randomUUID(), command, { commandId, ifVersion: 0 })
    expect(refused).toMatchObject({
      rejection: { code: 'invalidInput', issues: [{ path: ['draft', 'location', 'crs'] }] },
    })
    expect(seen.some(({ url }) => url.includes('report'))).toBe(false)
  })

  it('is asked with a signature that the portal checks, and tells a clock that is off', async () => {
    const told = async (gateway: TicketGateway) => gateway.whoAmI().catch((error: unknown) => error)
    const { token } = await signIn('grid-a')
    const forged = mappedGateway(description, { endpoint, token: () => token, secret: () => 'guess' })
    expect(await told(forged)).toMatchObject({ sentence: { zh: '签名错误' } })
    const late = await as('grid-a', { now: () => Date.now() - 86_400_000 })
    expect(await told(late)).toMatchObject({ sentence: { zh: '时间戳已过期，请校准本机时间' } })
    const grid = await as('grid-a')
    portal.forgetSessions()
    const error = await told(grid)
    expect(error).toBeInstanceOf(GatewayError)
    expect(error).toMatchObject({ code: 'unauthenticated' })
  })

  it('finds a photo again on a page that was loaded anew, and shows it to nobody else', async () => {
    const grid = await as('grid-a')
    const attachments = [await grid.upload(photo())]
    const [ref] = (await whistle(grid, { ...draft, attachments })).draft.attachments ?? []
    // A gateway that has read nothing yet, as after a reload with a ticket that was kept.
    const anew = await as('grid-a')
    expect(await bytesOf(await anew.download(ref?.sha256 ?? ''))).toEqual(photoBytes)
    const other = await as('grid-b')
    await expect(other.download(ref?.sha256 ?? '')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('loses in the mapping what is written down, and no more', async () => {
    const report = `${mappingReportText(testMapping(description))}\n`
    await expect(report).toMatchFileSnapshot('../../descriptions/chengguan.mapping.txt')
  })
})
