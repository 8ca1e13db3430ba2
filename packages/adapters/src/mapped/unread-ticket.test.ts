// One ticket that nobody can read takes no other one with it, and is never left out in silence.
import { GatewayError } from '@chuishao/core/service'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whistled } from '../conformance/fresh-gateway.ts'
import { mappedGateway } from './mapped-gateway.ts'
import { portalDescription } from './testing/portal-description.ts'
import { gatewaysUnder } from './testing/gateways-under.ts'
import { samplePortal } from './testing/portal.ts'
import type { UnreadTicketError } from './unread-ticket.ts'

let portal: ReturnType<typeof samplePortal>
let told: UnreadTicketError[]
beforeEach(() => {
  portal = samplePortal()
  told = []
})
afterEach(() => portal.close())

/** Rows of the list, and records, by the portal's number. */
const changed = (changes: Record<number, object>) => {
  const change = (row: object) => ({ ...row, ...changes[Number(Object(row).gdbh)] })
  return async (request: Request) => {
    const response = await portal.fetch(request)
    if (!/gd\/(list\?|\d+$)/.test(request.url)) return response
    const { rows, data, ...more } = Object(await response.json())
    return Response.json({
      ...more,
      ...(rows && { rows: rows.map(change) }),
      ...(data && { data: change(data) }),
    })
  }
}
const under = (changes: Record<number, object>, onUnread?: (error: UnreadTicketError) => void) =>
  mappedGateway(portalDescription, {
    endpoint: 'https://portal.test',
    token: () => 'gridWorker',
    fetch: changed(changes),
    ...(onUnread && { onUnread }),
  })
const three = async () => {
  const whole = gatewaysUnder(portal, portalDescription)
  return [await whistled(whole), await whistled(whole), await whistled(whole)] as const
}
const idsOf = ({ items }: { items: { ticketId: string }[] }) => items.map(({ ticketId }) => ticketId).sort()

describe('a ticket of a list in a state that is in no mapping', () => {
  it('is left out and counted; the others are there', async () => {
    const [first, second, third] = await three()
    const page = await under({ 1002: { zt: '督办中' } }, (error) => told.push(error)).query({})
    expect([idsOf(page), page.unread]).toEqual([[first, third].sort(), 1])
    expect(idsOf(page)).not.toContain(second)
  })

  it('is told once, by its number, its field and its state, with what to do', async () => {
    await three()
    const gateway = under({ 1002: { zt: '督办中' } }, (error) => told.push(error))
    await gateway.query({})
    await gateway.query({})
    expect(told).toMatchObject([
      {
        name: 'UnreadTicketError',
        code: 'unreadTicket',
        nativeId: '1002',
        field: 'zt → status',
        url: expect.stringContaining('/gd/list?'),
        sentence: {
          zh: '列表中的工单 1002 读不懂，没有显示：zt → status（“督办中”不在代码表中）。请补全接口说明，再用 npm run mapping 检查。',
          en: expect.stringContaining('"督办中" is not in the table of codes'),
        },
        message: expect.stringMatching(/^\[unreadTicket\] 列表.* \/ Ticket 1002 of a list/),
      },
    ])
  })

  it('is told to the page’s own error monitoring by default', async () => {
    await three()
    const reportError = vi.fn<(error: unknown) => void>()
    vi.stubGlobal('reportError', reportError)
    await under({ 1002: { zt: '督办中' } })
      .query({})
      .finally(() => vi.unstubAllGlobals())
    expect(reportError.mock.calls).toMatchObject([[{ code: 'unreadTicket', nativeId: '1002' }]])
  })

  it('has its clear error where it is opened', async () => {
    const [, second] = await three()
    const opened = under({ 1002: { zt: '督办中' } }).get(second)
    await expect(opened).rejects.toThrow(/zt → status at .*\/gd\/1002 \("督办中" is not in the table/)
    await expect(opened).rejects.toBeInstanceOf(GatewayError)
  })

  it('leads on to the next page, which may have none but such', async () => {
    const [first, second] = await three()
    const gateway = under({ 1003: { zt: '督办中' } }, () => {})
    const page = await gateway.query({ limit: 2, order: 'due' })
    const cursor = page.nextCursor ?? ''
    const next = await gateway.query({ limit: 2, order: 'due', cursor })
    expect([...idsOf(page), ...idsOf(next)].sort()).toEqual([first, second].sort())
    expect([page.unread ?? 0, next.unread ?? 0].reduce((a, b) => a + b)).toBe(1)
  })
})

describe('a list of which nothing can be read', () => {
  it('fails, for it is not empty', async () => {
    await three()
    const all = { 1001: { zt: '甲' }, 1002: { zt: '乙' }, 1003: { cjsj: '昨天' } }
    const gateway = under(all, (error) => told.push(error))
    await expect(gateway.query({})).rejects.toThrow(/does not fit its description/)
    expect(told.map(({ field }) => field).sort()).toEqual(['cjsj → createdAt', 'zt → status', 'zt → status'])
  })

  it('is empty where the portal says so', async () =>
    expect(await under({}).query({})).toEqual({ items: [] }))
})

describe('a row that lacks what every ticket has', () => {
  it('is left out too, and no value of a person is told', async () => {
    await three()
    const page = await under({ 1001: { gdbh: null }, 1002: { lxdh: '不是号码 王小明' } }, (error) =>
      told.push(error),
    ).query({})
    expect([page.items.length, page.unread]).toEqual([1, 2])
    expect(JSON.stringify(told.map(({ message }) => message))).not.toContain('王小明')
    expect(told.map(({ nativeId }) => nativeId)).toContain(undefined)
  })
})
