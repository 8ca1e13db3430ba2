import { offlineGateway, type OfflineGateway } from '@chuishao/adapters/offline'
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import type { Actor } from '@chuishao/core/ticket'
import { expect } from 'chai'
import { html } from 'lit'
import '../all.ts'
import { newCommandId, newTicketId } from '../internal/ids.ts'
import { violations } from '../test/axe.ts'
import { createBackend, draft, photo, type Backend } from '../test/backend.ts'
import { find, inside, looks, mount, until, type Look } from '../test/mount.ts'
import type { WhistleOutbox } from './whistle-outbox.ts'

let databases = 0
const open: OfflineGateway[] = []

/** A device whose network can be cut, around the real service, on a database of its own. */
function device(backend: Backend, actor: Actor) {
  const network = { isCut: false, signedOut: false, takesNoCommand: false }
  const inner = backend.as(actor)
  const through: ProxyHandler<TicketGateway> = {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function' || name === 'subscribe') return value
      return async (...args: unknown[]) => {
        if (network.isCut) throw new GatewayError('offline', { zh: '网络不可用', en: 'No network' })
        if (network.takesNoCommand && name === 'execute')
          throw new GatewayError('server', { zh: '服务繁忙', en: 'Busy' })
        if (network.signedOut) throw new GatewayError('unauthenticated', { zh: '请登录', en: 'Sign in' })
        return Reflect.apply(value, target, args)
      }
    },
  }
  const gateway = offlineGateway(new Proxy(inner, through), {
    database: `outbox-test-${(databases += 1)}-${Date.now()}`,
    patienceMs: 500,
  })
  open.push(gateway)
  return { gateway, network }
}

/** Signs in and reads what the screens need, as every page does while there is a network. */
async function ready(backend: Backend, actor: Actor) {
  const it = device(backend, actor)
  await it.gateway.whoAmI()
  await it.gateway.city()
  return it
}

const whistle = (gateway: TicketGateway, ticketId = newTicketId(), description = '井盖缺失') =>
  gateway.execute(
    ticketId,
    { type: 'WHISTLE', draft: draft({ description }) },
    { commandId: newCommandId(), ifVersion: 0 },
  )

const outboxOf = (gateway: TicketGateway, look?: Look): WhistleOutbox =>
  find(mount(html`<whistle-outbox .gateway=${gateway}></whistle-outbox>`, look), 'whistle-outbox')

const text = (outbox: WhistleOutbox) => outbox.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
const buttonOf = (outbox: WhistleOutbox, label: string) => {
  const found = [...(outbox.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (it) => it.textContent?.trim() === label,
  )
  if (!found) throw new Error(`no button ${label}`)
  return found
}

/** One that waits, one that needs somebody. */
async function fullDevice() {
  const backend = createBackend()
  const ticketId = await backend.whistle(people.gridWorker, draft())
  const it = await ready(backend, people.gridWorker)
  await it.gateway.get(ticketId)
  it.network.isCut = true
  await it.gateway.execute(
    ticketId,
    { type: 'WITHDRAW', reason: '误报' },
    { commandId: newCommandId(), ifVersion: 1 },
  )
  await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
  it.network.isCut = false
  await it.gateway.outbox.retry()
  await untilAsync(async () => (await it.gateway.outbox.read()).items[0]?.state === 'needsYou')
  it.network.isCut = true
  await whistle(it.gateway)
  return { ...it, backend, ticketId }
}

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  const start = performance.now()
  while (!(await condition()))
    if (performance.now() - start > 3000) throw new Error(`still not: ${condition}`)
}

describe('whistle-outbox', () => {
  afterEach(() => open.splice(0).forEach((gateway) => gateway.close()))

  for (const look of looks) {
    it(`has nothing for axe to find (${look.lang}, ${look.theme})`, async () => {
      const { gateway } = await fullDevice()
      const outbox = outboxOf(gateway, look)
      await until(() => outbox.shadowRoot?.querySelectorAll('.item').length === 2)
      expect(await violations(outbox)).to.deep.equal([])
      buttonOf(outbox, look.lang === 'en' ? 'Change' : '修改').click()
      await until(() => outbox.shadowRoot?.querySelector('textarea'))
      expect(await violations(outbox)).to.deep.equal([])
      const empty = outboxOf((await ready(createBackend(), people.gridWorker)).gateway, look)
      await until(() => empty.shadowRoot?.querySelector('section'))
      expect(await violations(empty)).to.deep.equal([])
    })
  }

  it('shows what waits while there is no network, and nothing once it has arrived', async () => {
    const { gateway, network } = await ready(createBackend(), people.gridWorker)
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('没有待发送的内容'))
    network.isCut = true
    const outcome = await whistle(gateway)
    expect(outcome.ok && outcome.pending).to.equal(true)
    await until(() => text(outbox).includes('待发送 1 项'))
    expect(text(outbox)).to.include('吹哨').and.to.include('井盖缺失').and.to.include('内容都保存在本机')
    network.isCut = false
    buttonOf(outbox, '全部立即发送').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
  })

  it('shows both versions of a ticket that has moved on, and sends only what may be sent', async () => {
    const { gateway } = await fullDevice()
    const outbox = outboxOf(gateway)
    await until(() => outbox.shadowRoot?.querySelector('.sides'))
    const sides = [...(outbox.shadowRoot?.querySelectorAll('.side') ?? [])].map((it) =>
      it.textContent?.replace(/\s+/g, ' '),
    )
    expect(sides[0]).to.include('您操作时看到的').and.to.include('待应哨')
    expect(sides[1]).to.include('现在的情况').and.to.include('办理中').and.to.include('又有 1 步新进展')
    expect(text(outbox)).to.include('按现在的情况，这一步已经不能做了')
  })

  it('discards only after a question', async () => {
    const { gateway } = await fullDevice()
    const outbox = outboxOf(gateway)
    await until(() => outbox.shadowRoot?.querySelectorAll('.item').length === 2)
    buttonOf(outbox, '丢弃').click()
    await until(() => outbox.shadowRoot?.querySelector('dialog')?.open)
    expect((await gateway.outbox.read()).items).to.have.length(2)
    expect(await violations(outbox)).to.deep.equal([])
    inside<HTMLButtonElement>(outbox, 'dialog [data-kind=danger]').click()
    await until(() => outbox.shadowRoot?.querySelectorAll('.item').length === 1)
    expect((await gateway.outbox.read()).items).to.have.length(1)
  })

  it('lets a text be corrected where it waits, and sends the corrected one', async () => {
    const backend = createBackend()
    const { gateway, network } = await ready(backend, people.gridWorker)
    network.isCut = true
    const ticketId = newTicketId()
    await whistle(gateway, ticketId)
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
    buttonOf(outbox, '修改').click()
    await until(() => outbox.shadowRoot?.querySelector('textarea'))
    inside<HTMLTextAreaElement>(outbox, 'textarea').value = '井盖缺失，已放置警示牌'
    network.isCut = false
    buttonOf(outbox, '保存并发送').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.draft.description).to.equal('井盖缺失，已放置警示牌')
  })

  it('tells how many photos the service has already, and why the rest of it waits', async () => {
    const { gateway, network } = await ready(createBackend(), people.gridWorker)
    network.isCut = true
    const attachments = [await gateway.upload(await photo())]
    const command = { type: 'WHISTLE', draft: draft({ attachments }) } as const
    await gateway.execute(newTicketId(), command, { commandId: newCommandId(), ifVersion: 0 })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('照片 1 张，已上传 0 张'))
    network.isCut = false
    network.takesNoCommand = true
    buttonOf(outbox, '全部立即发送').click()
    await until(() => text(outbox).includes('照片 1 张，已上传'))
    await until(() => text(outbox).includes('上次没有发出：服务繁忙'))
    expect(text(outbox)).not.to.include('已上传 0 张')
  })

  it('asks to sign in where that has ended, and tells its page how much waits', async () => {
    const { gateway, network } = await ready(createBackend(), people.gridWorker)
    const outbox = outboxOf(gateway)
    const told: unknown[] = []
    let asked = 0
    outbox.addEventListener('whistle-outbox-change', ({ detail }) => told.push(detail))
    outbox.addEventListener('whistle-sign-in-needed', () => (asked += 1))
    network.signedOut = true
    await whistle(gateway)
    await until(() => text(outbox).includes('登录已过期'))
    buttonOf(outbox, '去登录').click()
    expect(asked).to.equal(1)
    expect(told.at(-1)).to.deep.equal({ waiting: 1, needsYou: 0 })
  })

  it('says so where nothing is kept on the device', async () => {
    const outbox = outboxOf(createBackend().as(people.gridWorker))
    await until(() => text(outbox).includes('不在本机保存'))
  })
})
