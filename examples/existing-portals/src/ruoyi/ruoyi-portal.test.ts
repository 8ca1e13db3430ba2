import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { demoPassword } from '../demo-city.ts'
import { portalHandlers } from '../msw/portal-handlers.ts'
import { ruoyiPortal, type RuoyiPortal } from './ruoyi-portal.ts'

const origin = 'http://ruoyi.test'
const server = setupServer()
let portal: RuoyiPortal
let now = Date.parse('2026-03-02T01:00:00Z')

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => {
  now = Date.parse('2026-03-02T01:00:00Z')
  portal = ruoyiPortal({ now: () => now })
  server.use(...portalHandlers(origin, portal.handle))
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const Answer = z.record(z.string(), z.unknown())
const Order = z.looseObject({ status: z.string(), handleDeptName: z.string().nullable() })

async function signIn(username: string) {
  const post = { method: 'POST', body: JSON.stringify({ username, password: demoPassword }) }
  const { token } = z.object({ token: z.string() }).parse(await (await fetch(`${origin}/login`, post)).json())
  const call = async (method: string, path: string, body?: object | FormData) => {
    const sent = body instanceof FormData ? body : body && JSON.stringify(body)
    const init = { method, headers: { authorization: `Bearer ${token}` }, ...(sent && { body: sent }) }
    const response = await fetch(origin + path, init)
    return Answer.parse({ ...(await response.json()), status: response.status })
  }
  return {
    call,
    order: async (id: number) => Order.parse((await call('GET', `/ticket/workorder/${id}`))['data']),
  }
}

const draft = {
  matterCode: 'lamp',
  content: '三号楼前路灯不亮',
  address: '示例路 3 号',
  lng: 111.67,
  lat: 40.82,
  communityDeptId: 102,
}

async function reported() {
  const worker = await signIn('grid-a')
  const { data } = await worker.call('POST', '/ticket/workorder', draft)
  return { worker, id: z.number().parse(data) }
}

describe('a portal in the shape of RuoYi', () => {
  it('takes a report to the department that the matter list names, with limits in Beijing time', async () => {
    const { worker, id } = await reported()
    expect(await worker.order(id)).toMatchObject({
      status: '1',
      handleDeptName: '示例区城市管理局',
      createTime: '2026-03-02 09:00:00',
      signDeadline: '2026-03-02 11:00:00',
      finishDeadline: '2026-03-04 09:00:00',
    })
  })

  it('takes an order from signing to the visit, and records who did what', async () => {
    const { worker, id } = await reported()
    const handler = await signIn('handler-cm')
    await handler.call('PUT', `/ticket/workorder/sign/${id}`, {})
    await handler.call('PUT', `/ticket/workorder/progress/${id}`, { remark: '已到现场' })
    await handler.call('PUT', `/ticket/workorder/finish/${id}`, {
      finishType: '1',
      replyContent: '已更换灯泡',
    })
    await worker.call('PUT', `/ticket/workorder/visit/${id}`, { satisfaction: '1', solved: 'Y' })
    expect(await worker.order(id)).toMatchObject({ status: '5', satisfaction: '1', solved: 'Y' })
    const { rows } = await worker.call('GET', `/ticket/flow/list?workOrderId=${id}&pageSize=50`)
    const names = z.array(z.object({ actionName: z.string(), toStatus: z.string() })).parse(rows)
    expect(names.map((it) => `${it.actionName} ${it.toStatus}`)).toEqual([
      '登记 1',
      '签收 3',
      '办理反馈 3',
      '办结反馈 4',
      '回访 5',
    ])
  })

  it('sends a returned order elsewhere, or back for good', async () => {
    const { id } = await reported()
    const [handler, centre] = [await signIn('handler-cm'), await signIn('centre')]
    const back = { returnReason: '1', remark: '属住房部门' }
    await handler.call('PUT', `/ticket/workorder/return/${id}`, back)
    await centre.call('PUT', `/ticket/workorder/audit/${id}`, { pass: 'Y', deptId: 105 })
    expect(await centre.order(id)).toMatchObject({ status: '1', handleDeptName: '示例区住房保障局' })

    const housing = await signIn('handler-housing')
    await housing.call('PUT', `/ticket/workorder/return/${id}`, back)
    await centre.call('PUT', `/ticket/workorder/audit/${id}`, { pass: 'N', remark: '属你单位职责' })
    expect(await centre.order(id)).toMatchObject({ status: '3', returnable: 'N' })
  })

  it('answers 200 with the code inside, whatever went wrong', async () => {
    const { worker, id } = await reported()
    const [handler, other] = [await signIn('handler-cm'), await signIn('grid-b')]
    const path = `/ticket/workorder/sign/${id}`
    expect(await worker.call('PUT', path, {})).toMatchObject({ status: 200, code: 403 })
    await handler.call('PUT', path, {})
    const again = { status: 200, code: 500, msg: '工单状态已变更，请刷新后重试' }
    expect(await handler.call('PUT', path, {})).toEqual(again)
    expect(await other.call('GET', `/ticket/workorder/${id}`)).toMatchObject({ status: 200, code: 500 })
    const long = { ...draft, content: '长'.repeat(2001) }
    expect(await worker.call('POST', '/ticket/workorder', long)).toMatchObject({ status: 200, code: 500 })
    portal.forgetSessions()
    expect(await worker.call('GET', '/getInfo')).toMatchObject({ status: 200, code: 401 })
  })

  it('pages from 1, narrows, and puts the latest change first', async () => {
    const worker = await signIn('grid-a')
    for (const matterCode of ['lamp', 'property', 'other', 'lamp']) {
      now += 1000
      await worker.call('POST', '/ticket/workorder', { ...draft, matterCode })
    }
    const ids = async (query: string) => {
      const { rows, total } = await worker.call('GET', `/ticket/workorder/list?${query}`)
      return [
        total,
        z
          .array(z.object({ workOrderId: z.number() }))
          .parse(rows)
          .map((it) => it.workOrderId),
      ]
    }
    expect(await ids('pageNum=1&pageSize=3')).toEqual([4, [1004, 1003, 1002]])
    expect(await ids('pageNum=2&pageSize=3')).toEqual([4, [1001]])
    expect(await ids('status=0')).toEqual([1, [1003]])
    expect(await ids('keyword=物业')).toEqual([1, [1002]])
  })

  it('takes a photo as a multipart file and gives it back by its name', async () => {
    const worker = await signIn('grid-a')
    const form = new FormData()
    form.set('file', new File([new Uint8Array([0xff, 0xd8, 0xff])], 'lamp.jpg', { type: 'image/jpeg' }))
    const { fileName, originalFilename } = await worker.call('POST', '/common/upload', form)
    expect([fileName, originalFilename]).toEqual(['/profile/upload/2026/03/02/photo_1.jpg', 'lamp.jpg'])
    const photo = await fetch(`${origin}${z.string().parse(fileName)}`)
    expect([photo.headers.get('content-type'), (await photo.bytes()).length]).toEqual(['image/jpeg', 3])
    const missing = await worker.call('POST', '/ticket/workorder', {
      ...draft,
      fileUrls: '/profile/upload/none.jpg',
    })
    expect(missing).toMatchObject({ code: 500 })
  })

  it('tells its dictionaries, units and matters', async () => {
    const { call } = await signIn('grid-a')
    const { data } = await call('GET', '/system/dict/data/type/ticket_status')
    const labels = z.array(z.object({ dictValue: z.string(), dictLabel: z.string() })).parse(data)
    expect(labels.map((it) => `${it.dictValue} ${it.dictLabel}`)).toContain('2 退单待审核')
    expect((await call('GET', '/ticket/matter/list'))['total']).toBe(5)
    expect((await call('GET', '/system/dept/list'))['data']).toHaveLength(5)
  })
})
