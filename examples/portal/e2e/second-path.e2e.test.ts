// The other ways through: a return upheld, joint handling, withdrawn, merged, and settled without a department.
import { describe, expect, it } from 'vitest'
import { gatewayAs } from './demo-client.ts'
import { all, choose, Person, search, type } from './person.ts'
import { setStage } from './stage.ts'
import { whistle } from './whistling.ts'

const stage = setStage()

type Desk = 'whistle' | 'desk' | 'review' | 'dispatch' | 'evaluate'

/** Lets somebody work at their desk and leave it without a complaint of the page. */
async function as<T>(identity: string, desk: Desk, work: (person: Person) => Promise<T>): Promise<T> {
  const person = await Person.open({
    browser: stage.browser,
    url: stage.url,
    identity,
    desk,
    phone: desk === 'whistle',
  })
  const result = await work(person)
  await person.leave()
  return result
}

const lamp = { matter: '路灯不亮', description: '整条巷子不亮', address: '青杉巷 3 号门前' }
const worker = 'grid-qingshan'
const ticket = async (ticketId: string) => (await gatewayAs(stage.url, 'dispatcher').get(ticketId))?.ticket

describe('other ways through', () => {
  it('an upheld return moves the ticket, and two units handle it jointly', async () => {
    const id = await as(worker, 'whistle', (person) => whistle(person, lamp))
    await as('xincheng-citymgmt', 'desk', (person) =>
      person.act(
        id,
        '退单',
        all(
          choose('退单理由', '产权或管护单位另有归属'),
          type('说明', '该巷路灯由供电公司管护'),
          search('建议承办单位', '供电'),
        ),
      ),
    )
    await as('reviewer', 'review', async (person) => {
      await person.act(id, '领取审核')
      await person.act(id, '同意退单', type('说明', '管护协议在供电公司'))
    })
    expect(await ticket(id)).toMatchObject({ status: 'whistled', leadUnitId: 'utility-power' })
    await as('power', 'desk', async (person) => {
      await person.act(id, '应哨签收')
      await person.act(
        id,
        '增加协办',
        all(search('协办单位', '新城区城市管理'), type('协办任务', '占道施工围挡')),
      )
      const card = await person.look(id)
      expect(await card.getByRole('button', { name: '提交办理结果' }).isDisabled()).toBe(true)
      await card.getByText('还有协办单位没有完成').first().waitFor()
    })
    await as('xincheng-citymgmt', 'desk', (person) => person.act(id, '协办完成', type('内容', '围挡已设')))
    await as('power', 'desk', (person) =>
      person.act(id, '提交办理结果', all(choose('办理结果', '已解决'), type('内容', '更换电缆，全线亮灯'))),
    )
    await as('secretary-qingshan', 'evaluate', (person) => person.act(id, '确认结果'))
    expect(await ticket(id)).toMatchObject({
      status: 'closed',
      closing: 'confirmed',
      formerLeadUnitIds: ['xincheng-cityManagement'],
    })
  })

  it('a whistle is withdrawn, and a second one for the same thing is merged into the first', async () => {
    const [mistaken, first, second] = await as(worker, 'whistle', async (person) => {
      const ids: string[] = []
      for (const address of ['错报巷', '合并巷一', '合并巷二']) {
        if (ids.length > 0) await person.page.getByRole('button', { name: '再吹一哨' }).click()
        ids.push(await whistle(person, { ...lamp, address }))
      }
      await person.act(ids[0] ?? '', '撤回', type('原因', '看错了，灯是亮的'))
      return ids
    })
    expect(await ticket(mistaken ?? '')).toMatchObject({ status: 'withdrawn', clocks: {} })
    await as('dispatcher', 'dispatch', (person) =>
      person.act(second ?? '', '并案', all(search('并入工单', '合并巷一'), type('原因', '同一条线路'))),
    )
    expect(await ticket(second ?? '')).toMatchObject({ status: 'merged', mergedInto: first, clocks: {} })
  })

  it('the community settles its own matter without a department', async () => {
    const id = await as(worker, 'whistle', (person) =>
      whistle(person, { matter: '楼道声控灯', description: '三层到五层不亮', address: '3 号楼 2 单元' }),
    )
    expect(await ticket(id)).toMatchObject({ status: 'accepted', leadUnitId: 'xincheng-s1-c1' })
    await as(worker, 'whistle', (person) =>
      person.act(id, '提交办理结果', all(choose('办理结果', '已解决'), type('内容', '楼栋长更换灯泡'))),
    )
    await as('secretary-qingshan', 'evaluate', (person) => person.act(id, '确认结果'))
    const settled = await ticket(id)
    expect(settled).toMatchObject({ status: 'closed', formerLeadUnitIds: [] })
  })
})
