import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import { people, testCityData } from '@chuishao/core/testing'
import type { Actor, Draft } from '@chuishao/core/ticket'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html, type TemplateResult } from 'lit'
import { newTicketId } from '../internal/ids.ts'
import { violations } from '../test/axe.ts'
import { createBackend, draft, photo, uploaded, type Backend } from '../test/backend.ts'
import { find, inside, looks, mount, until, type Look } from '../test/mount.ts'
import './whistle-form.define.ts'
import type { WhistleForm } from './whistle-form.ts'

let backend: Backend

beforeEach(() => {
  sessionStorage.clear()
  backend = createBackend()
})

async function place(content: TemplateResult, look?: Look): Promise<WhistleForm> {
  const form = find(mount(content, look), 'whistle-form')
  await form.updateComplete
  return form
}

async function connected(
  { actor = people.gridWorker, gateway = backend.as(actor) }: { actor?: Actor; gateway?: TicketGateway } = {},
  look?: Look,
): Promise<WhistleForm> {
  const form = await place(html`<whistle-form .gateway=${gateway}></whistle-form>`, look)
  await until(() => !form.shadowRoot?.querySelector('.waiting'))
  return form
}

const text = (form: WhistleForm, selector: string) =>
  form.shadowRoot?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
const has = (form: WhistleForm, selector: string) => Boolean(form.shadowRoot?.querySelector(selector))

function fill(form: WhistleForm, selector: string, value: string): void {
  const input = inside<HTMLInputElement>(form, selector)
  input.value = value
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

async function chooseMatter(form: WhistleForm, name: string): Promise<void> {
  inside(form, '#matter').click()
  fill(form, '#matter', name)
  await until(() => has(form, '[role=option]'))
  inside(form, '[role=option]').click()
  await form.updateComplete
}

async function addPhoto(form: WhistleForm): Promise<void> {
  const transfer = new DataTransfer()
  transfer.items.add(new File([await photo()], 'IMG_1.jpg', { type: 'image/jpeg' }))
  const input = inside<HTMLInputElement>(form, '.photo-add:not([data-camera]) input')
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
  await until(() => has(form, '.photo canvas'))
}

async function fillIn(form: WhistleForm, matter = 'parking'): Promise<void> {
  await chooseMatter(form, matter)
  fill(form, '#address', '东街 12 号门前')
  await form.updateComplete
}

const errors = (form: WhistleForm) =>
  [
    ...(form.shadowRoot?.querySelectorAll('.field .error:not([hidden]), .more .error:not([hidden])') ?? []),
  ].map((it) => it.textContent?.trim())

const once = <Name extends keyof HTMLElementEventMap>(form: WhistleForm, name: Name) =>
  new Promise<HTMLElementEventMap[Name]>((done) => form.addEventListener(name, done, { once: true }))

/** A device that answers as the test says. */
function device(answer: (done: PositionCallback, fail: PositionErrorCallback) => void): void {
  const original = Object.getOwnPropertyDescriptor(Geolocation.prototype, 'getCurrentPosition')
  Geolocation.prototype.getCurrentPosition = (done, fail) => answer(done, fail ?? (() => {}))
  restoreDevice = () => {
    if (original) Object.defineProperty(Geolocation.prototype, 'getCurrentPosition', original)
  }
}
let restoreDevice = () => {}
afterEach(() => restoreDevice())

describe('whistle-form', () => {
  for (const look of looks) {
    it(`has nothing for axe to find in any state (${look.lang}, ${look.theme})`, async () => {
      const form = await connected({}, look)
      expect(await violations(form), 'empty').to.deep.equal([])
      await form.submit()
      await form.updateComplete
      expect(await violations(form), 'refused').to.deep.equal([])
      inside(form, '#matter').click()
      await form.updateComplete
      expect(await violations(form), 'open').to.deep.equal([])
      await fillIn(form, 'manhole')
      await addPhoto(form)
      await until(() => has(form, '.preview'))
      for (const more of form.shadowRoot?.querySelectorAll('details') ?? []) more.open = true
      expect(await violations(form), 'filled').to.deep.equal([])
      await form.submit()
      await form.updateComplete
      expect(await violations(form), 'sent').to.deep.equal([])
    })
  }

  it('fits large print on a narrow phone', async () => {
    const form = await connected()
    form.style.setProperty('--whistle-font-size', '32px')
    form.style.setProperty('inline-size', '320px')
    await fillIn(form, 'manhole')
    await until(() => has(form, '.preview'))
    for (const more of form.shadowRoot?.querySelectorAll('details') ?? []) more.open = true
    expect(form.scrollWidth).to.be.at.most(320)
    expect(await violations(form)).to.deep.equal([])
  })

  it('is filled in and sent with the keyboard alone', async () => {
    const form = await connected()
    const press = async (...keys: string[]) => {
      for (const key of keys) await sendKeys({ press: key })
    }
    const tabTo = async (selector: string) => {
      const wanted = inside(form, selector)
      for (let steps = 0; form.shadowRoot?.activeElement !== wanted; steps++) {
        if (steps > 15) throw new Error(`no way to ${selector}`)
        await press('Tab')
      }
    }
    await tabTo('#matter')
    await sendKeys({ type: 'parki' })
    await press('Enter')
    await tabTo('#address')
    await sendKeys({ type: '12 East Street' })
    await press('Enter')
    expect(has(form, '.sent'), 'Enter in a line of text sends nothing').to.equal(false)
    await tabTo('#description')
    await sendKeys({ type: 'Three cars' })
    await tabTo('#contact > summary')
    await press('Enter')
    await tabTo('#contact-phone')
    await sendKeys({ type: '0471-1234567' })
    await tabTo('[part=submit]')
    const sent = once(form, 'whistle-sent')
    await press('Enter')
    const { ticketId } = (await sent).detail
    const view = await backend.as(people.gridWorker).get(ticketId)
    expect(view?.ticket.status).to.equal('whistled')
    expect(view?.ticket.draft).to.deep.include({
      matterCode: 'parking',
      description: 'Three cars',
      location: { crs: 'cgcs2000', address: '12 East Street', communityId: 'community-1' },
      contact: { phone: '0471-1234567' },
    })
    await until(() => form.shadowRoot?.activeElement?.matches('.sent'))
    expect(text(form, '[role=status]')).to.equal('哨已吹响')
  })

  it('shows and tells the id that leads to the ticket where the backend gives its own', async () => {
    const [inner, own] = [backend.as(people.gridWorker), '00000000-0000-8000-8000-00000000cafe']
    const gateway: TicketGateway = {
      ...inner,
      async execute(...asked) {
        const outcome = await inner.execute(...asked)
        return outcome.ok ? { ...outcome, ticket: { ...outcome.ticket, id: own } } : outcome
      },
    }
    const form = await connected({ gateway })
    await chooseMatter(form, 'parking')
    fill(form, '#address', '12 East Street')
    const sent = once(form, 'whistle-sent')
    inside(form, '[part=submit]').click()
    expect((await sent).detail.ticketId).to.equal(own)
    await until(() => has(form, '.sent'))
    expect(text(form, '.sent code')).to.equal(own)
  })

  it('shows who gets it, by when and why, before it is sent', async () => {
    const form = await connected()
    expect(text(form, '.preview-empty')).to.contain('选好事项后')
    await chooseMatter(form, 'manhole')
    await until(() => has(form, '.preview'))
    expect(text(form, '.preview-unit')).to.equal('city-management')
    expect(text(form, '.limits')).to.match(/应哨 2 小时 .* 前 办结 5 个工作日 .* 前/)
    expect(text(form, '.why')).to.contain('5 个工作日，当日不计')
    await chooseMatter(form, 'benches')
    await until(() => text(form, '.preview-unit') === 'community-1')
    expect(text(form, '.preview')).to.contain('铁三角自行办理').and.not.contain('应哨')
  })

  it('leaves out who gets it where the backend cannot say it before', async () => {
    const full = createBackend().as(people.gridWorker)
    const preview = () => Promise.reject(new Error('It was asked all the same'))
    const form = await connected({
      gateway: { ...full, preview, capabilities: { ...full.capabilities, preview: false } },
    })
    await chooseMatter(form, 'manhole')
    expect(has(form, '.preview, .preview-empty, .outcome .panel, .outcome .notice')).to.equal(false)
    form.gateway = full
    await until(() => has(form, '.preview'))
  })

  it('asks for no resident where the backend takes none, and says to leave numbers out', async () => {
    const full = createBackend().as(people.gridWorker)
    const form = await connected({
      gateway: { ...full, capabilities: { ...full.capabilities, contacts: false } },
    })
    expect(has(form, '#contact')).to.equal(false)
    fill(form, '#description', '联系 13800138000')
    await until(() => text(form, '#description-personal') !== '')
    expect(text(form, '#description-personal')).to.contain('请删去')
    form.gateway = full
    await until(() => has(form, '#contact'))
    fill(form, '#contact-phone', '0471-1234567')
    expect(form.draft.contact).to.deep.equal({ phone: '0471-1234567' })
    form.gateway = { ...full, capabilities: { ...full.capabilities, contacts: false } }
    await until(() => !has(form, '#contact'))
    expect(form.draft).not.to.have.property('contact')
  })

  it('asks for nothing that the backend cannot carry, and sends nothing of it that was filled in before', async () => {
    const full = createBackend().as(people.gridWorker)
    const losing = (...WHISTLE: string[]): TicketGateway => ({
      ...full,
      capabilities: { ...full.capabilities, lostFields: { WHISTLE } },
    })
    const form = await connected({ gateway: full })
    await chooseMatter(form, 'manhole')
    fill(form, '#address', '东街')
    fill(form, '#description', '井盖破损')
    fill(form, '#contact-name', '王小明')
    fill(form, '#contact-phone', '0471-1234567')
    fill(form, '#lng', '111.67')
    fill(form, '#lat', '40.82')
    form.gateway = losing('description', 'contactName', 'point', 'attachments')
    await until(() => !has(form, '#description'))
    expect(has(form, '#locate, #coordinates, [type=file]')).to.equal(false)
    expect(inside(form, '#contact-name').checkVisibility()).to.equal(false)
    expect(form.draft).to.deep.equal({
      matterCode: 'manhole',
      location: { crs: 'cgcs2000', address: '东街', communityId: 'community-1' },
      contact: { phone: '0471-1234567' },
    })
    expect(await violations(form)).to.deep.equal([])
    form.gateway = losing('address', 'contactPhone')
    await until(() => has(form, '#locate'))
    expect(inside(form, '#address').checkVisibility()).to.equal(false)
    expect(form.draft.contact).to.deep.equal({ name: '王小明' })
    expect(form.draft.location).to.deep.equal({
      ...{ crs: 'cgcs2000', communityId: 'community-1' },
      ...{ lng: 111.67, lat: 40.82 },
    })
    form.reset()
    await chooseMatter(form, 'manhole')
    await form.submit()
    await form.updateComplete
    expect(errors(form)).to.contain('请定位当前位置，或填写地址')
  })

  describe('answers', () => {
    it('are asked for by field, with the focus on the first that is missing', async () => {
      const form = await connected()
      await form.submit()
      await form.updateComplete
      expect(errors(form)).to.deep.equal(['请选择事项', '请定位当前位置，或填写地址'])
      expect(form.shadowRoot?.activeElement?.id).to.equal('matter')
      expect(text(form, '[role=status]')).to.contain('还有 2 处需要填写').and.contain('请选择事项')
      await chooseMatter(form, 'manhole')
      expect(errors(form)[0]).to.contain('需要现场照片')
      await addPhoto(form)
      fill(form, '#address', '东街')
      await form.updateComplete
      expect(errors(form)).to.deep.equal([])
    })

    it('include photos only where the matter list asks for them', async () => {
      const matters = testCityData.matters.map((it) =>
        it.code === 'signs' ? { ...it, whistleEvidence: 'none' as const } : it,
      )
      backend = createBackend({ ...testCityData, matters })
      const form = await connected()
      expect(has(form, '#photos')).to.equal(false)
      await chooseMatter(form, 'manhole')
      expect(text(form, '#photos .mark')).to.equal('必填')
      await addPhoto(form)
      await chooseMatter(form, 'parking')
      expect(text(form, '#photos .mark')).to.equal('选填')
      await chooseMatter(form, 'signs')
      expect(has(form, '#photos')).to.equal(false)
      fill(form, '#address', '东街')
      const sent = once(form, 'whistle-sent')
      await form.submit()
      const view = await backend.as(people.gridWorker).get((await sent).detail.ticketId)
      expect(view?.ticket.draft.attachments).to.deep.equal([])
    })

    it('may hold a phone number, but only one', async () => {
      const form = await connected()
      await fillIn(form)
      fill(form, '#contact-phone', 'ask me')
      await form.submit()
      await form.updateComplete
      expect(errors(form)).to.deep.equal(['电话只能由数字、空格和短横组成，5 至 20 位'])
      expect(form.shadowRoot?.activeElement?.id).to.equal('contact-phone')
    })
  })

  describe('the place', () => {
    it('is the position of the device, once, in its own reference system', async () => {
      const coords = { longitude: 111.670123456, latitude: 40.82, accuracy: 11.2 } as GeolocationCoordinates
      device((done) => done({ coords, timestamp: 0 } as GeolocationPosition))
      const form = await connected()
      inside(form, '#locate').click()
      await until(() => has(form, '.position'))
      expect(text(form, '.position')).to.contain('误差约 12 米')
      expect(form.draft.location).to.deep.equal({
        crs: 'wgs84',
        lng: 111.670123,
        lat: 40.82,
        accuracyMetres: 12,
        communityId: 'community-1',
      })
    })

    for (const [code, sentence] of [
      [1, '没有定位权限'],
      [2, '暂时无法取得位置'],
      [3, '定位超时'],
    ] as const) {
      it(`explains why there is no position (${code})`, async () => {
        device((_, fail) => fail({ code } as GeolocationPositionError))
        const form = await connected()
        inside(form, '#locate').click()
        await until(() => text(form, '#location-error').includes(sentence))
      })
    }

    it('may be coordinates that are typed in by their reference system', async () => {
      const form = await connected()
      fill(form, '#lng', '111.67')
      await form.submit()
      await form.updateComplete
      expect(text(form, '#location-error')).to.contain('经度和纬度都填成数字')
      const crs = inside<HTMLSelectElement>(form, '#crs')
      crs.value = 'gcj02'
      crs.dispatchEvent(new Event('change'))
      fill(form, '#lat', '40.82')
      expect(form.draft.location).to.deep.include({ crs: 'gcj02', lng: 111.67, lat: 40.82 })
    })

    it('has an address in the system that the page names', async () => {
      const form = await connected()
      form.crs = 'gcj02'
      await form.updateComplete
      fill(form, '#address', '东街')
      expect(form.draft.location).to.deep.equal({ crs: 'gcj02', address: '东街', communityId: 'community-1' })
    })
  })

  describe('sending', () => {
    it('tells the page, and starts over with the matter used lately', async () => {
      const form = await connected()
      form.ticketHref = '#/tickets/{id}'
      await fillIn(form)
      const sent = once(form, 'whistle-sent')
      await form.submit()
      const { ticketId, version, leadUnitId } = (await sent).detail
      expect({ version, leadUnitId }).to.deep.equal({ version: 1, leadUnitId: 'city-management' })
      expect(text(form, '.sent')).to.contain('已派给city-management').and.contain(ticketId)
      expect(inside<HTMLAnchorElement>(form, '.sent a').hash).to.equal(`#/tickets/${ticketId}`)
      inside(form, '.sent button').click()
      await until(() => has(form, '#matter'))
      expect(form.draft).to.deep.equal({})
      expect(text(form, '.form-head')).to.contain('community-1')
      expect(text(form, '.combo-shortcuts')).to.contain('parking')
    })

    it('can be stopped by the page', async () => {
      const form = await connected()
      await fillIn(form)
      let seen: Draft | undefined
      form.addEventListener('whistle-before-send', (event) => {
        seen = event.detail.draft
        event.preventDefault()
      })
      await form.submit()
      expect(seen?.matterCode).to.equal('parking')
      expect((await backend.as(people.gridWorker).query({})).items).to.deep.equal([])
    })

    it('loses nothing where the network does, and a retry arrives exactly once', async () => {
      const inner = backend.as(people.gridWorker)
      const commandIds: string[] = []
      const gateway: TicketGateway = {
        ...inner,
        async execute(ticketId, command, options) {
          commandIds.push(options.commandId)
          const outcome = await inner.execute(ticketId, command, options)
          // It arrived, but its answer did not.
          if (commandIds.length === 1) throw new GatewayError('offline', { zh: '网络不通。', en: 'Offline.' })
          return outcome
        },
      }
      const form = await connected({ gateway })
      await fillIn(form, 'manhole')
      await addPhoto(form)
      await form.submit()
      await form.updateComplete
      expect(text(form, '.notice[data-tone=danger]')).to.contain('网络不通。填写的内容都还在。')
      expect(form.draft.location?.address).to.equal('东街 12 号门前')
      expect(has(form, '.photo canvas')).to.equal(true)
      const sent = once(form, 'whistle-sent')
      inside(form, '.notice[data-tone=danger] button').click()
      const { ticketId, version } = (await sent).detail
      expect(version).to.equal(1)
      expect(commandIds[1]).to.equal(commandIds[0])
      expect(await inner.history(ticketId)).to.have.length(1)
    })

    it('finds out that an attempt had arrived, where somebody edited on meanwhile', async () => {
      const inner = backend.as(people.gridWorker)
      let lost = false
      const gateway: TicketGateway = {
        ...inner,
        async execute(...args) {
          const outcome = await inner.execute(...args)
          if (lost) return outcome
          lost = true
          throw new TypeError('offline')
        },
      }
      const form = await connected({ gateway })
      await fillIn(form)
      await form.submit()
      fill(form, '#description', '又来了一辆')
      await form.submit()
      await form.updateComplete
      expect(text(form, '.sent')).to.contain('先前那次提交已经送达')
      expect((await inner.query({})).items).to.have.length(1)
    })

    it('warns of a telephone number among the details, which departments read, and not of other numbers', async () => {
      const form = await connected()
      const warning = () => text(form, '#description-personal')
      fill(form, '#description', '3 号楼前灯杆 150102003456 不亮')
      await form.updateComplete
      expect(warning()).to.equal('')
      fill(form, '#description', '灯不亮，联系 13800000000')
      await until(() => warning() !== '')
      expect(warning()).to.contain('居民联系方式')
      fill(form, '#description', '灯不亮')
      await until(() => warning() === '')
    })

    it('uploads photos first, and goes on from there', async () => {
      const inner = backend.as(people.gridWorker)
      let uploads = 0
      const gateway: TicketGateway = {
        ...inner,
        async upload(...args) {
          uploads += 1
          if (uploads === 1) throw new TypeError('offline')
          return inner.upload(...args)
        },
      }
      const form = await connected({ gateway })
      await fillIn(form, 'manhole')
      await addPhoto(form)
      await form.submit()
      await form.updateComplete
      expect(text(form, '.notice[data-tone=danger]')).to.contain('填写的内容都还在')
      const sent = once(form, 'whistle-sent')
      inside(form, '.notice[data-tone=danger] button').click()
      const view = await inner.get((await sent).detail.ticketId)
      expect(view?.ticket.draft.attachments).to.have.length(1)
    })

    it('says a refusal where it belongs', async () => {
      const extra = {
        ...testCityData.matters[1],
        code: 'gone',
        name: 'gone',
      } as (typeof testCityData.matters)[0]
      const gateway = backend.as(people.gridWorker)
      const form = await connected({ gateway })
      form.matters = [...testCityData.matters, extra]
      await form.updateComplete
      await fillIn(form, 'gone')
      await form.submit()
      await form.updateComplete
      expect(errors(form)).to.have.length(1)
      expect(inside(form, '#matter').getAttribute('aria-invalid')).to.equal('true')
      expect(form.shadowRoot?.activeElement?.id).to.equal('matter')
      await chooseMatter(form, 'parking')
      expect(errors(form)).to.deep.equal([])
    })

    it('happens once, however often the button is pressed', async () => {
      const form = await connected()
      await fillIn(form)
      const sent = once(form, 'whistle-sent')
      inside(form, '[part=submit]').click()
      inside(form, '[part=submit]').click()
      await sent
      await form.submit()
      expect((await backend.as(people.gridWorker).query({})).items).to.have.length(1)
    })
  })

  describe('drafts', () => {
    it('are saved unfinished, and whistled later', async () => {
      const form = await connected()
      await chooseMatter(form, 'parking')
      const saved = once(form, 'whistle-draft-saved')
      await form.saveDraft()
      const { ticketId, version } = (await saved).detail
      expect(version).to.equal(1)
      await form.updateComplete
      expect(text(form, '.notice[data-tone=success]')).to.equal('草稿已保存')
      fill(form, '#address', '东街')
      const sent = once(form, 'whistle-sent')
      await form.submit()
      expect((await sent).detail).to.deep.include({ ticketId, version: 2 })
    })

    it('are taken up again with everything in them', async () => {
      const gateway = backend.as(people.gridWorker)
      const ticketId = newTicketId()
      const kept = draft({ attachments: [await uploaded(gateway)], contact: { name: '某居民' } })
      await backend.act(people.gridWorker, ticketId, { type: 'EDIT', draft: kept })
      const form = await place(html`<whistle-form ticket-id=${ticketId} .gateway=${gateway}></whistle-form>`)
      await until(() => has(form, '.photo canvas'))
      expect(inside<HTMLInputElement>(form, '#matter').value).to.equal('parking')
      const { attachments: _, ...typed } = kept
      expect(form.draft).to.deep.equal(typed)
      const sent = once(form, 'whistle-sent')
      await form.submit()
      expect((await sent).detail).to.deep.include({ ticketId, version: 2 })
      const view = await gateway.get(ticketId)
      expect(view?.ticket.draft.attachments).to.deep.equal(kept.attachments)
    })

    it('are no drafts any more once they are whistled', async () => {
      const ticketId = await backend.whistle(people.gridWorker, draft())
      const gateway = backend.as(people.gridWorker)
      const form = await place(html`<whistle-form ticket-id=${ticketId} .gateway=${gateway}></whistle-form>`)
      await until(() => text(form, '.notice').includes('已经吹哨'))
    })

    it('are all that a building head may leave', async () => {
      const form = await connected({ actor: people.buildingHead })
      expect(has(form, '[part=submit]')).to.equal(false)
      await chooseMatter(form, 'parking')
      const saved = once(form, 'whistle-draft-saved')
      inside(form, '.send-row [data-kind=primary]').click()
      const view = await backend.as(people.gridWorker).get((await saved).detail.ticketId)
      expect(view?.ticket.status).to.equal('draft')
    })
  })

  it('is not for people of departments', async () => {
    const form = await connected({ actor: people.cityManagement })
    expect(text(form, '.notice')).to.contain('您的身份不能吹哨')
  })

  it('says so where the backend cannot be reached, and tries again', async () => {
    let down = true
    const inner = backend.as(people.gridWorker)
    const city = async () => {
      if (down) throw new TypeError('offline')
      return inner.city()
    }
    const form = await connected({ gateway: { ...inner, city } })
    await until(() => has(form, '.notice[data-tone=danger] button'))
    down = false
    inside(form, '.notice button').click()
    await until(() => has(form, '#matter'))
  })

  describe('what is typed', () => {
    it('is there again after a reload, for the same person, until it is sent', async () => {
      const first = await connected()
      await fillIn(first)
      fill(first, '#description', '三辆车')
      fill(first, '#contact-name', '某居民')
      first.remove()
      expect(JSON.stringify({ ...sessionStorage })).not.to.contain('某居民')

      const stranger = await connected({ actor: people.neighbour })
      expect(stranger.draft).to.deep.equal({})

      const second = await connected()
      expect(second.draft).to.deep.include({ matterCode: 'parking', description: '三辆车' })
      expect(second.draft.location?.address).to.equal('东街 12 号门前')
      expect(text(second, '.restored')).to.contain('已恢复')
      await second.submit()

      const third = await connected()
      expect(third.draft).to.deep.equal({})
      expect(has(third, '.restored')).to.equal(false)
    })

    it('is cleared at a press', async () => {
      const first = await connected()
      await fillIn(first)
      first.remove()
      const second = await connected()
      inside(second, '.restored button').click()
      await second.updateComplete
      expect(second.draft).to.deep.equal({})
      expect(has(second, '.restored')).to.equal(false)
    })
  })

  describe('without a gateway', () => {
    it('takes its data from the page and hands the answers over', async () => {
      const { matters, units } = testCityData
      const form = await place(html`<whistle-form .matters=${matters} .units=${units}></whistle-form>`)
      inside(form, '#community').click()
      fill(form, '#community', 'community-2')
      await form.updateComplete
      inside(form, '#community-panel [role=option]').click()
      await form.updateComplete
      await fillIn(form, 'manhole')
      await addPhoto(form)
      expect(has(form, '.preview, .preview-empty')).to.equal(false)
      const submitted = once(form, 'whistle-submit')
      await form.submit()
      const { detail } = await submitted
      expect(JSON.parse(JSON.stringify(detail))).to.deep.equal({
        draft: {
          matterCode: 'manhole',
          location: { crs: 'cgcs2000', address: '东街 12 号门前', communityId: 'community-2' },
        },
      })
      expect(form.photos.map((it) => it.type)).to.deep.equal(['image/jpeg'])
      form.reset()
      await form.updateComplete
      expect(form.photos).to.deep.equal([])
    })

    it('waits until there is something to work with', async () => {
      const form = await place(html`<whistle-form></whistle-form>`)
      expect(text(form, '.notice')).to.equal('尚未连接到服务')
    })
  })
})
