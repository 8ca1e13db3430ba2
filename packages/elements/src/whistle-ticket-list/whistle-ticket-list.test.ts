import { GatewayError, type TicketGateway, type TicketSummary } from '@chuishao/core/service'
import { people } from '@chuishao/core/testing'
import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { html } from 'lit'
import '../all.ts'
import { violations } from '../test/axe.ts'
import { createBackend, draft, uploaded, watchingDownloads } from '../test/backend.ts'
import { find, inside, looks, mount, until, type Look } from '../test/mount.ts'
import { tinyGateway } from '../test/tiny-gateway.ts'
import type { WhistleTicketList } from './whistle-ticket-list.ts'

const titles = (list: WhistleTicketList) =>
  [...(list.shadowRoot?.querySelectorAll<HTMLButtonElement>('.row-title') ?? [])].map((it) => it.value)
const text = (list: WhistleTicketList) => list.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''

const listOf = (gateway: TicketGateway, look?: Look): WhistleTicketList =>
  find(
    mount(html`<whistle-ticket-list .gateway=${gateway}></whistle-ticket-list>`, look),
    'whistle-ticket-list',
  )

describe('whistle-ticket-list', () => {
  for (const look of looks) {
    it(`has nothing for axe to find, full and empty (${look.lang}, ${look.theme})`, async () => {
      const backend = createBackend()
      const attachments = [await uploaded(backend.as(people.gridWorker))]
      const first = await backend.whistle(people.gridWorker, draft({ attachments }))
      await backend.act(people.dispatcher, first, { type: 'SUPERVISE', instruction: '尽快' })
      await backend.whistle(people.gridWorker, draft())
      await backend.passTo(Date.now() + 3 * 3_600_000)
      const list = listOf(backend.as(people.dispatcher), look)
      await until(() => titles(list).length === 2 && list.shadowRoot?.querySelector('.thumb img'))
      list.selected = first
      await list.updateComplete
      expect(await violations(list)).to.deep.equal([])
      const empty = listOf(createBackend().as(people.dispatcher), look)
      await until(() => empty.shadowRoot?.querySelector('.empty'))
      expect(await violations(empty)).to.deep.equal([])
    })
  }

  it('shows a warning in words, with an icon, and never in colour alone', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    await backend.passTo(Date.now() + 3 * 3_600_000)
    const list = listOf(backend.as(people.dispatcher))
    await until(() => text(list).includes('签收已超期'))
    const badge = inside(list, '.badge[data-tone=danger]')
    expect(badge.textContent?.trim()).to.equal('超期')
    expect(badge.querySelector('svg')).not.to.equal(null)
  })

  it('does not say that nobody has accepted where the backend does not tell', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const full = backend.as(people.dispatcher)
    const list = listOf({ ...full, capabilities: { ...full.capabilities, statuses: ['whistled', 'closed'] } })
    await until(() => text(list).includes('还剩'))
    expect(text(list))
      .to.contain('办理时限')
      .and.not.match(/尚未签收|签收时限|待应哨/)
    expect(inside(list, '.row .badge').textContent?.trim()).to.equal('已上报')
    expect(inside(list, '.groups').textContent).to.contain('已上报').and.contain('已办结')
    list.gateway = full
    await until(() => text(list).includes('尚未签收'))
  })

  for (const look of looks) {
    it(`says how many tickets nobody can read, and counts on with the next page (${look.lang}, ${look.theme})`, async () => {
      const backend = createBackend()
      await backend.whistle(people.gridWorker, draft())
      const full = backend.as(people.dispatcher)
      const pages: Partial<Awaited<ReturnType<TicketGateway['query']>>>[] = [
        { unread: 1, nextCursor: 'more' },
        { unread: 2 },
        {},
      ]
      const query: TicketGateway['query'] = async ({ cursor: _, ...asked }) => ({
        ...(await full.query(asked)),
        ...pages.shift(),
      })
      const list = listOf({ ...full, query }, look)
      const left = look.lang === 'en' ? '3 more cannot be read' : '另有 3 件工单读不出来'
      await until(() => text(list).includes(left))
      expect(titles(list)).to.have.length(1)
      expect(await violations(list)).to.deep.equal([])
      await list.reload()
      await until(() => !text(list).includes(left))
      expect(list.shadowRoot?.querySelector('.notice')).to.equal(null)
    })
  }

  it('says how long is left, with the moment beside it', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const list = listOf(backend.as(people.dispatcher))
    await until(() => text(list).includes('还剩 1小时59分钟'))
    expect(inside(list, '.meta time').getAttribute('datetime')).to.match(/Z$/)
  })

  it('asks the backend again for a group, a warning, an order and words, after a pause', async () => {
    const asked: string[] = []
    const list = listOf(
      tinyGateway({
        capabilities: { upload: false, subscribe: false, history: true, figures: false },
        city: async () => createBackend().as(people.dispatcher).city(),
        query: async (query) => {
          asked.push(JSON.stringify(query))
          return { items: [] }
        },
      }),
    )
    await until(() => asked.length === 1)
    inside<HTMLInputElement>(list, '[value=review]').click()
    await until(() => asked[1]?.includes('"underReview.resolved"'))
    inside(list, '[type=search]').focus()
    await sendKeys({ type: 'jing' })
    expect(asked).to.have.length(2)
    await until(() => asked[2]?.includes('"text":"jing"'))
    expect(asked).to.have.length(3)
    await until(() => list.shadowRoot?.querySelector('.empty button'))
    inside(list, '.empty button').click()
    await until(() => asked.length === 4)
    expect(asked[3]).to.equal(asked[0])
  })

  it('stays within the statuses that the page allows', async () => {
    const backend = createBackend()
    const accepted = await backend.whistle(people.gridWorker, draft())
    await backend.act(people.cityManagement, accepted, { type: 'ACCEPT' })
    await backend.whistle(people.gridWorker, draft())
    const place = mount(
      html`<whistle-ticket-list
        statuses="accepted"
        .gateway=${backend.as(people.dispatcher)}
      ></whistle-ticket-list>`,
    )
    const list = find(place, 'whistle-ticket-list')
    await until(() => titles(list).length > 0)
    expect(titles(list)).to.deep.equal([accepted])
    expect(list.shadowRoot?.querySelector('.groups')).to.equal(null)
  })

  it('offers only what the backend can narrow and sort by', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const asked: string[] = []
    const full = backend.as(people.dispatcher)
    const list = listOf({
      ...full,
      capabilities: {
        ...full.capabilities,
        filters: ['statuses'],
        orders: ['updated'],
        statuses: ['whistled', 'accepted', 'closed'],
      },
      query: (query) => {
        asked.push(query.order ?? '')
        return full.query(query)
      },
    })
    list.order = 'due'
    await until(() => titles(list).length === 1)
    const groups = [...(list.shadowRoot?.querySelectorAll<HTMLInputElement>('[name=group]') ?? [])]
    expect(groups.map(({ value }) => value)).to.deep.equal(['all', 'waiting', 'handling', 'done'])
    expect(list.shadowRoot?.querySelector('select, [type=search]')).to.equal(null)
    expect(asked).not.to.include('due')
    list.gateway = full
    await until(() => list.shadowRoot?.querySelectorAll('select').length === 2)
    expect(list.shadowRoot?.querySelectorAll('[name=group]').length).to.equal(7)
    list.gateway = { ...full, capabilities: { ...full.capabilities, filters: [] } }
    await until(() => list.shadowRoot?.querySelector('[name=group]') === null)
  })

  it('loads page after page as one comes to the end, without doubles', async () => {
    const backend = createBackend()
    for (let n = 0; n < 7; n++) await backend.whistle(people.gridWorker, draft())
    const list = find(
      mount(
        html`<whistle-ticket-list
          .filter=${{ limit: 3 }}
          .gateway=${backend.as(people.dispatcher)}
        ></whistle-ticket-list>`,
      ),
      'whistle-ticket-list',
    )
    await until(() => titles(list).length === 3)
    await until(() => {
      list.shadowRoot?.querySelector('.more')?.scrollIntoView()
      return titles(list).length === 7
    })
    expect(new Set(titles(list)).size).to.equal(7)
    await until(() => text(list).includes('共 7 件'))
  })

  it('changes a line where it stands, and announces new ones instead of jumping', async () => {
    const backend = createBackend()
    const first = await backend.whistle(people.gridWorker, draft())
    const second = await backend.whistle(people.gridWorker, draft())
    const list = listOf(backend.as(people.dispatcher))
    await until(() => titles(list).length === 2 && list.shadowRoot?.querySelector('[data-state=live]'))
    const before = titles(list)
    await backend.act(people.cityManagement, first, { type: 'ACCEPT' })
    await until(() => inside(list, 'li.row:nth-child(2)').textContent?.includes('办理中'))
    const third = await backend.whistle(people.gridWorker, draft())
    await until(() => list.shadowRoot?.querySelector('.fresh'))
    expect(titles(list)).to.deep.equal(before)
    expect(inside(list, '[role=status]').textContent).to.equal('1 件新工单')
    inside(list, '.fresh').click()
    await until(() => titles(list).length === 3)
    expect(titles(list)[0]).to.equal(third)
    expect(titles(list)).to.include(second)
    await until(() => (list.shadowRoot?.activeElement as HTMLButtonElement | null)?.value === third)
  })

  it('mutes a line that left the filter, counts it no more, and takes it back', async () => {
    const backend = createBackend()
    const first = await backend.whistle(people.gridWorker, draft())
    await backend.whistle(people.gridWorker, draft())
    const place = mount(
      html`<whistle-ticket-list
        statuses="whistled"
        .gateway=${backend.as(people.dispatcher)}
      ></whistle-ticket-list>`,
    )
    const list = find(place, 'whistle-ticket-list')
    await until(() => titles(list).length === 2 && list.shadowRoot?.querySelector('[data-state=live]'))
    await until(() => text(list).includes('共 2 件'))
    await backend.act(people.cityManagement, first, { type: 'ACCEPT' })
    await until(() => text(list).includes('已不在此列表'))
    expect(titles(list)).to.have.length(2)
    expect(inside(list, '.row[data-left] .row-title').getAttribute('value')).to.equal(first)
    expect(text(list)).to.include('共 1 件')
    expect(await violations(list)).to.deep.equal([])
    await list.reload()
    expect(titles(list)).to.have.length(1)
    expect(text(list)).not.to.include('已不在此列表')
  })

  it('takes a new ticket off the count again once it no longer belongs to the list', async () => {
    const backend = createBackend()
    const place = mount(
      html`<whistle-ticket-list
        statuses="whistled"
        .gateway=${backend.as(people.dispatcher)}
      ></whistle-ticket-list>`,
    )
    const list = find(place, 'whistle-ticket-list')
    await until(() => list.shadowRoot?.querySelector('[data-state=live]'))
    await until(() => list.shadowRoot?.querySelector('.empty'))
    const one = await backend.whistle(people.gridWorker, draft())
    await backend.whistle(people.gridWorker, draft())
    await until(() => text(list).includes('有 2 件新工单'))
    await backend.act(people.cityManagement, one, { type: 'ACCEPT' })
    await until(() => text(list).includes('有 1 件新工单'))
  })

  for (const lang of ['zh-CN', 'en'])
    it(`has its search in a row of its own and the choices beside each other under it, uncut (${lang})`, async () => {
      const list = listOf(createBackend().as(people.dispatcher), { lang })
      for (const width of [390, 420, 700]) {
        list.style.display = 'block'
        list.style.width = `${width}px`
        await list.updateComplete
        const boxes = [...(list.shadowRoot?.querySelectorAll<HTMLElement>('.filters .input') ?? [])]
        const [search, warning, order] = boxes.map((it) => it.getBoundingClientRect())
        if (!search || !warning || !order) throw new Error('no filters')
        expect(warning.top, `${width}`).to.equal(order.top)
        if (width < 500) expect(warning.top, `${width}`).to.be.greaterThan(search.bottom - 1)
        for (const select of boxes) {
          const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select)
          const brush = document.createElement('canvas').getContext('2d')
          if (!brush) throw new Error('no canvas')
          brush.font = font
          const words =
            select instanceof HTMLSelectElement
              ? [...select.options].map(({ text: word }) => word)
              : [(select as HTMLInputElement).placeholder]
          const room = select.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd)
          for (const word of words)
            expect(brush.measureText(word).width, `${word} at ${width}`).to.be.lessThan(room)
        }
      }
    })

  it('is walked through with the arrow keys, and opened with Enter', async () => {
    const backend = createBackend()
    for (let n = 0; n < 3; n++) await backend.whistle(people.gridWorker, draft())
    const list = listOf(backend.as(people.dispatcher))
    await until(() => titles(list).length === 3)
    const opened: string[] = []
    list.addEventListener('whistle-ticket-select', ({ detail }) => opened.push(detail.ticketId))
    inside(list, '.row-title').focus()
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowUp' })
    await sendKeys({ press: 'Enter' })
    expect(opened).to.deep.equal([titles(list)[1]])
    expect(list.shadowRoot?.querySelectorAll('.row-title[tabindex="0"]')).to.have.length(1)
  })

  it('says that the network is gone, and loads once it is back', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const real = backend.as(people.dispatcher)
    let online = false
    const list = listOf({
      ...real,
      query: async (query) => {
        if (!online) throw new GatewayError('offline', { zh: '网络不通', en: 'Offline' })
        return real.query(query)
      },
    })
    await until(() => text(list).includes('网络不通'))
    expect(await violations(list)).to.deep.equal([])
    online = true
    inside(list, '.empty button').click()
    await until(() => titles(list).length === 1)
  })

  it('lists what the page gives, without a backend', async () => {
    const backend = createBackend()
    await backend.whistle(people.gridWorker, draft())
    const { items } = await backend.as(people.dispatcher).query({})
    const tickets: TicketSummary[] = items
    const list = find(
      mount(html`<whistle-ticket-list heading="我的工单" .tickets=${tickets}></whistle-ticket-list>`),
      'whistle-ticket-list',
    )
    await list.updateComplete
    expect(titles(list)).to.have.length(1)
    expect(inside(list, 'h2').textContent).to.equal('我的工单')
    inside<HTMLInputElement>(list, '[value=done]').click()
    await until(() => text(list).includes('没有符合条件的工单'))
  })

  it('fetches small pictures, not the photos', async () => {
    const backend = createBackend()
    const attachments = [await uploaded(backend.as(people.gridWorker))]
    await backend.whistle(people.gridWorker, draft({ attachments }))
    const { gateway, fetched } = watchingDownloads(backend.as(people.dispatcher))
    const list = listOf(gateway)
    await until(() => list.shadowRoot?.querySelector('.thumb img'))
    expect(fetched).to.deep.equal([`${attachments[0]?.sha256} (small)`])
  })

  it('gives photos back when it leaves the page', async () => {
    const backend = createBackend()
    const attachments = [await uploaded(backend.as(people.gridWorker))]
    await backend.whistle(people.gridWorker, draft({ attachments }))
    const list = listOf(backend.as(people.dispatcher))
    await until(() => list.shadowRoot?.querySelector('.thumb img'))
    const url = inside<HTMLImageElement>(list, '.thumb img').src
    list.remove()
    const gone = await fetch(url).then(
      () => false,
      () => true,
    )
    expect(gone).to.equal(true)
  })
})
