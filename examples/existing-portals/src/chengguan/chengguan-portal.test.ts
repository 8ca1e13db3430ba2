// The city management portal by itself, as its own pages use it.
import { expect, describe, it } from 'vitest'
import * as z from 'zod'
import { chengguanClient } from '../testing/chengguan-client.ts'
import { chengguanPortal } from './chengguan-portal.ts'

const report = {
  event_type_id: 1,
  main_type_id: '01',
  sub_type_id: '0101',
  event_desc: '路灯不亮',
  address: '示例路1号',
  coordinate_x: '556885.241',
  coordinate_y: '4520980.405',
  community_id: 20_002,
}
const Reported = z.object({ rec_id: z.number() })
const Shown = z.object({ rec: z.looseObject({ act_property_name: z.string(), menus: z.array(z.string()) }) })

async function reported(options: Parameters<typeof chengguanPortal>[0] = {}) {
  const { handle } = chengguanPortal(options)
  const as = (userName: string) => chengguanClient(handle, userName)
  const [grid, centre, handler] = await Promise.all([as('grid-a'), as('centre'), as('handler-cm')])
  const { rec_id } = Reported.parse((await grid.call('/api/v1/rec/report', report)).data)
  const stage = async (client = grid) =>
    Shown.parse((await client.call('/api/v1/rec/getrec', { rec_id })).data).rec
  const step = (client: typeof grid, name: string, more: object = {}) =>
    client.call(`/api/v1/act/${name}`, { rec_id, ...more })
  return { grid, centre, handler, rec_id, stage, step }
}

describe('a portal of digital city management', () => {
  it('takes a case through 上报, 立案, 派遣, 处置, 核查 and 结案, each by whose turn it is', async () => {
    const { grid, centre, handler, stage, step } = await reported({ autoArchive: false })
    expect(await stage()).toMatchObject({ act_property_name: '上报', menus: ['cancel', 'urge'] })
    expect((await step(handler, 'accept')).message).toBe('案件不存在')
    await step(centre, 'inst')
    expect((await stage()).act_property_name).toBe('立案')
    await step(centre, 'dispatch', { unit_id: 20_004 })
    expect(await stage(handler)).toMatchObject({ act_property_name: '派遣', menus: ['accept', 'rollback'] })
    await step(handler, 'accept')
    await step(handler, 'dispose', { result_id: '1', trans_opinion: '已修好' })
    expect((await stage()).act_property_name).toBe('核查')
    await step(grid, 'check_pass')
    expect((await stage(centre)).menus).toEqual(['archive'])
    await step(centre, 'archive')
    expect(await stage()).toMatchObject({ act_property_name: '结案', menus: ['evaluate'] })
  })

  it('dispatches by itself where it is set to, to the department of the list of duties', async () => {
    const { stage } = await reported({ autoDispatch: true })
    expect(await stage()).toMatchObject({ act_property_name: '派遣', dispose_unit_id: 20_004 })
  })

  it('refuses a step that is not open, and says so within an answer of 200', async () => {
    const { grid, centre, step } = await reported()
    expect(await step(centre, 'archive')).toMatchObject({ success: false, errorCode: 2002 })
    expect(await step(grid, 'inst')).toMatchObject({ success: false, errorCode: 1003 })
  })

  it('finishes no case that is 挂账, until it is taken up again', async () => {
    const { centre, handler, stage, step } = await reported({ autoDispatch: true })
    await step(handler, 'accept')
    await step(centre, 'hang', { trans_opinion: '等备件', deadline: Date.now() + 86_400_000 })
    const result = { result_id: '1', trans_opinion: '已修好' }
    expect(await step(handler, 'dispose', result)).toMatchObject({ success: false, errorCode: 2002 })
    expect((await stage(centre)).menus).toEqual(['unhang', 'supervise'])
    await step(centre, 'unhang')
    expect((await step(handler, 'dispose', result)).success).toBe(true)
  })

  it('takes points in metres only', async () => {
    const { grid } = await reported()
    const inDegrees = { ...report, coordinate_x: '111.6743', coordinate_y: '40.8216' }
    const refused = await grid.call('/api/v1/rec/report', inDegrees)
    expect(refused.message).toContain('坐标超出城市范围')
  })

  it('takes no request that is signed with another key, by an old clock, or for the second time', async () => {
    const { grid } = await reported()
    const who = (signing: object) => grid.call('/api/v1/human/getcurrent', {}, signing)
    expect((await who({ signKey: 'guess' })).message).toBe('签名错误')
    expect((await who({ now: Date.now() - 3_600_000 })).message).toContain('时间戳已过期')
    expect((await who({ nonce: 'once' })).success).toBe(true)
    expect((await who({ nonce: 'once' })).message).toBe('重复的请求')
  })

  it('answers at most 50 rows of a list', async () => {
    const { grid } = await reported()
    const refused = await grid.call('/api/v1/rec/query', { currentPage: 1, numPerPage: 51 })
    expect(refused.message).toContain('每页最多50条')
  })
})
