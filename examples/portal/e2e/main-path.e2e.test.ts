// The whole mechanism in a real Chromium against the started portal, with the server killed at the end.
import { verifyHistory } from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { phonePhoto } from './browser.ts'
import { gatewayAs } from './demo-client.ts'
import { all, choose, Person, photo, search, type } from './person.ts'
import { setStage } from './stage.ts'
import { whistle } from './whistling.ts'

const stage = setStage()

const at = (identity: string, desk: 'whistle' | 'desk' | 'review' | 'dispatch' | 'evaluate', phone = false) =>
  Person.open({ browser: stage.browser, url: stage.url, identity, desk, phone })

async function figure(person: Person, name: string) {
  await person.page.goto(`${stage.url}/dispatch.html?as=dispatcher`)
  const tile = person.page.locator(`[data-figure=${name}]`)
  await tile.waitFor()
  return tile.innerText()
}

it('goes from a whistle to two ratings, and all of it survives a kill', async () => {
  const dispatcher = await at('dispatcher', 'dispatch')
  const before = await figure(dispatcher, 'closeRateAll')

  const worker = await at('grid-qingshan', 'whistle', true)
  const ticketId = await whistle(worker, {
    matter: 'jgqs',
    description: '东门外井盖破损，夜间看不见',
    photo: await phonePhoto(1),
    contact: { name: '哈斯', phone: '100-0000-0001' },
  })
  await worker.leave()
  const sent = await gatewayAs(stage.url, 'grid-qingshan').get(ticketId)
  expect(sent?.ticket.draft).toMatchObject({
    contact: { name: '哈斯', phone: '100-0000-0001' },
    citizenId: 'demo-citizen-hasi',
  })

  const department = await at('xincheng-citymgmt', 'desk')
  await department.act(
    ticketId,
    '退单',
    all(
      choose('退单理由', (await reasons())[0] ?? ''),
      type('说明', '井归供水管线'),
      search('建议承办单位', '供水'),
    ),
  )
  await department.leave()

  const reviewer = await at('reviewer', 'review')
  await reviewer.act(ticketId, '领取审核')
  await reviewer.act(ticketId, '驳回退单', type('说明', '按清单由城管牵头，先处置后认定'))
  await reviewer.sees(ticketId, '指定办理')
  await reviewer.leave()

  const handler = await at('xincheng-citymgmt', 'desk')
  await handler.act(ticketId, '报告进展', type('内容', '已围挡并设警示标志'))
  await handler.act(
    ticketId,
    '提交办理结果',
    all(choose('办理结果', '已解决'), type('内容', '已更换井盖'), photo(await phonePhoto(2))),
  )
  await handler.leave()

  const secretary = await at('secretary-qingshan', 'evaluate')
  await secretary.act(ticketId, '退回返工', type('原因', '井盖仍然松动'))
  await secretary.leave()

  const again = await at('xincheng-citymgmt', 'desk')
  await again.act(
    ticketId,
    '提交办理结果',
    all(choose('办理结果', '已解决'), type('内容', '重新安装并加固'), photo(await phonePhoto(3))),
  )
  await again.leave()

  const community = await at('secretary-qingshan', 'evaluate')
  await community.act(ticketId, '确认结果')
  await rate(community, ticketId, '非常满意')
  await community.leave()

  const citizen = await at('citizen-hasi', 'evaluate', true)
  await rate(citizen, ticketId, '满意')
  await citizen.sees(ticketId, '已评哨')
  await citizen.leave()

  const after = await figure(dispatcher, 'closeRateAll')
  expect(after).not.toBe(before)
  await dispatcher.leave()

  await stage.restartAfterKill()

  const gateway = gatewayAs(stage.url, 'dispatcher')
  const view = await gateway.get(ticketId)
  const history = await gateway.history(ticketId)
  expect(view?.ticket.status).toBe('evaluated')
  expect(view?.ticket.evaluations.map(({ rater, level, solved }) => [rater, level, solved])).toEqual([
    ['community', 5, true],
    ['citizen', 4, true],
  ])
  expect(view?.ticket.reworkCount).toBe(1)
  expect(view?.ticket.draft.location).toMatchObject({ crs: 'wgs84', lng: 111.6708, lat: 40.8183 })
  expect(verifyHistory(history)).toMatchObject({ ok: true, count: view?.ticket.version })
  const stored = await gateway.download(view?.ticket.draft.attachments?.[0]?.sha256 ?? '')
  expect(stored.size).toBe(view?.ticket.draft.attachments?.[0]?.bytes)
  expect(Buffer.from(await stored.arrayBuffer()).includes('e2e-phone')).toBe(false)
  const restarted = await at('dispatcher', 'dispatch')
  expect(await figure(restarted, 'closeRateAll')).toBe(after)
  await restarted.sees(ticketId, '记录完整')
  await restarted.leave()
})

async function reasons(): Promise<string[]> {
  const { policy } = await gatewayAs(stage.url, 'reviewer').city()
  return policy.returns.reasons.map(({ label }) => label.zh)
}

async function rate(person: Person, ticketId: string, level: string): Promise<void> {
  await person.act(ticketId, '评哨', async (form) => {
    await form.getByRole('radio', { name: '已解决', exact: true }).check()
    await form.getByRole('radio', { name: level, exact: true }).check()
  })
}
