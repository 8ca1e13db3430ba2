import type { CityData } from '@chuishao/core/lifecycle'
import { GatewayError, type TicketGateway, type TicketView } from '@chuishao/core/service'
import { newTicket } from '@chuishao/core/ticket'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html } from 'lit'
import { configure, newTicketId } from '../index.ts'
import { violations } from '../test/axe.ts'
import { find, inside, looks, mount, until } from '../test/mount.ts'
import { tinyGateway } from '../test/tiny-gateway.ts'
import '../all.ts'
import type { WhistleRating } from './whistle-rating.ts'

const tags = [
  { code: 'fast', label: { zh: '响应及时', en: 'Quick' } },
  { code: 'polite', label: { zh: '态度好', en: 'Polite' } },
]

async function rating(place: HTMLElement): Promise<WhistleRating> {
  const element = find(place, 'whistle-rating')
  await element.updateComplete
  return element
}

const level = (element: WhistleRating, n: number) =>
  inside<HTMLInputElement>(element, `[name=level][value="${n}"]`)
const solved = (element: WhistleRating, yes: boolean) =>
  inside<HTMLInputElement>(element, `.solved .pick:nth-child(${yes ? 1 : 2}) input`)
const press = (...keys: string[]) =>
  keys.reduce(async (before, key) => (await before, sendKeys({ press: key })), Promise.resolve())

describe('whistle-rating', () => {
  for (const look of looks) {
    it(`has nothing for axe to find, untouched, chosen and refused (${look.lang}, ${look.theme})`, async () => {
      const element = await rating(
        mount(html`<whistle-rating submittable .tags=${tags}></whistle-rating>`, look),
      )
      expect(await violations(element)).to.deep.equal([])
      await element.submit()
      await element.updateComplete
      expect(await violations(element)).to.deep.equal([])
      element.value = { level: 4, solved: true, tags: ['fast'] }
      await element.updateComplete
      expect(await violations(element)).to.deep.equal([])
    })
  }

  it('has no default answer', async () => {
    const element = await rating(mount(html`<whistle-rating></whistle-rating>`))
    expect(element.value).to.equal(undefined)
    expect(element.shadowRoot?.querySelectorAll('input:checked').length).to.equal(0)
  })

  for (const [lang, size, width, rows] of [
    ['en', '1rem', 358, 5],
    ['en', '1.375rem', 358, 5],
    ['en', '1rem', 528, 1],
    ['zh-CN', '1rem', 288, 1],
    ['zh-CN', '1rem', 240, 5],
    ['zh-CN', '1.375rem', 390, 1],
  ] as const)
    it(`never breaks a word of a level: ${lang}, ${size}, ${width} wide`, async () => {
      const place = mount(html`<whistle-rating></whistle-rating>`, { lang })
      place.style.setProperty('--whistle-font-size', size)
      place.style.width = `${width}px`
      const element = await rating(place)
      for (const label of element.shadowRoot?.querySelectorAll<HTMLElement>('.level b') ?? []) {
        const { font } = getComputedStyle(label)
        const brush = document.createElement('canvas').getContext('2d')
        if (!brush) throw new Error('no canvas')
        brush.font = font
        for (const word of label.textContent?.split(/[\s\u200b]+/) ?? [])
          expect(label.parentElement?.clientWidth, word).to.be.greaterThan(brush.measureText(word).width)
      }
      const tops = [...(element.shadowRoot?.querySelectorAll('.level') ?? [])].map(
        (it) => it.getBoundingClientRect().top,
      )
      expect(new Set(tops).size).to.equal(rows)
      expect(await violations(element)).to.deep.equal([])
    })

  it('is answered with the keyboard alone', async () => {
    const element = await rating(mount(html`<whistle-rating .tags=${tags}></whistle-rating>`))
    const seen: unknown[] = []
    element.addEventListener('rating-change', ({ detail }) => seen.push(detail.rating))
    element.focus()
    await press('ArrowRight', 'Tab', 'Space', 'ArrowRight', 'ArrowRight', 'Tab', 'Tab', 'Space', 'Tab')
    await sendKeys({ type: '修好了' })
    expect(element.value).to.deep.equal({ level: 3, solved: false, tags: ['polite'], comment: '修好了' })
    expect(seen[0]).to.equal(null)
    expect(seen[seen.length - 1]).to.deep.equal(element.value)
  })

  describe('in a form', () => {
    const inForm = async (attributes = html`<whistle-rating name="rating" required></whistle-rating>`) => {
      const place = mount(html`<form>${attributes}</form>`)
      return { form: find(place, 'form'), element: await rating(place) }
    }

    it('sends its value under its name, at once', async () => {
      const { form, element } = await inForm()
      element.value = { level: 5, solved: true, tags: [] }
      expect(new FormData(form).get('rating')).to.equal('{"level":5,"solved":true,"tags":[]}')
    })

    it('is invalid until both level and solved are chosen', async () => {
      const { form, element } = await inForm()
      expect(form.checkValidity()).to.equal(false)
      expect(element.validationMessage).to.equal('请选择问题是否已解决')
      solved(element, false).click()
      expect(element.validationMessage).to.equal('请选择满意度')
      expect(new FormData(form).has('rating')).to.equal(false)
      level(element, 1).click()
      expect(form.checkValidity()).to.equal(true)
    })

    it('shows what is missing only after somebody tried to send', async () => {
      const { form, element } = await inForm()
      const errors = () => [...(element.shadowRoot?.querySelectorAll('.error:not([hidden])') ?? [])]
      expect(errors()).to.have.length(0)
      form.reportValidity()
      await element.updateComplete
      expect(errors()).to.have.length(2)
    })

    it('needs nothing where it is not required, but no half answer', async () => {
      const { form, element } = await inForm(html`<whistle-rating name="rating"></whistle-rating>`)
      expect(form.checkValidity()).to.equal(true)
      level(element, 5).click()
      expect(form.checkValidity()).to.equal(false)
    })

    it('goes back to its attribute on reset', async () => {
      const first = '{"level":2,"solved":false,"tags":[]}'
      const { form, element } = await inForm(
        html`<whistle-rating name="rating" value=${first}></whistle-rating>`,
      )
      level(element, 5).click()
      expect(element.value?.level).to.equal(5)
      form.reset()
      expect(element.value).to.deep.equal({ level: 2, solved: false, tags: [] })
    })

    it('follows a disabled fieldset, and takes disabled="false" for false', async () => {
      const place = mount(html`<fieldset disabled><whistle-rating></whistle-rating></fieldset>`)
      const element = await rating(place)
      expect(level(element, 1).disabled).to.equal(true)
      find(place, 'fieldset').disabled = false
      element.setAttribute('disabled', 'false')
      await element.updateComplete
      expect(level(element, 1).disabled).to.equal(false)
      expect(element.matches(':disabled')).to.equal(false)
    })

    it('sends the form on Enter', async () => {
      const { form, element } = await inForm()
      element.value = { level: 5, solved: true, tags: [] }
      await element.updateComplete
      let sent = 0
      form.addEventListener('submit', (event) => (event.preventDefault(), sent++))
      element.focus()
      await press('Enter')
      expect(sent).to.equal(1)
    })

    it('marks a value that is no rating instead of guessing', async () => {
      const { element } = await inForm()
      element.value = { level: 9, solved: true, tags: [] }
      expect(element.value).to.equal(undefined)
      expect(element.validity.badInput).to.equal(true)
      level(element, 4).click()
      expect(element.validity.badInput).to.equal(false)
    })
  })

  it('gives the same result whether set before or after it is upgraded', async () => {
    const element = document.createElement('whistle-rating')
    element.value = { level: 3, solved: true, tags: [] }
    mount(html`${element}`)
    await element.updateComplete
    expect(level(element, 3).checked).to.equal(true)
  })

  it('speaks the nearest language, and changes with it', async () => {
    const place = mount(html`<whistle-rating></whistle-rating>`)
    const element = await rating(place)
    expect(inside(element, '#solved-label').textContent).to.equal('问题解决了吗？')
    place.lang = 'en'
    await until(() => inside(element, '#solved-label').textContent === 'Is the problem solved?')
  })

  it('uses the wording of the city', async () => {
    configure({ messages: { 'zh-CN': { rating: { submit: '提交评哨' } } } })
    const element = await rating(mount(html`<whistle-rating submittable></whistle-rating>`))
    expect(inside(element, '[part=submit]').textContent?.trim()).to.equal('提交评哨')
    configure({ messages: undefined })
  })

  it('asks the host to send where it has no ticket', async () => {
    const element = await rating(mount(html`<whistle-rating submittable></whistle-rating>`))
    const seen: unknown[] = []
    element.addEventListener('whistle-rated', ({ detail }) => seen.push(detail))
    inside(element, '[part=submit]').click()
    await until(() => element.shadowRoot?.activeElement?.getAttribute('name') === 'solved')
    expect(seen).to.have.length(0)
    element.value = { level: 5, solved: true, tags: [] }
    inside(element, '[part=submit]').click()
    await until(() => seen.length)
    expect(seen).to.deep.equal([
      { rating: { level: 5, solved: true, tags: [] }, ticketId: null, version: null },
    ])
  })

  describe('connected', () => {
    const id = newTicketId()
    const city = { policy: { evaluation: { tags } } } as unknown as CityData
    const view = (enabled: boolean): TicketView => ({
      ticket: { ...newTicket(id), status: 'closed', version: 7 },
      units: {},
      actions: [
        enabled
          ? { type: 'EVALUATE', enabled, fields: [] }
          : {
              type: 'EVALUATE',
              enabled,
              fields: [],
              reason: {
                code: 'alreadyRated',
                message: { zh: '您已评价', en: 'You have rated' },
                allowed: [],
              },
            },
      ],
    })
    const withTicket = (parts: Partial<TicketGateway>) =>
      tinyGateway({ city: async () => city, get: async () => view(true), ...parts })
    const mounted = async (gateway: TicketGateway) =>
      rating(
        mount(
          html`<whistle-provider .gateway=${gateway}
            ><whistle-rating ticket-id=${id}></whistle-rating
          ></whistle-provider>`,
        ),
      )

    it('sends the rating on the version that was seen, and says thank you', async () => {
      const sent: unknown[] = []
      const element = await mounted(
        withTicket({
          execute: async (ticketId, command, { ifVersion }) => {
            sent.push({ ticketId, command, ifVersion })
            return { ok: true, ticket: view(true).ticket, version: 8, replayed: false }
          },
        }),
      )
      await until(() => element.shadowRoot?.querySelector('[part=submit]'))
      expect(element.shadowRoot?.querySelectorAll('[name=tags]')).to.have.length(2)
      solved(element, true).click()
      level(element, 4).click()
      const rated = new Promise<unknown>((resolve) =>
        element.addEventListener('whistle-rated', ({ detail }) => resolve(detail)),
      )
      inside(element, '[part=submit]').click()
      const answer = { level: 4, solved: true, tags: [] }
      expect(await rated).to.deep.equal({ rating: answer, ticketId: id, version: 8 })
      expect(sent).to.deep.equal([{ ticketId: id, command: { type: 'EVALUATE', ...answer }, ifVersion: 7 }])
      await until(() => element.shadowRoot?.activeElement?.className === 'thanks')
      expect(await violations(element)).to.deep.equal([])
    })

    it('keeps the command id when the way broke and the person tries again', async () => {
      const ids: string[] = []
      const element = await mounted(
        withTicket({
          execute: async (_ticket, _command, { commandId }) => {
            ids.push(commandId)
            if (ids.length === 1) throw new GatewayError('offline', { zh: '网络不通', en: 'Offline' })
            return { ok: true, ticket: view(true).ticket, version: 8, replayed: true }
          },
        }),
      )
      await until(() => element.shadowRoot?.querySelector('[part=submit]'))
      element.value = { level: 4, solved: true, tags: [] }
      await element.submit()
      await until(() => element.shadowRoot?.querySelector('.notice')?.textContent?.includes('网络不通'))
      await element.submit()
      expect(ids).to.have.length(2)
      expect(ids[1]).to.equal(ids[0])
    })

    it('says why it cannot be rated', async () => {
      const element = await mounted(withTicket({ get: async () => view(false) }))
      await until(() => element.shadowRoot?.querySelector('.notice')?.textContent?.includes('您已评价'))
      expect(element.shadowRoot?.querySelector('form')).to.equal(null)
    })

    it('offers another try where loading failed', async () => {
      let tries = 0
      const element = await mounted(
        withTicket({
          get: async () => {
            if (++tries === 1) throw new GatewayError('offline', { zh: '网络不通', en: 'Offline' })
            return view(true)
          },
        }),
      )
      await until(() => element.shadowRoot?.querySelector('.notice .button'))
      inside(element, '.notice .button').click()
      await until(() => element.shadowRoot?.querySelector('[part=submit]'))
    })
  })
})
