import { isGatewayError, type Outcome, type TicketGateway } from '@chuishao/core/service'
import { Ticket, TicketEvent, type Draft } from '@chuishao/core/ticket'
import { people } from '@chuishao/core/testing'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { freshTicketId, sampleDraft, send } from '../../conformance/fresh-gateway.ts'
import {
  apiKey,
  geoReportServer,
  jurisdiction,
  serverUrl,
  type GeoReportHabits,
  type GeoReportService,
} from '../testing/georeport-server.ts'
import { discoverGeoReport } from './discover-georeport.ts'
import { open311Gateway, type Open311GatewayOptions } from './open311-gateway.ts'

const lamp: GeoReportService = { service_code: 'lamp', service_name: '路灯不亮', group: '照明' }
const pole = {
  variable: true,
  code: 'POLE',
  datatype: 'singlevaluelist',
  required: true,
  order: 2,
  description: '灯杆',
  values: [
    { key: 'k1', name: '一号' },
    { key: 'k2', name: '二号' },
  ],
}
const since = {
  variable: true,
  code: 'SINCE',
  datatype: 'string',
  required: false,
  order: 1,
  description: '何时起',
}
const asking: GeoReportService = { ...lamp, attributes: [pole, since] }

const gatewayTo = (
  server: Pick<ReturnType<typeof geoReportServer>, 'fetch'>,
  more: Partial<Open311GatewayOptions> = {},
): TicketGateway =>
  open311Gateway({
    url: serverUrl,
    jurisdictionId: jurisdiction,
    apiKey,
    fetch: server.fetch,
    actor: people.gridWorker,
    ...more,
  })

const given = (
  habits: GeoReportHabits = {},
  more: Partial<Open311GatewayOptions> = {},
  services = [lamp],
) => {
  const server = geoReportServer(services, habits)
  return { server, gateway: gatewayTo(server, more) }
}

const whistle = (gateway: TicketGateway, more: Draft = {}): Promise<Outcome> =>
  send(gateway, freshTicketId(), 0, { type: 'WHISTLE', draft: sampleDraft(more) })

const ticketOf = (outcome: Outcome): Ticket => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.ticket
}

const rejectionOf = (outcome: Outcome) => {
  if (outcome.ok || !('rejection' in outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.rejection
}

const posted = (server: ReturnType<typeof geoReportServer>) =>
  server.seen.filter((it) => it.method === 'POST')

describe('a new request', () => {
  it('is sent as the standard says, with its place in WGS 84', async () => {
    const { server, gateway } = given()
    await whistle(gateway)
    const [sent] = posted(server)
    expect(sent?.contentType).toMatch(/^application\/x-www-form-urlencoded/)
    const form = Object.fromEntries(sent?.form ?? [])
    expect(form).toMatchObject({
      service_code: 'lamp',
      address_string: '示例路 3 号',
      description: '三号楼前路灯不亮',
    })
    // GCJ-02 is some 500 m off here.
    expect(111.67 - Number(form['long'])).toBeGreaterThan(0.005)
    expect(Math.abs(40.82 - Number(form['lat']))).toBeGreaterThan(0.0005)
  })

  it('tells nothing of the resident, unless the page says so', async () => {
    const contact = { name: '王某', phone: '13800000000' }
    const sentBy = async (reporter?: Open311GatewayOptions['reporter']) => {
      const { server, gateway } = given({}, reporter === undefined ? {} : { reporter })
      await whistle(gateway, { contact })
      return Object.fromEntries(posted(server)[0]?.form ?? [])
    }
    const [silent, resident, desk, chosen] = [
      await sentBy(),
      await sentBy('resident'),
      await sentBy({ email: 'desk@example.cn', firstName: '值班' }),
      await sentBy((draft) => ({ phone: draft.contact?.phone ?? '' })),
    ]
    expect(JSON.stringify(silent)).not.toMatch(/王某|13800000000/)
    expect(Object.keys(silent)).not.toContain('first_name')
    expect(resident).toMatchObject({ first_name: '王某', phone: '13800000000' })
    expect(desk).toMatchObject({ email: 'desk@example.cn', first_name: '值班' })
    expect(JSON.stringify(desk)).not.toMatch(/王某|13800000000/)
    expect(chosen).toMatchObject({ phone: '13800000000' })
    expect(chosen).not.toHaveProperty('first_name')
  })

  it('has nobody asked for the resident where nothing of them is sent', () => {
    const reporters = [undefined, { firstName: '值班' }, 'resident', () => ({})] as const
    const takes = reporters.map(
      (reporter) => given({}, reporter && { reporter }).gateway.capabilities.contacts,
    )
    expect(takes).toEqual([false, false, true, true])
  })

  it('that got a token has one id from the first moment, also on another device, and shows what became of it', async () => {
    const { server, gateway } = given({ type: 'batch', readsBeforeId: 1 })
    const sent = ticketOf(await whistle(gateway))
    expect(sent.draft.description).toBe('三号楼前路灯不亮')
    server.change(1001, { status: 'closed', status_notes: '已更换灯泡' })
    for (const device of [gateway, gatewayTo(server)]) {
      const view = await device.get(sent.id)
      expect([view?.ticket.id, view?.ticket.status]).toEqual([sent.id, 'closed'])
    }
  })

  it('that got neither id nor token is remembered by this page', async () => {
    const { server, gateway } = given({ type: 'blackbox' })
    const sent = ticketOf(await whistle(gateway))
    expect((await gateway.get(sent.id))?.ticket.status).toBe('whistled')
    expect(await gatewayTo(server).get(sent.id)).toBeUndefined()
  })

  it('is not sent twice where the answer was lost', async () => {
    const { server } = given()
    let isCut = true
    const fetch = async (request: Request) => {
      const answer = await server.fetch(request)
      if (request.method === 'POST' && isCut) throw new TypeError('fetch failed')
      return answer
    }
    const gateway = gatewayTo({ fetch })
    const [id, how] = [freshTicketId(), { commandId: 'tap-1', ifVersion: 0 }]
    const blow = () => gateway.execute(id, { type: 'WHISTLE', draft: sampleDraft() }, how)
    await expect(blow()).rejects.toMatchObject({ code: 'offline' })
    isCut = false
    const { message } = rejectionOf(await blow())
    expect(message.zh).toContain('可能已经成功')
    expect(posted(server)).toHaveLength(1)
  })

  it('is the same one where a page sends the same tap again', async () => {
    const { server, gateway } = given()
    const [id, how] = [freshTicketId(), { commandId: 'tap-1', ifVersion: 0 }]
    const blow = () => gateway.execute(id, { type: 'WHISTLE', draft: sampleDraft() }, how)
    const [first, again] = [await blow(), await blow()]
    expect(ticketOf(again).id).toBe(ticketOf(first).id)
    expect([first, again].map((it) => it.ok && it.replayed)).toEqual([false, true])
    expect(posted(server)).toHaveLength(1)
  })
})

describe('what a service asks', () => {
  it('is shown with the matter, in its order', async () => {
    const { gateway } = given({}, {}, [asking])
    const [matter] = (await gateway.city()).matters
    expect(matter?.procedure).toBe('何时起\n灯杆 *：一号 / 二号')
  })

  it('is told where an answer is missing, or is none of the choices, and nothing is sent', async () => {
    for (const description of ['路灯不亮', '灯杆：九号']) {
      const { server, gateway } = given({ formats: ['xml'] }, {}, [asking])
      const { code, message, issues } = rejectionOf(await whistle(gateway, { description }))
      expect(code).toBe('invalidInput')
      expect(message.zh).toContain('灯杆 *：一号 / 二号')
      expect(issues?.map(({ path }) => path)).toEqual([['draft', 'description']])
      expect(posted(server)).toEqual([])
    }
  })

  it('is answered by lines of the description, or by the page', async () => {
    const [lines, page] = [
      given({}, {}, [asking]),
      given({}, { answers: () => ({ POLE: 'k2', SINCE: '昨天' }) }, [asking]),
    ]
    await whistle(lines.gateway, { description: '路灯不亮\n灯杆：二号\nSINCE: 昨天' })
    await whistle(page.gateway)
    for (const { server } of [lines, page])
      expect(Object.fromEntries(posted(server)[0]?.form ?? [])).toMatchObject({
        'attribute[POLE]': 'k2',
        'attribute[SINCE]': '昨天',
      })
  })

  it('may have several answers, each sent by itself', async () => {
    const several = { ...asking, attributes: [{ ...pole, datatype: 'multivaluelist' }] }
    const { server, gateway } = given({}, {}, [several])
    await whistle(gateway, { description: '灯杆：一号、二号' })
    expect(posted(server)[0]?.form.filter(([name]) => name === 'attribute[POLE][]')).toEqual([
      ['attribute[POLE][]', 'k1'],
      ['attribute[POLE][]', 'k2'],
    ])
  })
})

describe('a ticket', () => {
  it('shows how the city closed it: when, by whom and in which words', async () => {
    const { server, gateway } = given()
    const { id } = ticketOf(await whistle(gateway))
    server.change(1001, {
      status: 'closed',
      status_notes: '已更换灯泡',
      agency_responsible: '市照明管理处',
      updated_datetime: '2026-03-04T09:00:00+08:00',
    })
    const view = await gateway.get(id)
    expect(view?.ticket).toMatchObject({ status: 'closed', closedAt: '2026-03-04T01:00:00.000Z' })
    const [result] = view?.ticket.results ?? []
    expect(result?.text).toBe('已更换灯泡')
    expect(view?.units[result?.unitId ?? '']?.name).toBe('市照明管理处')
    const history = await gateway.history(id)
    expect(z.safeParse(z.array(TicketEvent), history).error).toBeUndefined()
    expect(history.map(({ command, actor }) => [command.type, actor.name])).toEqual([
      ['WHISTLE', '居民'],
      ['SUBMIT_RESULT', '市照明管理处'],
    ])
  })

  it('has its notes in the history while it is open, and the expected date as its limit', async () => {
    const { server, gateway } = given({ formats: ['xml'] })
    const { id } = ticketOf(await whistle(gateway))
    server.change(1001, { status_notes: '已派人查看', expected_datetime: '2026-03-09T00:00:00Z' })
    const view = await gateway.get(id)
    expect(view?.ticket.clocks.handle?.dueAt).toBe('2026-03-09T00:00:00.000Z')
    expect((await gateway.history(id)).map(({ command }) => command)).toMatchObject([
      { type: 'WHISTLE' },
      { type: 'COMMENT', text: '已派人查看' },
    ])
    const { items } = await gateway.query({ order: 'due' })
    expect(items[0]?.dueAt).toBe('2026-03-09T00:00:00.000Z')
  })

  it('is open or closed whatever more a server says', async () => {
    const { server, gateway } = given()
    const { id } = ticketOf(await whistle(gateway))
    // States of https://github.com/mysociety/fixmystreet/wiki/Open311-FMS-Additional-states, and others seen.
    for (const [status, ours] of [
      ['investigating', 'whistled'],
      ['action_scheduled', 'whistled'],
      ['no_further_action', 'closed'],
      ['fixed', 'closed'],
      ['Closed', 'closed'],
      [null, 'whistled'],
    ] as const) {
      server.change(1001, { status })
      expect([status, (await gateway.get(id))?.ticket.status]).toEqual([status, ours])
    }
  })

  it('is valid, however little or odd the record is', async () => {
    const odd = {
      status: null,
      description: `${'长'.repeat(5000)}\u0007`,
      address: 'a'.repeat(400),
      lat: 0,
      long: 0,
      requested_datetime: '2010/12/12',
      updated_datetime: null,
      service_code: '不在 清单/里',
      agency_responsible: '局 (二)',
      media_url: 'see the page',
    }
    for (const formats of [['json' as const], ['xml' as const]]) {
      const { server, gateway } = given({ formats })
      const { id } = ticketOf(await whistle(gateway))
      server.change(1001, odd)
      const view = await gateway.get(id)
      expect(z.safeParse(Ticket, view?.ticket).error).toBeUndefined()
      expect(view?.ticket.draft.description?.length).toBe(4000)
      expect((await gateway.query({})).items).toHaveLength(1)
    }
  })

  it('has an id whatever the server’s is like', async () => {
    const strange = 'SR/2026 第12号'
    const { server, gateway } = given()
    await whistle(gateway)
    server.change(1001, { service_request_id: strange })
    const [line] = (await gateway.query({})).items
    expect((await gateway.get(line?.ticketId ?? ''))?.ticket.draft.matterCode).toBe('lamp')
  })

  it('offers nothing to do, because GeoReport has nothing', async () => {
    const { gateway } = given()
    const { id } = ticketOf(await whistle(gateway))
    expect((await gateway.get(id))?.actions).toEqual([])
  })
})

describe('a list', () => {
  const now = Date.UTC(2026, 2, 3)

  it('goes back further than a server answers at once, in spans of ninety days', async () => {
    const { server, gateway } = given(
      { startMs: Date.UTC(2025, 8, 1) },
      { lists: { days: 200 }, now: () => now },
    )
    await whistle(gateway)
    expect((await gateway.query({})).items).toHaveLength(1)
    const spans = server.seen.flatMap(({ url }) =>
      url.searchParams.has('start_date') ? [url.searchParams] : [],
    )
    expect(spans).toHaveLength(3)
    for (const span of spans) {
      const [start, end] = [span.get('start_date') ?? '', span.get('end_date') ?? '']
      expect(start).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      expect(Date.parse(end) - Date.parse(start)).toBeLessThanOrEqual(90 * 86_400_000)
    }
  })

  it('asks the server for what it can narrow by', async () => {
    const { server, gateway } = given()
    await whistle(gateway)
    await gateway.query({ statuses: ['closed', 'evaluated'], matterCode: 'lamp' })
    const [asked] = server.seen.slice(-1)
    expect(Object.fromEntries(asked?.url.searchParams ?? [])).toEqual({
      jurisdiction_id: jurisdiction,
      status: 'closed',
      service_code: 'lamp',
    })
    const before = server.seen.length
    expect((await gateway.query({ statuses: ['accepted'] })).items).toEqual([])
    expect(server.seen).toHaveLength(before)
  })
})

describe('photos', () => {
  const png = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)], { type: 'image/png' })

  it('go by their address where the city has a place for them; the second one is told in words', async () => {
    let count = 0
    const upload = async () => `https://photos.example/${(count += 1)}.png`
    const { server, gateway } = given({}, { photos: { upload } })
    const other = new Blob([png, Uint8Array.of(1)])
    const attachments = [await gateway.upload(png), await gateway.upload(other)]
    await whistle(gateway, { attachments })
    expect(Object.fromEntries(posted(server)[0]?.form ?? [])).toMatchObject({
      media_url: 'https://photos.example/1.png',
      description: '三号楼前路灯不亮\nhttps://photos.example/2.png',
    })
  })

  it('are seen on another device, and a page at their address is no photo', async () => {
    const { server, gateway } = given({}, { photos: { part: 'media' } })
    const { id } = ticketOf(await whistle(gateway, { attachments: [await gateway.upload(png)] }))
    const device = gatewayTo(server)
    const [ref] = (await device.get(id))?.ticket.draft.attachments ?? []
    expect((await device.download(ref?.sha256 ?? '')).type).toBe('image/png')
    server.change(1001, { media_url: 'https://311.example/open311/v2/photo.html' })
    const [page] = (await device.get(id))?.ticket.draft.attachments ?? []
    await expect(device.download(page?.sha256 ?? '')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('are not asked for where the server takes none', async () => {
    const { gateway } = given()
    expect(gateway.capabilities.upload).toBe(false)
    expect((await gateway.city()).matters[0]?.whistleEvidence).toBe('none')
  })
})

describe('what goes wrong', () => {
  it('a refusal is told in the server’s own words', async () => {
    const { gateway } = given({}, { city: { matter: (guess) => guess } })
    const { code, message } = rejectionOf(await whistle(gateway, { description: '' }))
    expect(code).toBe('invalidInput')
    expect(message.en.length).toBeGreaterThan(0)
    const draft = sampleDraft()
    delete draft.description
    const bare = rejectionOf(await send(gateway, freshTicketId(), 0, { type: 'WHISTLE', draft }))
    expect(bare.message).toEqual({
      zh: '对方系统答复：base Photo or description is required.',
      en: 'The other system says: base Photo or description is required.',
    })
  })

  it('a key that the server does not know is forbidden, in its words', async () => {
    for (const formats of [['json' as const], ['xml' as const]]) {
      const { gateway } = given({ formats }, { apiKey: 'other' })
      await expect(whistle(gateway)).rejects.toMatchObject({
        code: 'forbidden',
        sentence: { en: 'The other system says: api_key is missing or not known' },
      })
    }
  })

  it('another city than the server has is not found', async () => {
    const { gateway } = given({}, { jurisdictionId: 'moon.example' })
    await expect(gateway.city()).rejects.toMatchObject({ code: 'notFound' })
  })

  it('an answer that is no GeoReport is told with its address, and no key is in the words', async () => {
    for (const body of ['<html><body>请登录</body></html>', '{"code":401,"msg":"未登录"}', 'OK', '[1,2]']) {
      const gateway = gatewayTo({ fetch: async () => new Response(body) })
      const error: unknown = await gateway.city().catch((it: unknown) => it)
      if (!isGatewayError(error)) throw new Error(`no GatewayError for ${body}`)
      expect(error.code).toBe('server')
      expect(error.sentence.zh).toContain(`${serverUrl}/services.json`)
      expect(JSON.stringify(error.sentence)).not.toContain(jurisdiction)
    }
  })

  it('a failure of the server is one, and not a decision', async () => {
    const { server } = given()
    const fetch = (request: Request) =>
      request.method === 'POST'
        ? Promise.resolve(new Response('oops', { status: 500 }))
        : server.fetch(request)
    await expect(whistle(gatewayTo({ fetch }))).rejects.toMatchObject({ code: 'server' })
  })
})

it('the format is found out with the first answer and kept', async () => {
  const { server, gateway } = given({ formats: ['xml'] })
  await gateway.city()
  await gateway.query({})
  // The server has no JSON, and is not asked for it again.
  expect(server.seen.map(({ url }) => url.pathname)).toEqual([
    '/open311/v2/services.json',
    '/open311/v2/services.xml',
    '/open311/v2/requests.xml',
  ])
  const { server: either, gateway: light } = given()
  await light.query({})
  expect(either.seen.map(({ url }) => url.pathname)).toEqual([
    '/open311/v2/requests.json',
    '/open311/v2/services.json',
  ])
})

describe('discovery', () => {
  const url = 'https://311.example/discovery'
  const endpoint = (type: string) => ({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `https://311.example/${type}/v2`,
    type,
    formats: ['text/xml', 'application/json'],
  })

  it('finds the endpoint of GeoReport v2 in both formats', async () => {
    const json = JSON.stringify({ contact: 'desk', endpoints: [endpoint('test'), endpoint('production')] })
    const xml =
      '<discovery><endpoints><endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>' +
      '<url>https://311.example/production/v2</url><type>production</type><formats><format>text/xml</format></formats>' +
      '</endpoint></endpoints></discovery>'
    const found = (body: string) => discoverGeoReport(url, { fetch: async () => new Response(body) })
    expect(await found(json)).toEqual({ url: 'https://311.example/production/v2', format: 'json' })
    expect(await found(xml)).toEqual({ url: 'https://311.example/production/v2', format: 'xml' })
    expect(await found(JSON.stringify({ endpoints: [endpoint('test')] }))).toBeUndefined()
  })

  it('says where there is none', async () => {
    const fetch = async () => new Response('<html></html>')
    await expect(discoverGeoReport(url, { fetch })).rejects.toMatchObject({ code: 'server' })
  })
})
