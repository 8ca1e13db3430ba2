// The face as other cities' tools meet it, and our own gateway reading and reporting through it.
import { GatewayError } from '@chuishao/core/service'
import { people, testCityData } from '@chuishao/core/testing'
import type { Command } from '@chuishao/core/ticket'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { open311Gateway } from '../gateway/open311-gateway.ts'
import { readDefinition, readErrors, readRequests, readServices } from '../protocol/records.ts'
import { sampleBase, sampleFace, sampleKey, sampleNow } from '../testing/sample-face.ts'
import { publicStates } from './states.ts'

const fields = {
  api_key: sampleKey,
  service_code: 'benches',
  address_string: '示例路1号',
  description: '长椅断了',
  first_name: '三',
  last_name: '张',
  phone: '0471-1234567',
}

describe('the Open311 face', () => {
  it('tells where it is, and its services, in JSON and XML', async () => {
    const { ask, face } = sampleFace()
    const { endpoints } = await (await ask('/discovery.json')).json()
    expect(endpoints).toMatchObject([
      { url: sampleBase, specification: 'http://wiki.open311.org/GeoReport_v2' },
    ])
    const json = readServices(await (await ask('/services.json')).text())
    const xml = await ask('/services.xml')
    expect(xml.headers.get('Content-Type')).toBe('text/xml; charset=utf-8')
    expect(readServices(await xml.text())).toEqual(json)
    expect(json.map((it) => it.service_code)).toContain('manhole')
    expect(readDefinition(await (await ask('/services/manhole.xml')).text()).service_code).toBe('manhole')
    expect(await face(new Request('http://city.test/api/v1/tickets'))).toBeUndefined()
  })

  it.each(['json', 'xml'])(
    'takes a report and tells its state in %s, and nothing of persons',
    async (ending) => {
      const { ask, post } = sampleFace()
      const posted = await post(fields, ending)
      expect(posted.status).toBe(201)
      const [made] = readRequests(await posted.text())
      const id = made?.service_request_id ?? ''
      const one = await (await ask(`/requests/${id}.${ending}`)).text()
      expect(readRequests(one)).toMatchObject([
        { service_request_id: id, status: 'open', service_code: 'benches' },
      ])
      const all = await (await ask(`/requests.${ending}?status=open&service_code=benches`)).text()
      expect(readRequests(all).map((it) => it.service_request_id)).toEqual([id])
      for (const text of [one, all]) expect(text).not.toMatch(/张三|1234567|长椅断了|示例路/)
      expect(readRequests(await (await ask(`/tokens/${id}.${ending}`)).text())[0]?.service_request_id).toBe(
        id,
      )
    },
  )

  it('publishes texts and places only where the city says so', async () => {
    const { ask, post } = sampleFace({ publishes: ['description', 'place'] })
    await post(fields)
    expect(await (await ask('/requests.json')).json()).toMatchObject([
      { description: '长椅断了', address: '示例路1号' },
    ])
  })

  it('masks the persons within what it publishes, alone and in a list', async () => {
    const { ask, post } = sampleFace({ publishes: ['description', 'place'] })
    const told = {
      ...fields,
      description: '请联系张三，电话13800138000',
      address_string: '示例路1号张三家',
    }
    const [{ service_request_id: id }] = await (await post(told)).json()
    for (const path of [
      `/requests/${id}.json`,
      `/requests.json?service_request_id=${id}`,
      '/requests.json',
    ]) {
      const text = await (await ask(path)).text()
      expect(text).toContain('示例路1号')
      expect(text).not.toMatch(/张三|13800138000/)
    }
  })

  it.each([
    ['GET', '/services.html', 404],
    ['GET', '/services/nothing.json', 404],
    ['GET', '/services/%E0%A4.json', 404],
    ['GET', '/requests/nothing.json', 404],
    ['GET', '/requests.json?status=waiting', 400],
    ['GET', '/requests.json?start_date=yesterday', 400],
    ['GET', '/requests.json?start_date=2025-01-01T00:00:00Z&end_date=2025-12-31T00:00:00Z', 400],
    ['PUT', '/requests.json', 400],
  ])('refuses %s %s with %i in the shape of the standard', async (method, path, status) => {
    const answer = await sampleFace().ask(path, { method })
    expect(answer.status).toBe(status)
    expect(readErrors(await answer.text())).toMatchObject([{ code: String(status) }])
  })

  it.each([
    [{ api_key: '' }, 403],
    [{ api_key: 'other' }, 403],
    [{ service_code: '' }, 400],
    [{ service_code: 'nothing' }, 404],
    [{ address_string: '' }, 400],
    [{ lat: '95', long: '111' }, 400],
  ])('refuses a report with %o', async (change, status) => {
    const { post, ask } = sampleFace()
    const answer = await post({ ...fields, ...change }, 'xml')
    expect(answer.status).toBe(status)
    expect(readErrors(await answer.text())[0]?.code).toBe(String(status))
    expect(await (await ask('/requests.json')).json()).toEqual([])
  })

  it('names the field at fault, and needs no description', async () => {
    const { post } = sampleFace()
    const { description: _, ...silent } = fields
    expect((await post(silent)).status).toBe(201)
    const refused = await post({ ...fields, phone: '(471) 123-4567 ext 2' })
    expect(refused.status).toBe(400)
    expect(readErrors(await refused.text())[0]?.description).toContain('draft.contact.phone')
  })

  it('says that a photo by address was not fetched', async () => {
    const posted = await sampleFace().post({ ...fields, media_url: 'http://127.0.0.1/photo.jpg' })
    expect(await posted.json()).toMatchObject([{ service_notice: expect.stringContaining('media_url') }])
  })

  it('refuses a body that is too large before it holds it', async () => {
    const { ask } = sampleFace()
    const answer = await ask('/requests.json', {
      method: 'POST',
      body: 'x',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': String(1024 ** 3),
      },
    })
    expect(answer.status).toBe(400)
    expect(readErrors(await answer.text())[0]?.description).toContain('bodyTooLarge')
  })

  it('tells a backend that is gone apart from a request that is not there', async () => {
    const errors: unknown[] = []
    const { as } = sampleFace()
    const gone = () => Promise.reject(new GatewayError('server', { zh: '没有', en: 'gone' }))
    const { ask } = sampleFace({
      reader: { ...as('dispatcher'), get: gone },
      onError: (error) => errors.push(error),
    })
    expect((await ask('/requests/some.json')).status).toBe(503)
    expect(errors).toHaveLength(1)
  })

  it('gives places in WGS 84, also the ones on the equator', async () => {
    const { ask, post } = sampleFace({ publishes: ['place'] })
    const [{ service_request_id: id }] = await (await post({ ...fields, lat: '0', long: '111.67' })).json()
    expect(await (await ask(`/requests/${id}.json`)).json()).toMatchObject([{ lat: 0, long: 111.67 }])
  })

  it('asks for the jurisdiction where there is one', async () => {
    const { ask } = sampleFace({ jurisdictionId: 'city.test' })
    expect((await ask('/services.json')).status).toBe(400)
    expect((await ask('/services.json?jurisdiction_id=other')).status).toBe(404)
    expect((await ask('/services.json?jurisdiction_id=city.test')).status).toBe(200)
  })

  it('finds requests by id and by the days between which they were raised', async () => {
    const { ask, post } = sampleFace({ now: Date.now })
    const [{ service_request_id: id }] = await (await post(fields)).json()
    const [{ requested_datetime: at }] = await (await ask(`/requests.json?service_request_id=${id},x`)).json()
    const shifted = (days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString()
    const among = async (from: number, to: number) =>
      (await (await ask(`/requests.json?start_date=${shifted(from)}&end_date=${shifted(to)}`)).json()).length
    expect([await among(-1, 1), await among(1, 2), await among(-3, -1)]).toEqual([1, 0, 0])
  })

  it('is closed for the public once the result is confirmed, as our own gateway sees it', async () => {
    const { face, as } = sampleFace({ publishes: ['description', 'place'] })
    const gateway = open311Gateway({
      url: sampleBase,
      apiKey: sampleKey,
      actor: people.gridWorker,
      now: () => Date.parse(sampleNow),
      fetch: async (request) => (await face(request)) ?? new Response(null, { status: 404 }),
    })
    const communityId = people.gridWorker.unitId ?? ''
    const unitName = testCityData.units.find(({ id }) => id === communityId)?.name
    const draft = {
      matterCode: 'benches',
      description: '长椅断了',
      location: { crs: 'wgs84' as const, address: '示例路1号', communityId },
    }
    const outcome = await gateway.execute(
      crypto.randomUUID(),
      { type: 'WHISTLE', draft },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    )
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    expect((await gateway.get(outcome.ticket.id))?.ticket.status).toBe('whistled')
    const [listed] = (await gateway.query({})).items
    expect(listed?.ticketId).toBe(outcome.ticket.id)
    // Whom the page does not know stands in no list as a bare id, and on the ticket by name.
    expect(listed).not.toHaveProperty('leadUnitId')
    const view = await gateway.get(outcome.ticket.id)
    expect(view?.units[view.ticket.leadUnitId ?? '']?.name).toBe(unitName)

    const community = as('gridWorker')
    const act = async (command: Command) => {
      const [line] = (await community.query({})).items
      const { ticketId = '', version = 0 } = line ?? {}
      const done = await community.execute(ticketId, command, {
        commandId: crypto.randomUUID(),
        ifVersion: version,
      })
      expect(done).toMatchObject({ ok: true })
    }
    await act({ type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已换新' })
    expect((await gateway.get(outcome.ticket.id))?.ticket.status).toBe('whistled')
    await act({ type: 'CONFIRM_RESULT' })
    expect((await gateway.get(outcome.ticket.id))?.ticket.status).toBe('closed')
  })

  it('publishes the table of states that the guide shows', async () => {
    const guide = await readFile(new URL('../../../../../docs/open311.md', import.meta.url), 'utf8')
    const [, table = ''] = guide.split('## An Open311 server of your own')
    for (const [name, { status, notes }] of Object.entries(publicStates)) {
      const row = table.split('\n').find((line) => line.startsWith(`| \`${name}\``))
      expect([name, row]).toEqual([name, expect.stringContaining(`\`${status}\``)])
      expect(row).toContain(notes.zh)
    }
  })
})
