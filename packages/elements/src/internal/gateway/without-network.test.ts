/** What form, card, list and rating show on a device whose network comes and goes: what waits, how old it is, what has no room. */
import type { OfflineGateway } from '@chuishao/adapters/offline'
import type { TicketGateway } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import type { Command } from '@chuishao/core/ticket'
import { expect } from 'chai'
import { html } from 'lit'
import '../../all.ts'
import { violations } from '../../test/axe.ts'
import { createBackend, draft, photo, uploaded } from '../../test/backend.ts'
import { readyDevice, whistleOn, type Network } from '../../test/device.ts'
import { find, inside, mount, until } from '../../test/mount.ts'
import type { WhistleForm } from '../../whistle-form/whistle-form.ts'
import { newCommandId, newTicketId } from '../ids.ts'

const text = (element: Element) => element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
const shows = (element: Element, words: string) => until(() => text(element).includes(words))
const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector))

/** As a phone that comes out of a basement: the browser tells its pages. */
function heal(network: Network): void {
  network.isCut = false
  dispatchEvent(new Event('online'))
}

const formOn = (gateway: TicketGateway, ticketId?: string): WhistleForm =>
  find(mount(html`<whistle-form .gateway=${gateway} .ticketId=${ticketId}></whistle-form>`), 'whistle-form')
const correcting = (gateway: TicketGateway, commandId = ''): WhistleForm =>
  find(mount(html`<whistle-form .gateway=${gateway} waiting-id=${commandId}></whistle-form>`), 'whistle-form')
const cardOn = (gateway: TicketGateway, ticketId: string) =>
  find(
    mount(html`<whistle-ticket-card .gateway=${gateway} ticket-id=${ticketId}></whistle-ticket-card>`),
    'whistle-ticket-card',
  )
const listOn = (gateway: TicketGateway) =>
  find(mount(html`<whistle-ticket-list .gateway=${gateway}></whistle-ticket-list>`), 'whistle-ticket-list')
const ratingOn = (gateway: TicketGateway, ticketId: string) =>
  find(
    mount(html`<whistle-rating .gateway=${gateway} ticket-id=${ticketId}></whistle-rating>`),
    'whistle-rating',
  )

async function fill(form: WhistleForm, selector: string, value: string): Promise<void> {
  const input = inside<HTMLInputElement>(form, selector)
  input.value = value
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await form.updateComplete
}

async function fillIn(form: WhistleForm, matter = 'parking'): Promise<void> {
  await until(() => has(form, '#matter'))
  inside(form, '#matter').click()
  await fill(form, '#matter', matter)
  await until(() => has(form, '[role=option]'))
  inside(form, '[role=option]').click()
  await fill(form, '#address', '东街 12 号门前')
}

async function addPhoto(element: Element): Promise<void> {
  const transfer = new DataTransfer()
  transfer.items.add(new File([await photo()], 'IMG_1.jpg', { type: 'image/jpeg' }))
  const input = inside<HTMLInputElement>(element, '.photo-add:not([data-camera]) input')
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
  await until(() => has(element, '.photo canvas'))
}

const itemsOf = async ({ outbox }: TicketGateway) => (await outbox?.read())?.items ?? []

async function untilItems(gateway: TicketGateway, fits: (states: string[]) => boolean): Promise<void> {
  for (let tries = 0; !fits((await itemsOf(gateway)).map(({ state }) => state)); tries += 1) {
    if (tries > 200) throw new Error('What waits stays as it is')
    await new Promise(requestAnimationFrame)
  }
}

async function untilKept(
  { outbox }: OfflineGateway,
  fits: (answers: Record<string, unknown> | undefined) => boolean,
): Promise<void> {
  const answers = async () => (await outbox.kept('answers')) as Record<string, unknown> | undefined
  for (let tries = 0; !fits(await answers()); tries += 1) {
    if (tries > 200) throw new Error(`What is kept stays as it is: ${JSON.stringify(await answers())}`)
    await new Promise(requestAnimationFrame)
  }
}

beforeEach(() => sessionStorage.clear())

describe('the whistle form on a device', () => {
  it('says that a whistle is only saved, and to whom it went once it has arrived', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const form = formOn(gateway)
    await fillIn(form)
    network.isCut = true
    await form.submit()
    await shows(form, '已保存在本机')
    expect(text(form)).to.include('还没有送达').and.not.to.include('哨已吹响')
    expect(await violations(form)).to.deep.equal([])
    heal(network)
    await shows(form, '哨已吹响')
    expect(text(form)).to.include('已派给').and.not.to.include('已保存在本机')
  })

  it('keeps what was filled in, with its photos, until it is sent, however the browser ended', async () => {
    const backend = createBackend()
    const { gateway } = await readyDevice(backend, people.gridWorker)
    const first = formOn(gateway)
    await fillIn(first, 'manhole')
    await addPhoto(first)
    await fill(first, '#description', '井盖缺失')
    await fill(first, '#contact-name', '某居民')
    await untilKept(gateway, (answers) => answers?.['description'] === '井盖缺失')
    expect(JSON.stringify(await gateway.outbox.kept('answers'))).not.to.include('某居民')
    first.remove()
    // Killed: nothing of the session is left.
    sessionStorage.clear()

    const second = formOn(gateway)
    await shows(second, '草稿已恢复')
    await until(() => has(second, '.photo canvas'))
    expect(second.draft).to.deep.include({ matterCode: 'manhole', description: '井盖缺失' })
    expect(second.draft.location?.address).to.equal('东街 12 号门前')
    expect(await violations(second)).to.deep.equal([])
    await second.submit()
    await shows(second, '哨已吹响')
    await untilKept(gateway, (answers) => answers === undefined)
    const list = await backend.as(people.gridWorker).query({})
    expect(list.items[0]?.photo).not.to.equal(undefined)
    second.remove()

    const third = formOn(gateway)
    await until(() => has(third, '#matter'))
    await untilKept(gateway, (answers) => answers === undefined)
    expect(third.draft).to.deep.equal({})
    expect(third.photos).to.deep.equal([])
  })

  it('writes down what is typed while it is typed, and a photo at once, and nothing of it where the next person reads', async () => {
    const { gateway } = await readyDevice(createBackend(), people.gridWorker)
    const form = formOn(gateway)
    await fillIn(form, 'manhole')
    await addPhoto(form)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await gateway.outbox.kept('photos')).to.have.length(1)
    let typed = ''
    let kept: unknown
    const begin = performance.now()
    while (!kept && performance.now() - begin < 2000) {
      await fill(form, '#description', (typed += '字'))
      await new Promise((resolve) => setTimeout(resolve, 30))
      kept = ((await gateway.outbox.kept('answers')) as Record<string, unknown> | undefined)?.['description']
    }
    expect(kept).to.be.a('string')
    expect(Object.keys(sessionStorage).filter((it) => it.includes('unsent'))).to.deep.equal([])
  })

  it('forgets what was filled in at a press, and when its person signs out', async () => {
    const { gateway } = await readyDevice(createBackend(), people.gridWorker)
    const begin = async () => {
      const form = formOn(gateway)
      await fillIn(form, 'manhole')
      await addPhoto(form)
      await untilKept(gateway, (answers) => answers?.['address'] === '东街 12 号门前')
      form.remove()
      sessionStorage.clear()
    }
    await begin()
    const second = formOn(gateway)
    await until(() => has(second, '.restored button'))
    inside(second, '.restored button').click()
    await untilKept(gateway, (answers) => answers === undefined)
    expect(second.draft).to.deep.equal({})
    second.remove()
    await begin()
    await gateway.signOut()
    await gateway.whoAmI()
    expect(await gateway.outbox.kept('answers')).to.equal(undefined)
    expect(await gateway.outbox.kept('photos')).to.equal(undefined)
  })

  it('says that a saved whistle needs somebody, where it was refused after all', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const form = formOn(gateway)
    await fillIn(form, 'manhole')
    await addPhoto(form)
    network.isCut = true
    await form.submit()
    await shows(form, '已保存在本机')
    const [item] = await itemsOf(gateway)
    // Without the photo that the list asks for.
    await gateway.outbox.replace(item?.commandId ?? '', {
      type: 'WHISTLE',
      draft: draft({ matterCode: 'manhole' }),
    })
    heal(network)
    await shows(form, '没有发出去，需要您处理')
  })

  it('starts over where somebody discarded what it had saved', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const form = formOn(gateway)
    await fillIn(form)
    network.isCut = true
    await form.submit()
    await shows(form, '已保存在本机')
    const [item] = await itemsOf(gateway)
    await gateway.outbox.discard(item?.commandId ?? '')
    await until(() => has(form, '#matter'))
    expect(has(form, '.sent')).to.equal(false)
  })

  it('refuses a photo that has no room, and keeps all that was filled in', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const form = formOn(gateway)
    await fillIn(form, 'manhole')
    await addPhoto(form)
    network.isFull = true
    await form.submit()
    await shows(form, '本机存储空间不足')
    expect(await violations(form)).to.deep.equal([])
    expect(inside<HTMLInputElement>(form, '#address').value).to.equal('东街 12 号门前')
    expect(has(form, '.photo canvas')).to.equal(true)
    network.isFull = false
    await form.submit()
    await shows(form, '哨已吹响')
  })

  it('says how old a draft is that it takes up without a network', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const ticketId = newTicketId()
    await gateway.execute(
      ticketId,
      { type: 'EDIT', draft: draft() },
      { commandId: newCommandId(), ifVersion: 0 },
    )
    network.isCut = true
    const form = formOn(gateway, ticketId)
    await shows(form, '连不上服务，这是')
    expect(form.draft).to.deep.equal(draft())
  })

  it('does not take a correction for sent where the first one had arrived meanwhile', async () => {
    const backend = createBackend()
    const { gateway, network } = await readyDevice(backend, people.gridWorker)
    network.isCut = true
    const ticketId = newTicketId()
    await whistleOn(gateway, {}, ticketId)
    const form = correcting(gateway, (await itemsOf(gateway))[0]?.commandId)
    await until(() => has(form, '#matter'))
    await fill(form, '#description', '改过的说明')
    heal(network)
    await untilItems(gateway, (states) => states.length === 0)
    await form.submit()
    await shows(form, '之后改动的内容没有计入')
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.draft.description).to.equal(draft().description)
  })

  it('says so where there is nothing to correct any more, and forgets no other text', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    const other = formOn(gateway)
    await until(() => has(other, '#description'))
    await fill(other, '#description', '另一件事')
    await untilKept(gateway, (answers) => answers?.['description'] === '另一件事')
    await shows(correcting(gateway, newCommandId()), '不用再改')
    network.isCut = true
    await whistleOn(gateway)
    const form = correcting(gateway, (await itemsOf(gateway))[0]?.commandId)
    await until(() => has(form, '#matter'))
    await form.submit()
    await shows(form, '已保存在本机')
    const again = formOn(gateway)
    await until(() => again.draft.description === '另一件事')
  })
})

describe('the ticket card on a device', () => {
  it('says how old it is and what waits, and shows what is there once it is, though the backend tells no changes', async () => {
    const backend = createBackend()
    const ticketId = await backend.whistle(people.gridWorker, draft())
    const { gateway, network } = await readyDevice(backend, people.cityManagement, { subscribe: false })
    await gateway.get(ticketId)
    network.isCut = true
    const card = cardOn(gateway, ticketId)
    await shows(card, '连不上服务，这是')
    await gateway.execute(ticketId, { type: 'ACCEPT' }, { commandId: newCommandId(), ifVersion: 1 })
    await shows(card, '待发送 1')
    expect(text(card)).to.include('办理中')
    expect(await violations(card)).to.deep.equal([])
    heal(network)
    await until(() => !text(card).includes('待发送 1') && !text(card).includes('连不上服务'))
    expect(text(card)).to.include('办理中')
  })

  it('shows a photo that only the backend has once it can be reached, and a picture of one until then', async () => {
    const backend = createBackend()
    const attachments = [await uploaded(backend.as(people.gridWorker))]
    const ticketId = await backend.whistle(people.gridWorker, draft({ attachments }))
    const { gateway, network } = await readyDevice(backend, people.cityManagement, { subscribe: false })
    await gateway.get(ticketId)
    network.isCut = true
    const card = cardOn(gateway, ticketId)
    await until(() => has(card, '.picture-wait[data-lack=away] svg'))
    expect(text(card)).to.include('联网后显示')
    expect(has(card, '.picture img')).to.equal(false)
    expect(await violations(card)).to.deep.equal([])
    heal(network)
    await until(() => has(card, '.picture img'))
  })

  it('refuses a photo that has no room in its dialog, and keeps what was typed there', async () => {
    const backend = createBackend()
    const ticketId = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
    const { gateway, network } = await readyDevice(backend, people.cityManagement)
    const card = cardOn(gateway, ticketId)
    await shows(card, '报告进展')
    const button = [...(card.shadowRoot?.querySelectorAll('button') ?? [])].find((it) =>
      it.textContent?.includes('报告进展'),
    )
    button?.click()
    await until(
      () =>
        card.shadowRoot?.querySelector('whistle-ticket-card-command')?.shadowRoot?.querySelector('dialog')
          ?.open,
    )
    const dialog = inside(card, 'whistle-ticket-card-command')
    const typed = inside<HTMLTextAreaElement>(dialog, 'textarea')
    typed.value = '已到现场'
    typed.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await addPhoto(dialog)
    network.isFull = true
    inside(dialog, '[type=submit]').click()
    await shows(dialog, '本机存储空间不足')
    expect(inside<HTMLTextAreaElement>(dialog, 'textarea').value).to.equal('已到现场')
  })
})

/** One withdrawal that needs somebody, a remark behind it, and a whistle that nobody knows of yet. */
async function stuckDevice() {
  const backend = createBackend()
  const ticketId = await backend.whistle(people.gridWorker, draft())
  const { gateway, network } = await readyDevice(backend, people.gridWorker)
  await gateway.get(ticketId)
  await gateway.query({ limit: 30 })
  network.isCut = true
  const send = (command: Command) =>
    gateway.execute(ticketId, command, { commandId: newCommandId(), ifVersion: 1 })
  await send({ type: 'WITHDRAW', reason: '误报' })
  await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
  network.isCut = false
  await gateway.outbox.retry()
  await untilItems(gateway, ([state]) => state === 'needsYou')
  network.isCut = true
  await send({ type: 'COMMENT', text: '车主的电话打不通' })
  const unsentId = newTicketId()
  await whistleOn(gateway, { description: '新的一件' }, unsentId)
  return { gateway, network, backend, ticketId, unsentId }
}

describe('what needs somebody', () => {
  it('says of a whistle that nobody knows of yet that it is not sent, what was tapped, and no limit that nobody set', async () => {
    const { gateway, network, unsentId } = await stuckDevice()
    const card = cardOn(gateway, unsentId)
    await shows(card, '尚未发送，只保存在本机')
    expect(text(card)).to.include('新的一件').and.to.include('吹哨').and.to.include('等待发送')
    expect(text(card)).not.to.include('无法加载').and.not.to.include('还剩').and.not.to.include('待应哨')
    expect(await violations(card)).to.deep.equal([])
    heal(network)
    await gateway.outbox.retry()
    await shows(card, '待应哨')
    expect(text(card)).to.include('还剩').and.not.to.include('尚未发送')
  })

  it('tells apart what waits and what needs somebody, and leads to the outbox', async () => {
    const { gateway, ticketId } = await stuckDevice()
    const outbox = find(mount(html`<whistle-outbox .gateway=${gateway}></whistle-outbox>`), 'whistle-outbox')
    const card = cardOn(gateway, ticketId)
    await shows(card, '需要您处理 1')
    expect(text(card)).to.include('待发送 1')
    expect(await violations(card)).to.deep.equal([])
    const wanted: string[] = []
    card.addEventListener('whistle-outbox-wanted', ({ detail }) => wanted.push(detail.ticketId))
    await until(() => outbox.shadowRoot?.querySelector('.title'))
    inside(card, '[data-decide]').click()
    expect(wanted).to.deep.equal([ticketId])
    expect(document.activeElement).to.equal(outbox)
    const list = listOn(gateway)
    await shows(list, '需要您处理 1')
    const rows = [...(list.shadowRoot?.querySelectorAll('.row') ?? [])].map((it) =>
      it.textContent?.replace(/\s+/g, ' '),
    )
    expect(rows[0]).to.include('尚未发送').and.to.include('待发送 1').and.not.to.include('还剩')
    expect(rows[1]).to.include('需要您处理 1').and.to.include('待发送 1')
    expect(await violations(list)).to.deep.equal([])
  })

  for (const isCut of [true, false])
    it(`says of a whistle that was discarded elsewhere that it was, and offers nothing on it (${isCut ? 'without' : 'with'} a network)`, async () => {
      const { gateway, network, unsentId } = await stuckDevice()
      network.takesNoCommand = true
      network.isCut = isCut
      const card = cardOn(gateway, unsentId)
      await shows(card, '尚未发送，只保存在本机')
      const labels = () => [...(card.shadowRoot?.querySelectorAll('button') ?? [])]
      const comment = labels().find((it) => it.textContent?.includes('留言'))
      comment?.click()
      const dialog = () => card.shadowRoot?.querySelector('whistle-ticket-card-command')
      await until(() => dialog()?.shadowRoot?.querySelector('dialog')?.open)
      const typed = inside<HTMLTextAreaElement>(dialog() ?? card, 'textarea')
      typed.value = '门口已拉线'
      typed.dispatchEvent(new InputEvent('input', { bubbles: true }))
      const item = (await itemsOf(gateway)).find(({ ticketId }) => ticketId === unsentId)
      while (!(await gateway.outbox.discard(item?.commandId ?? ''))) await new Promise(requestAnimationFrame)
      await shows(card, '未发送，已在本机丢弃')
      expect(text(card)).not.to.include('尚未发送')
      expect(has(card, '.acting button')).to.equal(false)
      inside(dialog() ?? card, '[type=submit]').click()
      await shows(dialog() ?? card, '已在本机丢弃')
      expect(typed.value).to.equal('门口已拉线')
      expect(await violations(card)).to.deep.equal([])
    })

  it('says on the card that it is saved only as long as that is so', async () => {
    const backend = createBackend()
    const { network, gateway } = await readyDevice(backend, people.cityManagement)
    const [one, two] = [
      await backend.whistle(people.gridWorker, draft()),
      await backend.whistle(people.gridWorker, draft()),
    ]
    const cards = [cardOn(gateway, one), cardOn(gateway, two)] as const
    const accept = (card: Element) =>
      [...(card.shadowRoot?.querySelectorAll('button') ?? [])].find((it) => it.textContent?.includes('应哨'))
    await until(() => cards.every(accept))
    // Not what a screen reader was told.
    const said = (card: Element) => inside(card, '.acting').textContent ?? ''
    network.isCut = true
    for (const card of cards) {
      accept(card)?.click()
      await until(() => said(card).includes('已保存在本机，联网后自动发送'))
    }
    await backend.act(people.gridWorker, two, { type: 'WITHDRAW', reason: '误报' })
    heal(network)
    await gateway.outbox.retry()
    await until(() => !said(cards[0]).includes('联网后自动发送'))
    expect(text(cards[0])).to.include('办理中').and.not.to.include('待发送')
    await until(() => said(cards[1]).includes('没有发出去，需要您处理'))
    expect(said(cards[1])).not.to.include('联网后自动发送')
    expect(await violations(cards[1])).to.deep.equal([])
  })

  it('says of a whistle that was refused where it is, instead of that there is no such ticket', async () => {
    const { gateway, network } = await readyDevice(createBackend(), people.gridWorker)
    network.isCut = true
    const ticketId = newTicketId()
    await whistleOn(gateway, { matterCode: 'manhole' }, ticketId)
    network.isCut = false
    await gateway.outbox.retry()
    await untilItems(gateway, ([state]) => state === 'needsYou')
    const card = cardOn(gateway, ticketId)
    await shows(card, '没有发出去，需要您处理')
    expect(has(card, '[data-decide]')).to.equal(true)
    expect(await violations(card)).to.deep.equal([])
  })
})

describe('the ticket list on a device', () => {
  it('marks what waits and its own age, and loses both once everything has arrived, though the backend tells no changes', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const { gateway, network } = await readyDevice(backend, people.gridWorker, { subscribe: false })
    const list = listOn(gateway)
    await until(() => has(list, '.row-title'))
    network.isCut = true
    await whistleOn(gateway, { description: '第二件' })
    await shows(list, '待发送 1')
    expect(text(list)).to.include('连不上服务，这是').and.to.include('第二件')
    expect(await violations(list)).to.deep.equal([])
    heal(network)
    await until(() => !text(list).includes('待发送') && !text(list).includes('连不上服务'))
    await shows(list, '第二件')
  })

  it('loads by itself what could not be had at all', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const { gateway, network } = await readyDevice(backend, people.gridWorker, { subscribe: false })
    network.isCut = true
    const list = listOn(gateway)
    await shows(list, '网络不可用')
    heal(network)
    await until(() => has(list, '.row-title'))
  })
})

describe('the rating on a device', () => {
  async function closedTicket() {
    const backend = createBackend()
    const ticketId = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
    await backend.act(people.cityManagement, ticketId, {
      type: 'SUBMIT_RESULT',
      outcome: 'resolved',
      text: '已清理',
      attachments: [await uploaded(backend.as(people.cityManagement))],
    })
    await backend.act(people.gridWorker, ticketId, { type: 'CONFIRM_RESULT' })
    return { backend, ticketId, ...(await readyDevice(backend, people.gridWorker, { subscribe: false })) }
  }

  it('says how old the ticket is, that a rating is only saved, and no more so once it has arrived', async () => {
    const { backend, gateway, network, ticketId } = await closedTicket()
    await gateway.get(ticketId)
    network.isCut = true
    const rating = ratingOn(gateway, ticketId)
    await shows(rating, '连不上服务，这是')
    expect(await violations(rating)).to.deep.equal([])
    rating.value = { level: 5, solved: true, tags: [] }
    await rating.submit()
    await shows(rating, '已保存在本机')
    heal(network)
    await until(() => !text(rating).includes('已保存在本机'))
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.evaluations).to.have.length(1)
  })

  it('says that a saved rating needs somebody, where it could not be sent after all', async () => {
    const { backend, gateway, network, ticketId } = await closedTicket()
    await gateway.get(ticketId)
    network.isCut = true
    const rating = ratingOn(gateway, ticketId)
    await until(() => has(rating, 'form'))
    rating.value = { level: 5, solved: true, tags: [] }
    await rating.submit()
    await shows(rating, '已保存在本机')
    await backend.act(people.gridWorker, ticketId, { type: 'EVALUATE', level: 1, solved: false, tags: [] })
    heal(network)
    await shows(rating, '没有发出去，需要您处理')
    expect(text(rating)).not.to.include('联网后自动发送')
  })

  it('says that there is no room, and keeps the answers', async () => {
    const { gateway, ticketId } = await closedTicket()
    const { GatewayError } = await import('@chuishao/core/service')
    const rating = ratingOn(
      {
        ...gateway,
        execute: async () => {
          throw new GatewayError('storageFull', { zh: '本机存储空间不足', en: 'No room' })
        },
      },
      ticketId,
    )
    await until(() => has(rating, 'form'))
    rating.value = { level: 2, solved: false, tags: [] }
    await rating.submit()
    await shows(rating, '本机存储空间不足')
    expect(rating.value).to.deep.equal({ level: 2, solved: false, tags: [] })
  })
})
