import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { people, testCityData } from '@chuishao/core/testing'
import type { Actor } from '@chuishao/core/ticket'
import { localCalendar, weekendCalendar } from '@chuishao/core/time'
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html } from 'lit'
import '../all.ts'
import { violations } from '../test/axe.ts'
import { createBackend, draft, photo, uploaded, watchingDownloads, type Backend } from '../test/backend.ts'
import { find, inside, looks, mount, until, type Look } from '../test/mount.ts'
import type { WhistleCommandDialog } from './command-dialog/command-dialog.ts'
import type { WhistleTicketCard } from './whistle-ticket-card.ts'

/** A person in front of a card: sees what is written, presses what they find, types. */
class CardUser {
  readonly card: WhistleTicketCard
  constructor(card: WhistleTicketCard) {
    this.card = card
    card.addEventListener('whistle-command-sent', ({ detail }) => (this.shown = { version: detail.version }))
  }

  get text(): string {
    return this.card.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
  }
  get dialog(): WhistleCommandDialog | undefined {
    const all = this.card.shadowRoot?.querySelectorAll<WhistleCommandDialog>('whistle-ticket-card-command')
    return [...(all ?? [])].find(({ isOpen }) => isOpen)
  }
  get dialogText(): string {
    return this.dialog?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
  }

  async sees(text: string): Promise<void> {
    await until(() => this.text.includes(text))
  }
  button(type: string): HTMLButtonElement | null {
    return this.card.shadowRoot?.querySelector<HTMLButtonElement>(`[data-command=${type}]`) ?? null
  }
  async press(type: string): Promise<void> {
    await until(() => this.button(type)?.getAttribute('aria-disabled') === null)
    this.button(type)?.click()
  }
  async opens(type: string): Promise<void> {
    await this.press(type)
    await until(() => this.dialog)
  }
  /** Takes a step that asks for nothing, or for nothing that it needs. */
  async takes(type: string): Promise<void> {
    const { version } = this.shown
    await this.press(type)
    await until(() => this.dialog || this.shown.version > version)
    if (this.dialog) await this.sends()
  }
  /** What the card was told last, by the event that it fires. */
  shown = { version: 0 }
  async types(name: string, text: string): Promise<void> {
    this.field(name).focus()
    await sendKeys({ type: text })
  }
  /** Types into a search field and takes the best hit. */
  async picks(name: string, text: string): Promise<void> {
    await this.types(name, text)
    await sendKeys({ press: 'Enter' })
  }
  chooses(name: string, value: string): void {
    inside(this.#open, `input[name=${name}][value="${value}"]`).click()
  }
  field(name: string): HTMLInputElement {
    return inside<HTMLInputElement>(this.#open, `#field-${name}`)
  }
  submit(): void {
    inside(this.#open, '[type=submit]').click()
  }
  async sends(): Promise<void> {
    this.submit()
    await until(() => !this.dialog)
  }
  get #open(): WhistleCommandDialog {
    if (!this.dialog) throw new Error('no dialog is open')
    return this.dialog
  }
}

async function cardOf(gateway: TicketGateway, ticketId: string, look?: Look): Promise<CardUser> {
  const place = mount(
    html`<whistle-ticket-card ticket-id=${ticketId} .gateway=${gateway}></whistle-ticket-card>`,
    look,
  )
  const user = new CardUser(find(place, 'whistle-ticket-card'))
  await until(() => user.card.shadowRoot?.querySelector('#heading'))
  return user
}

const cityWithTags = {
  ...testCityData,
  policy: {
    ...testCityData.policy,
    evaluation: {
      ...testCityData.policy.evaluation,
      tags: [{ code: 'fast', label: { zh: '响应及时', en: 'Quick' } }],
    },
  },
}

/** Brings a ticket to the community's confirmation, past the elements. */
async function resolved(backend: Backend): Promise<string> {
  const id = await backend.whistle(people.gridWorker, draft({ citizenId: 'citizen-1' }))
  await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
  const text = '已清理，并与物业约定巡查'
  await backend.act(people.cityManagement, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text })
  return id
}

describe('whistle-ticket-card', () => {
  for (const look of looks) {
    it(`has nothing for axe to find, read, acted on and finished (${look.lang}, ${look.theme})`, async () => {
      const backend = createBackend(cityWithTags)
      const attachments = [await uploaded(backend.as(people.gridWorker))]
      const contact = { name: '王女士', phone: '138 0000 0000' }
      const id = await backend.whistle(people.gridWorker, draft({ attachments, contact }))
      const department = await cardOf(backend.as(people.cityManagement), id, look)
      await until(() => department.card.shadowRoot?.querySelector('.picture img'))
      expect(await violations(department.card)).to.deep.equal([])
      await department.opens('RETURN')
      department.submit()
      await until(() => department.dialog?.shadowRoot?.querySelector('.error:not([hidden])'))
      expect(await violations(department.card)).to.deep.equal([])
      department.dialog?.close()

      const done = await resolved(backend)
      await backend.act(people.gridWorker, done, { type: 'CONFIRM_RESULT' })
      await backend.act(people.citizen, done, { type: 'EVALUATE', level: 2, solved: false, tags: ['fast'] })
      const community = await cardOf(backend.as(people.gridWorker), done, look)
      await community.opens('EVALUATE')
      expect(await violations(community.card)).to.deep.equal([])
    })
  }

  it('plays a ticket from the whistle through a return to both ratings, in its own dialogs', async () => {
    const backend = createBackend(cityWithTags)
    const id = await backend.whistle(people.gridWorker, draft({ citizenId: 'citizen-1' }))
    const as = (actor: Actor) => cardOf(backend.as(actor), id)

    const water = testCityData.units.find((it) => it.id === 'water')
    const first = await as(people.cityManagement)
    await first.sees('轮到您签收应哨')
    await first.opens('RETURN')
    first.chooses('reasonCode', 'notOurs')
    await first.types('explanation', '属供水管线')
    await first.picks('suggestedUnitId', water?.name ?? '')
    await first.sends()
    await first.sees('city-management 已退单')

    const reviewer = await as(people.reviewer)
    await reviewer.press('CLAIM_REVIEW')
    await reviewer.opens('UPHOLD_RETURN')
    expect(reviewer.field('toUnitId').value).to.equal('water')
    await reviewer.types('explanation', '确属供水管线')
    await reviewer.sends()
    await reviewer.sees('等待 water 签收应哨')

    const handler = await as(people.water)
    await handler.takes('ACCEPT')
    await handler.opens('ADD_ASSIST')
    await handler.picks('unitId', 'police')
    await handler.types('task', '维持交通')
    await handler.sends()
    await handler.sees('还有 1 项协办任务未完成')
    expect(handler.button('SUBMIT_RESULT')?.getAttribute('aria-disabled')).to.equal('true')
    const police = await as(people.police)
    await police.opens('ASSIST_DONE')
    await police.types('text', '已疏导')
    await police.sends()
    // The other card hears of it by itself.
    await handler.opens('SUBMIT_RESULT')
    handler.chooses('outcome', 'resolved')
    await handler.types('text', '管线已修复')
    await handler.sends()
    await handler.sees('等待确认')

    const community = await as(people.secretary)
    await community.takes('CONFIRM_RESULT')
    await community.opens('EVALUATE')
    const rating = find(community.dialog?.shadowRoot ?? document, 'whistle-rating')
    rating.value = { level: 5, solved: true, tags: ['fast'] }
    await community.sends()
    await community.sees('居民评价尚未评价')
    const citizen = await as(people.citizen)
    await citizen.opens('EVALUATE')
    find(citizen.dialog?.shadowRoot ?? document, 'whistle-rating').value = {
      level: 2,
      solved: false,
      tags: [],
    }
    await citizen.sends()
    const { ticket } = (await backend.as(people.dispatcher).get(id)) ?? {}
    expect(ticket?.status).to.equal('evaluated')
    expect(ticket?.evaluations.map(({ rater, level }) => [rater, level])).to.deep.equal([
      ['community', 5],
      ['citizen', 2],
    ])
    await community.sees('已评哨')
    await until(() => community.card.shadowRoot?.querySelectorAll('.ratings article').length === 2)
  })

  it('asks for what is missing, and sends nothing before', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.opens('RETURN')
    user.submit()
    await until(() => user.dialogText.includes('请选择退单理由'))
    expect(user.dialogText).to.include('请写明应由哪个单位办理，或违反清单的哪一项，至少一项')
    expect(user.dialog?.shadowRoot?.activeElement?.id).to.equal('field-reasonCode')
    expect((await backend.as(people.cityManagement).get(id))?.ticket.status).to.equal('whistled')
  })

  it('uploads photos with a result, where the matter asks for them', async () => {
    const backend = createBackend()
    const attachments = [await uploaded(backend.as(people.gridWorker))]
    const id = await backend.whistle(people.gridWorker, draft({ matterCode: 'manhole', attachments }))
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.opens('SUBMIT_RESULT')
    user.chooses('outcome', 'resolved')
    await user.types('text', '已更换井盖')
    user.submit()
    await until(() => user.dialogText.includes('请添加照片'))
    const files = new DataTransfer()
    files.items.add(new File([await photo('#a33')], 'after.jpg', { type: 'image/jpeg' }))
    const input = inside<HTMLInputElement>(user.dialog ?? user.card, '[type=file]')
    input.files = files.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => user.dialog?.shadowRoot?.querySelector('.photo-remove'))
    await user.sends()
    const { ticket } = (await backend.as(people.gridWorker).get(id)) ?? {}
    expect(ticket?.results[0]?.attachments).to.have.length(1)
  })

  it('asks in a dialog for nothing that the backend cannot carry, and names the ticket as the backend does', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft({ citizenId: 'citizen-1' }))
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const full = backend.as(people.cityManagement)
    const lostFields = { REPORT_PROGRESS: ['contacted', 'attachments'] }
    const user = await cardOf(
      {
        ...full,
        capabilities: { ...full.capabilities, lostFields },
        get: async (ticketId) => {
          const view = await full.get(ticketId)
          return view && { ...view, number: '20261124-0003' }
        },
      },
      id,
    )
    await user.sees('编号 20261124-0003')
    expect(user.text).not.to.contain(id.slice(-8).toUpperCase())
    await user.opens('REPORT_PROGRESS')
    const asked = () => user.dialog?.shadowRoot?.querySelectorAll('textarea, input, .photos').length
    expect(asked()).to.equal(1)
    await user.types('text', '已到现场')
    await user.sends()
    const [event] = (await full.history(id)).slice(-1)
    expect(event?.command).to.deep.equal({ type: 'REPORT_PROGRESS', text: '已到现场' })
    const whole = await cardOf(full, id)
    await whole.sees(`编号 ${id.slice(-8).toUpperCase()}`)
    await whole.opens('REPORT_PROGRESS')
    expect(whole.dialog?.shadowRoot?.querySelectorAll('textarea, input').length).to.be.greaterThan(1)
  })

  it('asks in the dialog of a rating for no words that the backend cannot carry', async () => {
    const backend = createBackend(cityWithTags)
    const id = await resolved(backend)
    await backend.act(people.gridWorker, id, { type: 'CONFIRM_RESULT' })
    const full = backend.as(people.gridWorker)
    const lostFields = { EVALUATE: ['tags', 'comment'] }
    const user = await cardOf({ ...full, capabilities: { ...full.capabilities, lostFields } }, id)
    await user.opens('EVALUATE')
    const rating = find(user.dialog?.shadowRoot ?? document, 'whistle-rating')
    await rating.updateComplete
    expect(rating.shadowRoot?.querySelector('[name=tags], #comment')).to.equal(null)
    const whole = await cardOf(full, id)
    await whole.opens('EVALUATE')
    const other = find(whole.dialog?.shadowRoot ?? document, 'whistle-rating')
    await until(() => other.shadowRoot?.querySelector('[name=tags]'))
    expect(other.shadowRoot?.querySelector('#comment')).not.to.equal(null)
  })

  it('says why a step that one could expect is not possible', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const suggestedUnitId = 'water'
    await backend.act(people.cityManagement, id, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation: '不属职责',
      suggestedUnitId,
    })
    await backend.act(people.reviewer, id, { type: 'CLAIM_REVIEW' })
    await backend.act(people.reviewer, id, { type: 'REFUSE_RETURN', explanation: '属于职责' })
    await backend.act(people.cityManagement, id, {
      type: 'ADD_ASSIST',
      unitId: 'police',
      task: '维持秩序',
    })
    const user = await cardOf(backend.as(people.cityManagement), id)
    const barred = user.button('SUBMIT_RESULT')
    expect(barred?.getAttribute('aria-disabled')).to.equal('true')
    const why = inside(user.card, `#${barred?.getAttribute('aria-describedby')}`)
    expect(why.textContent).to.equal('还有协办单位没有完成')
    barred?.click()
    expect(user.dialog).to.equal(undefined)
    expect(user.button('GRANT_EXTENSION')).to.equal(null)
    await user.sees('指定办理')
  })

  it('keeps what was typed when somebody was faster, and sends it on the new state', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const real = backend.as(people.cityManagement)
    // This handler's network delivers no live changes: the conflict is the first they hear of it.
    const gateway = { ...real, capabilities: { ...real.capabilities, subscribe: false } }
    const user = await cardOf(gateway, id)
    await user.opens('COMMENT')
    await user.types('text', '马上到')
    await backend.act(people.gridWorker, id, { type: 'COMMENT', text: '又有车停进来了' })
    user.submit()
    await until(() => user.dialogText.includes('有人先一步更新了这张工单'))
    expect(user.field('text').value).to.equal('马上到')
    await user.sees('又有车停进来了')
    await user.sends()
    await user.sees('马上到')
    expect((await real.history(id)).map(({ command }) => command.type)).to.deep.equal([
      'WHISTLE',
      'COMMENT',
      'COMMENT',
    ])
  })

  it('tells in an open dialog that the ticket moved on, and that the step is gone', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.opens('COMMENT')
    await user.types('text', '马上到')
    await backend.act(people.gridWorker, id, { type: 'COMMENT', text: '请尽快' })
    await until(() => user.dialogText.includes('刚刚有了新进展'))
    expect(user.field('text').value).to.equal('马上到')
    await backend.act(people.gridWorker, id, { type: 'WITHDRAW', reason: '车主已挪车' })
    await until(() => user.dialogText.includes('这一步已经不能做了'))
    expect(inside<HTMLButtonElement>(user.dialog ?? user.card, '[type=submit]').disabled).to.equal(true)
  })

  it('loses nothing that was typed when it is refused, the network breaks, or Escape is pressed', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const real = backend.as(people.dispatcher)
    const ids: string[] = []
    const user = await cardOf(
      {
        ...real,
        execute: async (ticketId, command, options) => {
          ids.push(options.commandId)
          if (ids.length === 1) throw new GatewayError('offline', { zh: '网络不通', en: 'Offline' })
          return real.execute(ticketId, command, options)
        },
      },
      id,
    )
    await user.opens('SUPERVISE')
    await user.types('instruction', '今日内到场')
    user.submit()
    await until(() => user.dialogText.includes('网络不通'))
    await sendKeys({ press: 'Escape' })
    await until(() => !user.dialog)
    await user.opens('SUPERVISE')
    expect(user.field('instruction').value).to.equal('今日内到场')
    await user.sends()
    expect(ids[1]).to.equal(ids[0])
    await user.sees('督办：已提交')

    await user.opens('MERGE')
    await until(() => user.field('intoTicketId'))
    user.submit()
    await until(() => user.dialogText.includes('请选择要并入的工单'))
  })

  it('merges into another open ticket that it finds', async () => {
    const backend = createBackend()
    const other = await backend.whistle(people.gridWorker, draft({ description: '西门也被占' }))
    const id = await backend.whistle(people.gridWorker, draft())
    const user = await cardOf(backend.as(people.dispatcher), id)
    await user.opens('MERGE')
    user.field('intoTicketId').focus()
    await until(() => user.dialog)
    await sendKeys({ press: 'ArrowDown' })
    await until(() => user.dialog?.shadowRoot?.querySelector('.combo-option'))
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'Enter' })
    await user.sends()
    expect((await backend.as(people.dispatcher).get(id))?.ticket.mergedInto).to.equal(other)
  })

  it('asks for an extension in working days, and suspends until a moment in China', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const lead = await cardOf(backend.as(people.cityManagement), id)
    await lead.opens('REQUEST_EXTENSION')
    await lead.types('by', '3')
    await lead.types('reason', '等待材料')
    await lead.sends()
    const centre = await cardOf(backend.as(people.dispatcher), id)
    await centre.opens('SUSPEND')
    await centre.types('plan', '列入改造计划')
    const field = centre.field('reviewAt')
    field.value = '2099-03-02T09:30'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await centre.sends()
    const { ticket } = (await backend.as(people.dispatcher).get(id)) ?? {}
    expect(ticket?.extensions[0]?.by).to.deep.equal({ amount: 3, unit: 'workingDay' })
    expect(ticket?.suspension?.reviewAt).to.equal('2099-03-02T01:30:00.000Z')
    await centre.sees('挂账不算办结')
  })

  it('hides the contact from the department, and marks it as confidential for the community', async () => {
    const backend = createBackend()
    const contact = { name: '王女士', phone: '138 0000 0000' }
    const id = await backend.whistle(people.gridWorker, draft({ contact }))
    const community = await cardOf(backend.as(people.gridWorker), id)
    await community.sees('个人信息，请勿外传')
    const department = await cardOf(backend.as(people.cityManagement), id)
    expect(department.text).not.to.include('王女士')
  })

  it('explains a deadline, and shows a missed one from the history', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.sees('为什么是这个时间')
    expect(inside(user.card, '.clock details .text').textContent).to.include('2 小时')
    await backend.passTo(Date.now() + 3 * 3_600_000)
    await until(() =>
      user.card.shadowRoot?.querySelector('.clock[data-tone=danger], .badge[data-tone=danger]'),
    )
    await user.sees('签收时限')
  })

  it('vouches to every reader for a history that fits, and warns of one that does not', async () => {
    const backend = createBackend()
    const id = await resolved(backend)
    await backend.act(people.gridWorker, id, { type: 'CONFIRM_RESULT' })
    await backend.act(people.citizen, id, { type: 'EVALUATE', level: 4, solved: true, tags: [] })
    const community = await cardOf(backend.as(people.gridWorker), id)
    await community.sees('记录完整，未被改动')
    const department = await cardOf(backend.as(people.cityManagement), id)
    await department.sees('记录完整，未被改动')
    expect(department.text).not.to.include('citizen-1')

    const real = backend.as(people.gridWorker)
    const forged = await cardOf(
      {
        ...real,
        history: async (ticketId) =>
          (await real.history(ticketId)).map((event) => ({ ...event, at: '2020-01-01T00:00:00.000Z' })),
      },
      id,
    )
    await forged.sees('记录校验不一致')
    expect(inside(forged.card, '.section-head .badge').dataset['tone']).to.equal('danger')
    expect(forged.text).not.to.include('记录完整')
    expect(await violations(forged.card)).to.deep.equal([])

    const unsealed = await cardOf(
      { ...real, capabilities: { ...real.capabilities, hashedHistory: false } },
      id,
    )
    await until(() => unsealed.card.shadowRoot?.querySelector('.timeline'))
    await import('./parts/verify.ts')
    await unsealed.card.updateComplete
    expect(unsealed.text).not.to.include('记录完整').and.not.to.include('校验不一致')
  })

  it('shows no steps that the backend does not tell apart', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const real = backend.as(people.dispatcher)
    const capabilities = { ...real.capabilities, statuses: ['whistled' as const, 'closed' as const] }
    const user = await cardOf({ ...real, capabilities }, id)
    await user.sees('已上报')
    expect(user.card.shadowRoot?.querySelector('.steps')).to.equal(null)
    expect(user.text).not.to.match(/待应哨|等待 .* 签收/)
    const whole = await cardOf(real, id)
    await whole.sees('待应哨')
    expect(whole.card.shadowRoot?.querySelector('.steps')).not.to.equal(null)
  })

  it('shows an attempt to push work down to a community as what it is', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.dispatcher, id, { type: 'REDISPATCH', toUnitId: 'community-1', reason: '就近' })
    const user = await cardOf(backend.as(people.dispatcher), id)
    await user.sees('尝试向村（社区）派发清单之外的事项，已拦截并记录')
  })

  it('shows photos large, turned over by the arrow keys, with words for who cannot see them', async () => {
    const backend = createBackend()
    const { gateway, fetched } = watchingDownloads(backend.as(people.gridWorker))
    const attachments = [await uploaded(gateway), await uploaded(gateway, '#b52')]
    const [first, second] = attachments.map(({ sha256 }) => sha256)
    const id = await backend.whistle(people.gridWorker, draft({ attachments }))
    const user = await cardOf(gateway, id)
    await until(() => user.card.shadowRoot?.querySelectorAll('.picture img').length === 2)
    expect(fetched).to.have.members([`${first} (small)`, `${second} (small)`])
    inside(user.card, '.picture').click()
    await until(() => inside<HTMLDialogElement>(user.card, '.viewer').open)
    expect(inside<HTMLImageElement>(user.card, '.viewed img').alt).to.equal('情况，照片 1/2')
    await until(() => fetched.includes(first ?? ''))
    expect(fetched).not.to.include(second)
    await sendKeys({ press: 'ArrowRight' })
    await until(() =>
      user.card.shadowRoot?.querySelector<HTMLImageElement>('.viewed img')?.alt.endsWith('2/2'),
    )
    expect(await violations(user.card)).to.deep.equal([])
    await sendKeys({ press: 'Escape' })
    expect(inside<HTMLDialogElement>(user.card, '.viewer').open).to.equal(false)
  })

  it('gives the command to the page where the page gave the ticket', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const gateway = backend.as(people.reviewer)
    await backend.act(people.cityManagement, id, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation: '不属职责',
      suggestedUnitId: 'water',
    })
    const view = await gateway.get(id)
    const events = await gateway.history(id)
    const place = mount(html`<whistle-ticket-card .view=${view} .events=${events}></whistle-ticket-card>`)
    const user = new CardUser(find(place, 'whistle-ticket-card'))
    const wanted = new Promise<unknown>((resolve) =>
      user.card.addEventListener('whistle-command', ({ detail }) => resolve(detail)),
    )
    await user.press('CLAIM_REVIEW')
    expect(await wanted).to.deep.equal({ ticketId: id, command: { type: 'CLAIM_REVIEW' }, version: 2 })
    expect((await gateway.get(id))?.ticket.version).to.equal(2)
  })

  it('says to whom a draft goes before it whistles, and asks the page to open it for editing', async () => {
    const backend = createBackend()
    const id = '0198c0de-0000-7000-8000-00000000abcd'
    await backend.act(people.gridWorker, id, { type: 'EDIT', draft: draft() })
    const user = await cardOf(backend.as(people.gridWorker), id)
    const asked: string[] = []
    user.card.addEventListener('whistle-edit-requested', ({ detail }) => asked.push(detail.ticketId))
    await user.press('EDIT')
    expect(asked).to.deep.equal([id])
    const sent = new Promise<unknown>((resolve) =>
      user.card.addEventListener('whistle-command-sent', ({ detail }) => resolve(detail)),
    )
    await user.opens('WHISTLE')
    await until(() => user.dialogText.includes('承办单位：city-management'))
    expect(user.dialogText).to.include('确定吹哨吗')
    expect(await violations(user.card)).to.deep.equal([])
    user.submit()
    expect(await sent).to.deep.equal({ ticketId: id, type: 'WHISTLE', version: 2 })
    await user.sees('待应哨')
  })

  it('tells a result that was sent back, or that a reopening overtook, from the one that stands', async () => {
    const backend = createBackend()
    const id = await resolved(backend)
    await backend.act(people.gridWorker, id, { type: 'REFUSE_RESULT', reason: '车又停回来了' })
    const user = await cardOf(backend.as(people.gridWorker), id)
    await user.sees('社区已退回')
    const tones = () =>
      [...(user.card.shadowRoot?.querySelectorAll<HTMLElement>('.answer .badge') ?? [])].map(
        ({ dataset, textContent }) => [textContent?.trim(), dataset['tone']],
      )
    expect(tones()).to.deep.equal([['已解决', 'neutral']])
    expect(inside(user.card, '.answer').hasAttribute('data-former')).to.equal(true)

    const text = '已设隔离桩'
    await backend.act(people.cityManagement, id, { type: 'SUBMIT_RESULT', outcome: 'resolved', text })
    await user.sees(text)
    expect(tones()[0]).to.deep.equal(['已解决', 'success'])
    await backend.act(people.gridWorker, id, { type: 'CONFIRM_RESULT' })
    await backend.act(people.gridWorker, id, { type: 'REOPEN', cause: 'unsolved', reason: '隔离桩被撞倒' })
    await user.sees('重办前的结果')
    expect(user.text).to.include('社区已退回')
    expect(tones().some(([, tone]) => tone === 'success')).to.equal(false)
    expect(await violations(user.card)).to.deep.equal([])
  })

  it('keeps what went wrong in view, above the buttons, however long the form is', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const real = backend.as(people.cityManagement)
    const gateway = { ...real, capabilities: { ...real.capabilities, subscribe: false } }
    for (const [width, height] of [
      [1280, 900],
      [1280, 520],
      [390, 844],
    ] as const) {
      await setViewport({ width, height })
      const user = await cardOf(gateway, id)
      await user.opens('RETURN')
      user.chooses('reasonCode', 'notOurs')
      await user.types('explanation', '属供水管线')
      await user.picks('suggestedUnitId', 'water')
      await backend.act(people.gridWorker, id, { type: 'COMMENT', text: '请尽快' })
      user.submit()
      await until(() => user.dialogText.includes('有人先一步更新了这张工单'))
      for (const top of [0, 10_000]) {
        const dialog = inside(user.dialog ?? user.card, 'dialog')
        dialog.scrollTop = top
        const {
          x,
          y,
          width: wide,
          height: high,
        } = inside(user.dialog ?? user.card, '.notice').getBoundingClientRect()
        const seen = user.dialog?.shadowRoot?.elementFromPoint(x + wide / 2, y + high / 2)
        expect(Boolean(seen?.closest('.notice')), `${width}×${height}, scrolled ${top}`).to.equal(true)
      }
      user.dialog?.close()
    }
    await setViewport({ width: 800, height: 600 })
  })

  it('asks for each answer in a sentence of its own', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const lead = await cardOf(backend.as(people.cityManagement), id)
    await lead.opens('REQUEST_EXTENSION')
    lead.submit()
    await until(() => lead.dialogText.includes('请填写要延长多久'))
    for (const amount of ['0', '-3', '1.5']) {
      lead.field('by').value = amount
      lead.field('by').dispatchEvent(new Event('input', { bubbles: true }))
      await until(() => lead.dialogText.includes('请填写大于 0 的整数'))
    }
    const fresh = await backend.whistle(people.gridWorker, draft())
    const centre = await cardOf(backend.as(people.dispatcher), fresh)
    await centre.opens('REDISPATCH')
    centre.submit()
    await until(() => centre.dialogText.includes('请选择改派到哪个单位'))
  })

  it('shows beside a field that the backend could not read it', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.opens('REQUEST_EXTENSION')
    await user.types('by', '99999')
    await user.types('reason', '等待材料')
    user.submit()
    await until(() => user.dialogText.includes('延长时限填写得不对，请检查'))
    expect(user.field('by').getAttribute('aria-invalid')).to.equal('true')
    expect(user.dialog?.shadowRoot?.activeElement?.id).to.equal('field-by')
    user.field('by').value = '3'
    user.field('by').dispatchEvent(new Event('input', { bubbles: true }))
    await until(() => user.field('by').getAttribute('aria-invalid') === 'false')
    await user.sends()
    expect((await backend.as(people.dispatcher).get(id))?.ticket.extensions).to.have.length(1)
  })

  it('says what a rating lacks beside its questions, without a bubble of the browser', async () => {
    const backend = createBackend()
    const id = await resolved(backend)
    await backend.act(people.gridWorker, id, { type: 'CONFIRM_RESULT' })
    const user = await cardOf(backend.as(people.gridWorker), id)
    await user.opens('EVALUATE')
    const rating = find(user.dialog?.shadowRoot ?? document, 'whistle-rating')
    let bubbles = 0
    rating.reportValidity = () => ((bubbles += 1), false)
    user.submit()
    await until(() => !inside(rating, '#solved-error').hidden)
    expect(inside(rating, '#level-error').textContent).to.include('请选择满意度')
    expect(bubbles).to.equal(0)
    inside<HTMLInputElement>(rating, '[name=solved]').click()
    user.submit()
    await until(() => rating.shadowRoot?.activeElement?.matches('[name=level]'))
  })

  it('calls a warning due soon: its limit is not reached yet', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.passTo(Date.now() + 1.8 * 3_600_000)
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.sees('签收预警 · 即将到期')
    await backend.passTo(Date.now() + 3 * 3_600_000)
    await user.sees('签收时限 · 时限到达')
  })

  it('says who supervises once a limit is missed for long enough', async () => {
    const afterOverdue = { amount: 2, unit: 'hour' } as const
    const levels = [{ code: 'district', label: { zh: '旗县区督办', en: 'District' }, afterOverdue }]
    const backend = createBackend({
      ...testCityData,
      policy: { ...testCityData.policy, supervision: { levels } },
    })
    const id = await backend.whistle(people.gridWorker, draft())
    const user = await cardOf(backend.as(people.cityManagement), id)
    await backend.passTo(Date.now() + 3 * 3_600_000)
    await user.sees('签收时限 · 时限到达')
    expect(user.text).not.to.include('旗县区督办')
    await backend.passTo(Date.now() + 5 * 3_600_000)
    await user.sees('旗县区督办')
    await user.sees('督办升级')
  })

  it('says which deadline an announced holiday moved, from when to when', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.sees('办理时限')
    const soon = [1, 2, 3, 4, 5].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    )
    const holidays = Object.fromEntries(soon.map((date) => [date, { zh: '假日', en: 'a holiday' }]))
    await backend.announce(localCalendar(weekendCalendar, { version: 'announced', holidays }))
    await user.sees('时限重算')
    expect(user.text).to.match(/办理时限 \S.* → \S/)
  })

  it('tells whoever is on turn what is theirs to do, not whom to wait for', async () => {
    const backend = createBackend()
    const id = await resolved(backend)
    const community = await cardOf(backend.as(people.gridWorker), id)
    await community.sees('轮到您确认结果')
    expect(community.text).not.to.include('等待 community-1')
    const department = await cardOf(backend.as(people.cityManagement), id)
    await department.sees('等待确认')
  })

  it('leads from a merged ticket to the one that it goes on in', async () => {
    const backend = createBackend()
    const target = await backend.whistle(people.gridWorker, draft())
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.dispatcher, id, { type: 'MERGE', intoTicketId: target, reason: '同一处' })
    const user = await cardOf(backend.as(people.gridWorker), id)
    const wanted: string[] = []
    document.body.addEventListener('whistle-ticket-select', ({ detail }) => wanted.push(detail.ticketId), {
      once: true,
    })
    inside(user.card, '[data-merged]').click()
    expect(wanted).to.deep.equal([target])
    expect(await violations(user.card)).to.deep.equal([])
  })

  it('says whom a rating is about', async () => {
    const backend = createBackend()
    const id = await resolved(backend)
    await backend.act(people.gridWorker, id, { type: 'CONFIRM_RESULT' })
    await backend.act(people.gridWorker, id, { type: 'EVALUATE', level: 4, solved: true, tags: [] })
    const user = await cardOf(backend.as(people.gridWorker), id)
    await user.sees('评价对象：city-management')
  })

  it('asks before a return is taken back', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, id, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation: '不属职责',
      suggestedUnitId: 'water',
    })
    const user = await cardOf(backend.as(people.cityManagement), id)
    await user.opens('RETRACT_RETURN')
    expect(user.dialogText).to.include('确定收回退单吗')
    expect((await backend.as(people.cityManagement).get(id))?.ticket.status).to.equal('rejected')
    await user.sends()
    expect((await backend.as(people.cityManagement).get(id))?.ticket.status).not.to.equal('rejected')
  })

  it('shows that help asked for by a former lead has lapsed, and waits for it no more', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft({ matterCode: 'signs' }))
    await backend.act(people.street, id, { type: 'ACCEPT' })
    await backend.act(people.street, id, { type: 'ADD_ASSIST', unitId: 'police', task: '维持秩序' })
    await backend.act(people.street, id, { type: 'ESCALATE', reason: '需要专业设备' })
    await backend.act(people.cityManagement, id, { type: 'ACCEPT' })
    const user = await cardOf(backend.as(people.dispatcher), id)
    await user.sees('city-management 正在办理')
    const party = [...(user.card.shadowRoot?.querySelectorAll('.party') ?? [])].find((it) =>
      it.textContent?.includes('维持秩序'),
    )
    expect(party?.textContent).to.include('已失效')
    expect(party?.textContent).not.to.include('未完成')
  })

  it('has an answer for no ticket, a foreign ticket, and a broken network', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const place = mount(html`<whistle-ticket-card></whistle-ticket-card>`)
    const none = new CardUser(find(place, 'whistle-ticket-card'))
    await none.sees('没有要显示的工单')
    none.card.gateway = backend.as(people.stranger)
    none.card.ticketId = id
    await none.sees('没有这张工单，或您无权查看')
    none.card.gateway = {
      ...backend.as(people.gridWorker),
      get: () => Promise.reject(new GatewayError('offline', { zh: '网络不通', en: 'Offline' })),
    }
    await none.sees('网络不通')
    expect(await violations(none.card)).to.deep.equal([])
    none.card.gateway = backend.as(people.gridWorker)
    await none.sees('等待 city-management 签收应哨')
  })

  it('says that a ticket without a lead waits to be dispatched', async () => {
    const backend = createBackend()
    const id = await backend.whistle(people.gridWorker, draft())
    const inner = backend.as(people.gridWorker)
    const undispatched: TicketGateway = {
      ...inner,
      async get(ticketId) {
        const view = await inner.get(ticketId)
        if (!view) return undefined
        const { leadUnitId: _lead, ...ticket } = view.ticket
        return { ...view, ticket }
      },
    }
    const place = mount(
      html`<whistle-ticket-card .gateway=${undispatched} ticket-id=${id}></whistle-ticket-card>`,
    )
    await new CardUser(find(place, 'whistle-ticket-card')).sees('等待指挥调度中心派给承办单位')
  })
})
