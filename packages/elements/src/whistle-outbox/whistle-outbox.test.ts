import type { OutboxItem, TicketGateway } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { attachmentsOf, type Actor, type Command } from '@chuishao/core/ticket'
import { expect } from 'chai'
import { html } from 'lit'
import '../all.ts'
import { newCommandId, newTicketId } from '../internal/ids.ts'
import { violations } from '../test/axe.ts'
import { createBackend, draft, photo } from '../test/backend.ts'
import { readyDevice as ready, whistleOn as whistle } from '../test/device.ts'
import { find, inside, looks, mount, until, type Look } from '../test/mount.ts'
import type { WhistleRating } from '../whistle-rating/whistle-rating.ts'
import type { WhistleForm } from '../whistle-form/whistle-form.ts'
import type { WhistleCommandDialog } from '../whistle-ticket-card/command-dialog/command-dialog.ts'
import type { WhistleOutbox } from './whistle-outbox.ts'

const outboxOf = (gateway: TicketGateway, look?: Look): WhistleOutbox =>
  find(mount(html`<whistle-outbox .gateway=${gateway}></whistle-outbox>`, look), 'whistle-outbox')

const keepsNothing = { keep: async () => {}, kept: async () => undefined }

const text = (outbox: WhistleOutbox) => outbox.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
const buttons = (outbox: WhistleOutbox) => [...(outbox.shadowRoot?.querySelectorAll('button') ?? [])]
const buttonOf = (outbox: WhistleOutbox, label: string) => {
  const found = buttons(outbox).find((it) => it.textContent?.trim() === label)
  if (!found) throw new Error(`no button ${label}`)
  return found
}

const changeButtons = (outbox: WhistleOutbox) =>
  buttons(outbox).filter((it) => /^(Change|修改)$/.test(it.textContent?.trim() ?? ''))
const formIn = (outbox: WhistleOutbox) =>
  outbox.shadowRoot?.querySelector('dialog')?.querySelector<WhistleForm>('whistle-form') ?? null

const dialogIn = (outbox: WhistleOutbox) =>
  outbox.shadowRoot?.querySelector<WhistleCommandDialog>('whistle-outbox-command') ?? null

const send = (gateway: TicketGateway, ticketId: string, command: Command, ifVersion = 1) =>
  gateway.execute(ticketId, command, { commandId: newCommandId(), ifVersion })

function type(outbox: WhistleOutbox, selector: string, value: string): void {
  const input = inside<HTMLInputElement>(formIn(outbox) ?? outbox, selector)
  input.value = value
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

async function openedDialog(outbox: WhistleOutbox, label = '修改'): Promise<WhistleCommandDialog> {
  buttonOf(outbox, label).click()
  await until(() => dialogIn(outbox)?.isOpen)
  const dialog = dialogIn(outbox)
  if (!dialog) throw new Error('no dialog')
  return dialog
}

const fieldIn = (dialog: WhistleCommandDialog, name: string) =>
  inside<HTMLTextAreaElement>(dialog, `#field-${name}`)

function typeInto(dialog: WhistleCommandDialog, name: string, value: string): void {
  const field = fieldIn(dialog, name)
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

async function pickPhoto(outbox: WhistleOutbox): Promise<void> {
  const form = formIn(outbox) ?? outbox
  const transfer = new DataTransfer()
  transfer.items.add(new File([await photo()], 'IMG_1.jpg', { type: 'image/jpeg' }))
  const input = inside<HTMLInputElement>(form, '.photo-add:not([data-camera]) input')
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
  await until(() => form.shadowRoot?.querySelector('.photo canvas'))
}

/** A whistle that somebody has looked at on a device which has no network any more. */
async function withoutNetwork(person: Actor) {
  const backend = createBackend()
  const ticketId = await backend.whistle(people.gridWorker, draft())
  const it = await ready(backend, person)
  await it.gateway.get(ticketId)
  it.network.isCut = true
  return { ...it, backend, ticketId }
}

/** Handled and confirmed: its community may rate it. */
async function closedTicket() {
  const backend = createBackend()
  const ticketId = await backend.whistle(people.gridWorker, draft())
  await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
  await backend.act(people.cityManagement, ticketId, {
    type: 'SUBMIT_RESULT',
    outcome: 'resolved',
    text: '已处理',
    contacted: false,
    attachments: [],
  })
  await backend.act(people.gridWorker, ticketId, { type: 'CONFIRM_RESULT' })
  const it = await ready(backend, people.gridWorker)
  await it.gateway.get(ticketId)
  return { ...it, backend, ticketId }
}

/** A result that was saved without a network, on a ticket that somebody else has withdrawn meanwhile. */
async function lateResult() {
  const backend = createBackend()
  const ticketId = await backend.whistle(people.gridWorker, draft())
  await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
  const it = await ready(backend, people.cityManagement)
  await it.gateway.get(ticketId)
  it.network.isCut = true
  const attachment = await it.gateway.upload(await photo())
  const result = { outcome: 'resolved', text: '已清运完毕', contacted: true } as const
  await send(it.gateway, ticketId, { type: 'SUBMIT_RESULT', ...result, attachments: [attachment] }, 2)
  await backend.act(people.cityManagement, ticketId, {
    ...{ type: 'SUBMIT_RESULT', outcome: 'resolved', text: '同事已办结' },
    ...{ contacted: true, attachments: [] },
  })
  it.network.isCut = false
  await it.gateway.outbox.retry()
  await untilAsync(async () => (await it.gateway.outbox.read()).items[0]?.state === 'needsYou')
  return { ...it, backend, ticketId, attachment }
}

/** A manhole without the photo that the list asks for. */
async function refusedWhistle() {
  const backend = createBackend()
  const it = await ready(backend, people.gridWorker)
  it.network.isCut = true
  const ticketId = newTicketId()
  await whistle(it.gateway, { matterCode: 'manhole', description: '井盖缺失' }, ticketId)
  it.network.isCut = false
  await it.gateway.outbox.retry()
  await untilAsync(async () => (await it.gateway.outbox.read()).items[0]?.state === 'needsYou')
  it.network.isCut = true
  return { ...it, backend, ticketId }
}

/** Its first try arrived and the answer was lost; then it was corrected. */
async function reusedWhistle() {
  const backend = createBackend()
  const it = await ready(backend, people.gridWorker)
  const ticketId = newTicketId()
  const commandId = newCommandId()
  const options = { commandId, ifVersion: 0 }
  await backend.as(people.gridWorker).execute(ticketId, { type: 'WHISTLE', draft: draft() }, options)
  it.network.isCut = true
  const corrected = draft({ description: '更正：在西门' })
  await it.gateway.execute(ticketId, { type: 'WHISTLE', draft: corrected }, options)
  it.network.isCut = false
  await it.gateway.outbox.retry()
  await untilAsync(async () => (await it.gateway.outbox.read()).items[0]?.problem?.kind === 'reused')
  return { ...it, backend, ticketId }
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
  for (const look of looks) {
    it(`has nothing for axe to find (${look.lang}, ${look.theme})`, async () => {
      const { gateway, ticketId } = await fullDevice()
      await send(gateway, ticketId, { type: 'COMMENT', text: '车主的电话打不通' })
      const outbox = outboxOf(gateway, look)
      await until(() => outbox.shadowRoot?.querySelectorAll('.item').length === 3)
      expect(await violations(outbox)).to.deep.equal([])
      changeButtons(outbox).at(-1)?.click()
      await until(() => dialogIn(outbox)?.isOpen)
      expect(await violations(outbox)).to.deep.equal([])
      dialogIn(outbox)?.close()
      changeButtons(outbox)[0]?.click()
      await until(() => formIn(outbox)?.shadowRoot?.querySelector('#description'))
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
    expect(text(outbox)).to.include('吹哨').and.to.include('小区东门').and.to.include('内容都保存在本机')
    network.isCut = false
    buttonOf(outbox, '全部立即发送').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
  })

  it('shows what is saved soon after, however long its first reading took', async () => {
    const { gateway, network } = await ready(createBackend(), people.gridWorker)
    let readings = 0
    const read = async () => {
      readings += 1
      if (readings === 1) await new Promise((resolve) => setTimeout(resolve, 400))
      return gateway.outbox.read()
    }
    const outbox = outboxOf({ ...gateway, outbox: { ...gateway.outbox, read } })
    await until(() => text(outbox).includes('没有待发送的内容'))
    network.isCut = true
    await whistle(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
  })

  it('shows both versions of a ticket that has moved on, and sends only what may be sent', async () => {
    const { gateway } = await fullDevice()
    const outbox = outboxOf(gateway)
    await until(() => outbox.shadowRoot?.querySelector('.sides'))
    const sides = [...(outbox.shadowRoot?.querySelectorAll('.side') ?? [])].map((it) =>
      it.textContent?.replace(/\s+/g, ' '),
    )
    expect(sides[0]).to.include('您操作时看到的').and.to.include('待应哨')
    expect(sides[1]).to.include('现在的情况').and.to.include('办理中')
    expect(text(outbox)).to.include('按现在的情况，这一步已经不能做了')
  })

  it('shows who did what meanwhile, and leads to the ticket', async () => {
    const { gateway, ticketId, network } = await fullDevice()
    network.isCut = false
    for (const { lang, theme } of looks) {
      const outbox = outboxOf(gateway, { lang, theme })
      await until(() => outbox.shadowRoot?.querySelector('.timeline li'))
      expect(await violations(outbox)).to.deep.equal([])
      if (lang === 'en') continue
      const steps = [...(outbox.shadowRoot?.querySelectorAll('.timeline li') ?? [])].map((it) =>
        it.textContent?.replace(/\s+/g, ' '),
      )
      expect(steps).to.have.length(1)
      expect(steps[0]).to.include('应哨').and.to.include('city-management')
      expect(text(outbox)).to.include('您保存之后，又有 1 步')
      const wanted: string[] = []
      outbox.addEventListener('whistle-ticket-select', ({ detail }) => wanted.push(detail.ticketId))
      buttonOf(outbox, '查看工单').click()
      expect(wanted).to.deep.equal([ticketId])
      outbox.ticketHref = '#ticket={id}'
      await outbox.updateComplete
      expect(inside<HTMLAnchorElement>(outbox, '.item a').getAttribute('href')).to.equal(
        `#ticket=${ticketId}`,
      )
    }
  })

  it('counts no steps where the versions of a backend are moments', async () => {
    const backend = createBackend()
    const ticketId = await backend.whistle(people.gridWorker, draft())
    const inner = backend.as(people.gridWorker)
    const seen = (await inner.get(ticketId))?.ticket
    await new Promise((resolve) => setTimeout(resolve, 5))
    await backend.act(people.cityManagement, ticketId, { type: 'ACCEPT' })
    const current = (await inner.get(ticketId))?.ticket
    if (!seen || !current) throw new Error('no ticket')
    const item: OutboxItem = {
      ...{ commandId: newCommandId(), ticketId, command: { type: 'WITHDRAW', reason: '误报' } },
      ...{ ifVersion: 1_772_000_000_000, savedAt: '2026-03-02T01:00:00.000Z', attempted: true },
      seen: { ...seen, version: 1_772_000_000_000 },
      state: 'needsYou',
      photos: { all: 0, sent: 0 },
      problem: {
        kind: 'conflict',
        seen: { ...seen, version: 1_772_000_000_000 },
        current: { ...current, version: 1_772_000_600_000 },
        stillAllowed: false,
      },
    }
    const unused = () => Promise.reject(new Error('not asked for'))
    const read = async () => ({ items: [item] })
    const rest = { retry: unused, replace: unused, discard: unused, viewOf: unused, ...keepsNothing }
    const outbox = outboxOf({ ...inner, outbox: { read, subscribe: () => {}, ...rest } })
    await until(() => outbox.shadowRoot?.querySelector('.timeline'))
    expect(text(outbox)).to.include('又有 1 步').and.to.include('应哨').and.not.to.include('1772')
  })

  it('shows what was written otherwise in a draft that was changed elsewhere, and sends one on top of it', async () => {
    const backend = createBackend()
    const { gateway, network } = await ready(backend, people.gridWorker)
    const ticketId = newTicketId()
    await send(gateway, ticketId, { type: 'EDIT', draft: draft() }, 0)
    network.isCut = true
    const mine = draft({ description: '我在现场写的' })
    await send(gateway, ticketId, { type: 'WHISTLE', draft: mine })
    const theirs = draft({ description: '同事在办公室写的' })
    await backend.act(people.gridWorker, ticketId, { type: 'EDIT', draft: theirs })
    network.isCut = false
    const outbox = outboxOf(gateway)
    await gateway.outbox.retry()
    await until(() => outbox.shadowRoot?.querySelector('.sides'))
    const sides = [...(outbox.shadowRoot?.querySelectorAll('.side') ?? [])].map((it) => it.textContent)
    expect(sides[0]).to.include(draft().description)
    expect(sides[1]).to.include('同事在办公室写的').and.not.to.include('幸福小区东门')
    expect(text(outbox)).to.include('我在现场写的')
    buttonOf(outbox, '仍要发送').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket).to.deep.include({ status: 'whistled', version: 3 })
    expect(view?.ticket.draft.description).to.equal('我在现场写的')
  })

  it('shows some twenty of hundreds, those that need somebody among them, and more when asked', async () => {
    const { gateway } = await fullDevice()
    for (let count = 0; count < 28; count += 1) await whistle(gateway)
    const { outbox: all } = gateway
    // Tapped last.
    const read = async () => {
      const { items, ...state } = await all.read()
      return { ...state, items: [...items].reverse() }
    }
    const outbox = outboxOf({ ...gateway, outbox: { ...all, read } })
    const shown = () => [...(outbox.shadowRoot?.querySelectorAll('.item') ?? [])]
    await until(() => shown().length === 20)
    expect(text(outbox)).to.contain('30 项')
    expect(shown()[0]?.textContent).to.contain('需要您处理')
    expect(await violations(outbox)).to.deep.equal([])
    buttonOf(outbox, '再显示 10 项').click()
    await until(() => shown().length === 30)
    expect(outbox.shadowRoot?.querySelector('.more')).to.equal(null)
  })

  it('says what waits for a step that needs somebody, and what a discarded whistle takes along', async () => {
    const { gateway, ticketId } = await fullDevice()
    await send(gateway, ticketId, { type: 'COMMENT', text: '车主的电话打不通' })
    const outbox = outboxOf(gateway)
    const items = () => [...(outbox.shadowRoot?.querySelectorAll('.item') ?? [])]
    await until(() => items().length === 3)
    const behind = items().map((it) => it.textContent?.includes('前一步需要您处理') ?? false)
    expect(behind).to.deep.equal([false, false, true])

    const [whistled] = (await gateway.outbox.read()).items.filter(({ ifVersion }) => ifVersion === 0)
    await send(gateway, whistled?.ticketId ?? '', { type: 'COMMENT', text: '已拉警戒线' })
    await until(() => items().length === 4)
    const discard = [...(items()[1]?.querySelectorAll('button') ?? [])].at(-1)
    discard?.click()
    await until(() => outbox.shadowRoot?.querySelector('dialog[open]'))
    const question = inside(outbox, '.question')
    expect(question.textContent).to.contain('另外 1 项无法送达').and.to.contain('留言 · 已拉警戒线')
    expect(await violations(outbox)).to.deep.equal([])
    await until(() => !text(outbox).includes('正在发送'))
    inside<HTMLButtonElement>(outbox, '.question [data-kind=danger]').click()
    await until(() => items().length === 2)
    const left = (await gateway.outbox.read()).items
    expect(left.map((it) => it.ticketId)).to.deep.equal([ticketId, ticketId])
  })

  it('offers no try to what waits behind a step that needs somebody', async () => {
    const { gateway, ticketId } = await fullDevice()
    await send(gateway, ticketId, { type: 'COMMENT', text: '车主的电话打不通' })
    const outbox = outboxOf(gateway)
    const items = () => [...(outbox.shadowRoot?.querySelectorAll('.item') ?? [])]
    await until(() => items().length === 3)
    const offers = items().map((it) => it.textContent?.includes('立即发送') ?? false)
    expect(offers).to.deep.equal([false, true, false])
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
    expect(outbox.shadowRoot?.activeElement?.id).to.equal('title')
  })

  it('lets a text be corrected where it waits, and sends the corrected one', async () => {
    const { backend, gateway, network, ticketId } = await withoutNetwork(people.gridWorker)
    await send(gateway, ticketId, { type: 'URGE', message: '请尽快' })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
    const dialog = await openedDialog(outbox)
    expect(fieldIn(dialog, 'message').value).to.equal('请尽快')
    typeInto(dialog, 'message', '请今天处理')
    network.isCut = false
    inside(dialog, '[type=submit]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const last = (await backend.as(people.gridWorker).history(ticketId)).at(-1)
    expect(last?.command).to.include({ type: 'URGE', message: '请今天处理' })
  })

  it('opens a rating in the form that made it, with its stars and words, and sends the corrected one', async () => {
    const { gateway, network, backend, ticketId } = await closedTicket()
    network.isCut = true
    const rating = { level: 2, solved: false, tags: [], comment: '路面仍有坑' }
    await send(gateway, ticketId, { type: 'EVALUATE', ...rating }, 4)
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
    const dialog = await openedDialog(outbox)
    const stars = inside<WhistleRating>(dialog, 'whistle-rating')
    expect(stars.value).to.deep.equal(rating)
    inside(stars, 'input[name=level][value="4"]').click()
    network.isCut = false
    inside(dialog, '[type=submit]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const rated = (await backend.as(people.gridWorker).get(ticketId))?.ticket.evaluations
    expect(rated?.[0]).to.deep.include({ ...rating, level: 4 })
  })

  it('opens a return in the form that made it, with its reason, its unit and its words', async () => {
    const { gateway, ticketId } = await withoutNetwork(people.cityManagement)
    const returned = { type: 'RETURN', reasonCode: 'notOurs', explanation: '属供水职责' } as const
    await send(gateway, ticketId, { ...returned, suggestedUnitId: 'water' })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('属供水职责'))
    const dialog = await openedDialog(outbox)
    expect(fieldIn(dialog, 'explanation').value).to.equal('属供水职责')
    expect(fieldIn(dialog, 'reasonCode').value).to.equal('notOurs')
    expect(fieldIn(dialog, 'suggestedUnitId').value).to.equal('water')
    typeInto(dialog, 'explanation', '属供水公司职责')
    inside(dialog, '[type=submit]').click()
    await until(() => text(outbox).includes('属供水公司职责'))
    const [item] = (await gateway.outbox.read()).items
    expect(item?.command).to.deep.equal({
      ...returned,
      explanation: '属供水公司职责',
      suggestedUnitId: 'water',
    })
  })

  it('takes what was written and photographed for a step that is not possible any more into one that is', async () => {
    const { gateway, network, backend, ticketId, attachment } = await lateResult()
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('可以改用于'))
    expect(await violations(outbox)).to.deep.equal([])
    const dialog = await openedDialog(outbox, '留言')
    expect(fieldIn(dialog, 'text').value).to.equal('已清运完毕')
    await until(() => dialog.shadowRoot?.querySelector('.photo canvas'))
    expect(await violations(outbox)).to.deep.equal([])
    network.isCut = false
    inside(dialog, '[type=submit]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const last = (await backend.as(people.cityManagement).history(ticketId)).at(-1)?.command
    expect(last).to.deep.include({ type: 'COMMENT', text: '已清运完毕' })
    expect(attachmentsOf(last ?? { type: 'ACCEPT' }).map(({ sha256 }) => sha256)).to.deep.equal([
      attachment.sha256,
    ])
  })

  it('offers to take over or to copy what was written for a step that the service refused', async () => {
    const backend = createBackend()
    const ticketId = await backend.whistle(people.gridWorker, draft())
    const inner = backend.as(people.gridWorker)
    const view = await inner.get(ticketId)
    if (!view) throw new Error('no ticket')
    const reason = view.actions.find(({ type }) => type === 'SUBMIT_RESULT')?.reason
    if (!reason) throw new Error('no reason')
    const item: OutboxItem = {
      ...{ commandId: newCommandId(), ticketId, ifVersion: 1, savedAt: '2026-03-02T01:00:00.000Z' },
      command: { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已清运完毕' },
      ...{ seen: view.ticket, state: 'needsYou', attempted: true, photos: { all: 0, sent: 0 } },
      problem: { kind: 'refused', rejection: reason },
    }
    const unused = () => Promise.reject(new Error('not asked for'))
    const rest = { retry: unused, replace: unused, discard: unused, viewOf: unused, ...keepsNothing }
    const outbox = outboxOf({
      ...inner,
      outbox: { read: async () => ({ items: [item] }), subscribe: () => {}, ...rest },
    })
    await until(() => outbox.shadowRoot?.querySelector('[data-take=COMMENT]'))
    const written: string[] = []
    const { writeText } = navigator.clipboard
    navigator.clipboard.writeText = async (words) => void written.push(words)
    inside(outbox, '[data-copy]').click()
    navigator.clipboard.writeText = writeText
    expect(written).to.deep.equal(['已清运完毕'])
  })

  it('keeps what is being typed where the item is discarded in another tab, and sends it as new', async () => {
    const { backend, gateway, network, ticketId } = await withoutNetwork(people.gridWorker)
    await send(gateway, ticketId, { type: 'COMMENT', text: '车主的电话打不通' })
    const outbox = outboxOf(gateway)
    outbox.hideEmpty = true
    await until(() => text(outbox).includes('待发送 1 项'))
    const dialog = await openedDialog(outbox)
    typeInto(dialog, 'text', '车主的电话打不通，已贴条')
    await gateway.outbox.discard((await gateway.outbox.read()).items[0]?.commandId ?? '')
    await until(() => dialog.shadowRoot?.textContent?.includes('可能在别的页面被丢弃'))
    expect(dialog.isOpen).to.equal(true)
    expect(await violations(dialog)).to.deep.equal([])
    network.isCut = false
    const submit = inside<HTMLButtonElement>(dialog, '[type=submit]')
    expect(submit.textContent).to.include('作为新的发送')
    submit.click()
    await until(() => !dialog.isOpen)
    const last = (await backend.as(people.gridWorker).history(ticketId)).at(-1)
    expect(last?.command).to.include({ type: 'COMMENT', text: '车主的电话打不通，已贴条' })
  })

  it('opens a whistle that was refused in the form, with everything in it, and loses nothing where that is broken off', async () => {
    const { gateway, network, backend, ticketId } = await refusedWhistle()
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('需要您处理'))
    buttonOf(outbox, '修改').click()
    await until(() => formIn(outbox)?.shadowRoot?.querySelector('#matter'))
    expect(formIn(outbox)?.draft).to.deep.equal(draft({ matterCode: 'manhole', description: '井盖缺失' }))
    type(outbox, '#description', '井盖缺失，已放警示牌')
    buttonOf(outbox, '先不改').click()
    expect(outbox.shadowRoot?.querySelector('dialog')?.open).to.equal(false)
    expect((await gateway.outbox.read()).items[0]?.command).to.deep.include({
      draft: draft({ matterCode: 'manhole', description: '井盖缺失' }),
    })

    buttonOf(outbox, '修改').click()
    await until(() => outbox.shadowRoot?.querySelector('dialog')?.open)
    expect(formIn(outbox)?.draft.description).to.equal('井盖缺失，已放警示牌')
    type(outbox, '#address', '小区西门')
    await pickPhoto(outbox)
    network.isCut = false
    inside(formIn(outbox) ?? outbox, '[part=submit]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    expect(outbox.shadowRoot?.querySelector('dialog[open]')).to.equal(null)
    expect(outbox.shadowRoot?.activeElement?.id).to.equal('title')
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.status).to.equal('whistled')
    expect(view?.ticket.draft).to.deep.include({ matterCode: 'manhole', description: '井盖缺失，已放警示牌' })
    expect(view?.ticket.draft.location?.address).to.equal('小区西门')
    expect(view?.ticket.draft.attachments).to.have.length(1)
  })

  it('saves over what another tab has corrected meanwhile, and doubles nothing', async () => {
    const { gateway, ticketId } = await withoutNetwork(people.gridWorker)
    await send(gateway, ticketId, { type: 'COMMENT', text: '一' })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
    const dialog = await openedDialog(outbox)
    typeInto(dialog, 'text', '这里的')
    const [item] = (await gateway.outbox.read()).items
    await gateway.outbox.replace(item?.commandId ?? '', { type: 'COMMENT', text: '别处的' })
    await until(() => text(outbox).includes('别处的'))
    expect(dialog.shadowRoot?.textContent).not.to.include('被丢弃')
    inside(dialog, '[type=submit]').click()
    await until(() => !dialog.isOpen)
    const left = (await gateway.outbox.read()).items
    expect(left.map((it) => it.command)).to.deep.equal([{ type: 'COMMENT', text: '这里的' }])
  })

  it('keeps a whistle that is being corrected where it is discarded in another tab, and sends it as a new one', async () => {
    const { gateway, network, backend, ticketId } = await refusedWhistle()
    const outbox = outboxOf(gateway)
    outbox.hideEmpty = true
    await until(() => text(outbox).includes('需要您处理'))
    buttonOf(outbox, '修改').click()
    await until(() => formIn(outbox)?.shadowRoot?.querySelector('#matter'))
    type(outbox, '#description', '井盖缺失，已放警示牌')
    await pickPhoto(outbox)
    await gateway.outbox.discard((await gateway.outbox.read()).items[0]?.commandId ?? '')
    await until(() => formIn(outbox)?.shadowRoot?.textContent?.includes('可能在别的页面被丢弃'))
    expect(outbox.shadowRoot?.querySelector('dialog')?.open).to.equal(true)
    expect(await violations(outbox)).to.deep.equal([])
    network.isCut = false
    inside(formIn(outbox) ?? outbox, '[part=submit]').click()
    await until(() => formIn(outbox)?.shadowRoot?.querySelector('.sent'))
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.draft).to.deep.include({ description: '井盖缺失，已放警示牌' })
    expect(view?.ticket.draft.attachments).to.have.length(1)
  })

  it('leaves a whistle to a form of the page, where that wants it', async () => {
    const { gateway } = await refusedWhistle()
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('需要您处理'))
    const asked: unknown[] = []
    outbox.addEventListener('whistle-outbox-edit', (event) => {
      event.preventDefault()
      asked.push(event.detail.commandId)
    })
    buttonOf(outbox, '修改').click()
    expect(asked).to.deep.equal([(await gateway.outbox.read()).items[0]?.commandId])
    await outbox.updateComplete
    expect(formIn(outbox)).to.equal(null)
  })

  it('names the ticket that something is about, and says in words what was tapped', async () => {
    const { gateway, ticketId } = await withoutNetwork(people.cityManagement)
    await send(gateway, ticketId, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation: '属供水职责',
      suggestedUnitId: 'water',
    })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes(`编号 ${ticketId.slice(-8).toUpperCase()} · 幸福小区东门`))
    for (const words of ['退单 · ', '退单理由', '建议承办单位', '属供水职责'])
      expect(text(outbox)).to.include(words)
  })

  it('says that the first one has arrived where its correction was refused, and sends that as a comment', async () => {
    const { gateway, network, backend, ticketId } = await reusedWhistle()
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('最初写的那一次已经送达'))
    await until(() => outbox.shadowRoot?.querySelector('[data-take=COMMENT]'))
    for (const label of ['立即发送', '修改', '全部立即发送'])
      expect(() => buttonOf(outbox, label), label).to.throw()
    expect(await violations(outbox)).to.deep.equal([])
    const dialog = await openedDialog(outbox, '留言')
    expect(fieldIn(dialog, 'text').value).to.equal('更正：在西门')
    network.isCut = false
    inside(dialog, '[type=submit]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const history = await backend.as(people.gridWorker).history(ticketId)
    expect(history.map(({ command }) => command.type)).to.deep.equal(['WHISTLE', 'COMMENT'])
  })

  it('discards a correction that was refused without what was tapped behind it', async () => {
    const { gateway, network, backend, ticketId } = await reusedWhistle()
    await send(gateway, ticketId, { type: 'COMMENT', text: '已拉警戒线' })
    const outbox = outboxOf(gateway)
    await until(() => outbox.shadowRoot?.querySelectorAll('.item').length === 2)
    buttonOf(outbox, '丢弃').click()
    await until(() => outbox.shadowRoot?.querySelector('dialog[open]'))
    const question = inside(outbox, '.question').textContent
    expect(question).to.include('丢弃这项内容').and.to.include('不受影响').and.not.to.include('无法送达')
    expect(await violations(outbox)).to.deep.equal([])
    network.isCut = false
    inside(outbox, '.question [data-kind=danger]').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
    const last = (await backend.as(people.gridWorker).history(ticketId)).at(-1)
    expect(last?.command).to.include({ type: 'COMMENT', text: '已拉警戒线' })
  })

  it('says in its form that what is corrected may have arrived, where it was sent before', async () => {
    const { gateway, network, ticketId } = await withoutNetwork(people.gridWorker)
    await send(gateway, ticketId, { type: 'COMMENT', text: '车主的电话打不通' })
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('待发送 1 项'))
    const note = (element: Element) => element.shadowRoot?.textContent?.includes('可能已经送达') ?? false
    const first = await openedDialog(outbox)
    expect(note(first)).to.equal(false)
    first.close()
    await gateway.outbox.discard((await gateway.outbox.read()).items[0]?.commandId ?? '')
    await until(() => dialogIn(outbox) === null)
    network.isCut = false
    network.takesNoCommand = true
    await send(gateway, ticketId, { type: 'COMMENT', text: '二' })
    await whistle(gateway)
    await until(() => (text(outbox).match(/再次发送不会重复/g) ?? []).length === 2)
    await until(() => !text(outbox).includes('正在发送'))
    const dialog = await openedDialog(outbox)
    expect(note(dialog)).to.equal(true)
    expect(await violations(dialog)).to.deep.equal([])
    dialog.close()
    changeButtons(outbox)[1]?.click()
    await until(() => formIn(outbox)?.shadowRoot?.querySelector('#matter'))
    expect(note(formIn(outbox) ?? outbox)).to.equal(true)
    expect(await violations(outbox)).to.deep.equal([])
  })

  it('checks again what was not possible on the ticket as it was, and sends it once it is', async () => {
    const { gateway, backend, ticketId } = await lateResult()
    const outbox = outboxOf(gateway)
    await until(() => text(outbox).includes('这一步已经不能做了'))
    expect(() => buttonOf(outbox, '全部立即发送')).to.throw()
    await backend.act(people.gridWorker, ticketId, { type: 'REFUSE_RESULT', reason: '没有清完' })
    buttonOf(outbox, '重新核对').click()
    await until(() => buttons(outbox).some((it) => it.textContent?.trim() === '仍要发送'))
    expect(text(outbox)).not.to.include('这一步已经不能做了')
    buttonOf(outbox, '仍要发送').click()
    await until(() => text(outbox).includes('没有待发送的内容'))
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
