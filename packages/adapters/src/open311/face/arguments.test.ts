// Every argument of the standard, and what becomes of it.
import { describe, expect, it } from 'vitest'
import { sampleFace, sampleKey, sampleNow } from '../testing/sample-face.ts'

const place = { address_string: '示例路1号' }

describe('a report', () => {
  it('keeps what somebody said in whatever argument, and of persons only how to reach them', async () => {
    const { report, as } = sampleFace()
    const id = await report({
      ...place,
      description: '长椅断了',
      'attribute[WHISPAWN]': '123456',
      'attribute[COLOUR][]': '红',
      media_url: 'https://photos.example/1.jpg',
      first_name: 'John',
      last_name: 'Smith',
      phone: '111111111',
      email: 'smith@example.org',
      device_id: 'tt222111',
      account_id: '123456',
    })
    const { draft } = (await as('gridWorker').get(id))?.ticket ?? {}
    expect(draft?.description).toBe(
      '长椅断了\nWHISPAWN：123456\nCOLOUR：红\nmedia_url：https://photos.example/1.jpg',
    )
    expect(draft?.contact).toEqual({ name: 'John Smith', phone: '111111111' })
    expect(JSON.stringify(draft)).not.toMatch(/smith@|tt222111/)
  })

  it('is located by lat and long, address_string or address_id, and keeps both where both are given', async () => {
    const addressOf = (id: string) =>
      id === '545483' ? { address: '登记地址', lat: 40.8, long: 111.6 } : undefined
    const { report, post, as } = sampleFace({ addressOf })
    const placeOf = async (id: string) => (await as('gridWorker').get(id))?.ticket.draft.location
    expect(await placeOf(await report({ lat: '40.82', long: '111.67', ...place }))).toMatchObject({
      crs: 'wgs84',
      lat: 40.82,
      lng: 111.67,
      address: '示例路1号',
    })
    expect(await placeOf(await report({ address_id: '545483' }))).toMatchObject({
      lat: 40.8,
      address: '登记地址',
    })
    for (const fields of [{ address_id: '1' }, { lat: '40.82' }, { lat: '40.82', long: 'east' }, {}])
      expect([fields, (await post(fields)).status]).toEqual([fields, 400])
  })

  it('has as long a description as the standard allows, and all of it is on the ticket', async () => {
    const { report, post, as } = sampleFace()
    const description = '长'.repeat(4000)
    const id = await report({ ...place, description })
    expect((await as('gridWorker').get(id))?.ticket.draft.description).toBe(description)
    const answer = await post({ ...place, description: `${description}长` })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('draft.description')])
  })

  it('that comes from 0,0 has no position: it needs an address, and is told so', async () => {
    const { report, post, as } = sampleFace()
    const nowhere = { lat: '0', long: '0.0' }
    const answer = await post(nowhere)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      [{ code: 400, description: expect.stringContaining('lat 0 and long 0 are no position') }],
    ])
    const location = (await as('gridWorker').get(await report({ ...nowhere, ...place })))?.ticket.draft
      .location
    expect(location).toMatchObject({ address: '示例路1号' })
    expect(location).not.toHaveProperty('lat')
    // The equator alone is a place.
    expect((await post({ lat: '0', long: '111.67' })).status).toBe(201)
  })

  it('with empty arguments is as one without them', async () => {
    const { report, as } = sampleFace()
    const id = await report({ ...place, lat: '', long: '', description: '', phone: '', media_url: '' })
    const { draft } = (await as('gridWorker').get(id))?.ticket ?? {}
    expect(draft).toMatchObject({ location: { address: '示例路1号' } })
    expect(draft).not.toHaveProperty('description')
  })

  it('brings its photos as files, and says what is none', async () => {
    const { ask } = sampleFace()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const send = (bytes: Uint8Array<ArrayBuffer>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...place, api_key: sampleKey, service_code: 'manhole' }))
        body.append(name, value)
      body.append('media', new Blob([bytes]), 'photo.png')
      return ask('/requests.json', { method: 'POST', body })
    }
    expect((await send(Uint8Array.from(png))).status).toBe(201)
    const refused = await send(new TextEncoder().encode('no photo'))
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('JPEG')])
  })

  it('comes as often as the key may, and not more', async () => {
    const { post, report } = sampleFace({ perKey: { requests: 1, seconds: 60 } })
    await report(place)
    const answer = await post(place)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60'])
    // Whoever guesses keys does not use up those of others.
    expect((await post({ ...place, api_key: 'other' })).status).toBe(403)
  })

  it('without photos is refused before it is held where it is longer than any report', async () => {
    const answer = await sampleFace().post({ ...place, description: 'x'.repeat(70_000) })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('too large')])
  })
})

describe('requests', () => {
  const idsIn = async (answer: Response): Promise<string[]> =>
    (await answer.json()).map((it: { service_request_id: string }) => it.service_request_id)

  it('come page by page where somebody asks so, each once, the latest change first', async () => {
    const { ask, report } = sampleFace()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.unshift(await report(place))
    const of = async (query: string) => idsIn(await ask(`/requests.json?${query}`))
    const pages = [
      await of('page=1&page_size=2'),
      await of('page=2&page_size=2'),
      await of('page=3&page_size=2'),
    ]
    expect(pages.map((it) => it.length)).toEqual([2, 2, 1])
    expect(pages.flat().toSorted()).toEqual(ids.toSorted())
    expect(pages.flat()).toEqual(await of(''))
    expect(await of('page=4&page_size=2')).toEqual([])
    expect((await of('page=1')).length).toBe(5)
    for (const bad of ['page=0', 'page=x', 'page_size=1001', 'page=11&page_size=1000', 'page=-1'])
      expect([bad, (await ask(`/requests.xml?${bad}`)).status]).toEqual([bad, 400])
  })

  it('are those of all the services and statuses that are named, with commas or one by one', async () => {
    const { ask, report, close } = sampleFace()
    const [bench, quiet, closed] = [
      await report(place),
      await report({ ...place, service_code: 'quiet' }),
      await report(place),
    ]
    await close(closed)
    const all = [bench, quiet, closed].toSorted()
    const among = async (query: string) => (await idsIn(await ask(`/requests.json?${query}`))).toSorted()
    expect(await among('')).toEqual(all)
    expect(await among('status=open,closed&service_code=benches,%20quiet')).toEqual(all)
    expect(await among('status=open&status=closed')).toEqual(all)
    expect(await among('status=closed')).toEqual([closed])
    expect(await among('service_code=quiet&status=')).toEqual([quiet])
    // Ids override everything else.
    expect(await among(`service_request_id=${bench},${closed}&status=closed&service_code=quiet`)).toEqual(
      [bench, closed].toSorted(),
    )
  })

  it('raised until the moment that one of them tells are with that one', async () => {
    const { ask, report } = sampleFace({ now: Date.now })
    const id = await report(place)
    const [{ requested_datetime: at }] = await (await ask(`/requests/${id}.json`)).json()
    expect(await idsIn(await ask(`/requests.json?end_date=${at}`))).toEqual([id])
    const offset = encodeURIComponent(at.replace('Z', '+00:00'))
    expect(await idsIn(await ask(`/requests.json?start_date=${offset}`))).toEqual([id])
  })

  it('tell when they were closed, not when somebody last touched them', async () => {
    const { ask, report, close, as, clock } = sampleFace()
    const id = await report(place)
    clock.now = '2026-03-02T02:00:00.500Z'
    await close(id)
    clock.now = '2026-03-02T03:00:00.000Z'
    const version = (await as('gridWorker').get(id))?.ticket.version ?? 0
    await as('gridWorker').execute(
      id,
      { type: 'COMMENT', text: '谢谢' },
      { commandId: crypto.randomUUID(), ifVersion: version },
    )
    for (const path of ['/requests.json', `/requests/${id}.json`])
      expect(await (await ask(path)).json()).toMatchObject([
        { status: 'closed', updated_datetime: '2026-03-02T02:00:00Z', expected_datetime: null },
      ])
  })

  it('have their places in a list, too, where places are published', async () => {
    const [open, shut] = [sampleFace({ publishes: ['place'] }), sampleFace()]
    for (const { report } of [open, shut]) await report({ lat: '40.82', long: '111.67' })
    expect(await (await open.ask('/requests.json')).json()).toMatchObject([{ lat: 40.82, long: 111.67 }])
    expect(await (await shut.ask('/requests.json')).json()).toMatchObject([{ lat: null, long: null }])
  })

  it('tell until when the matter is to be handled, not until when somebody has to accept it', async () => {
    const { ask, report, as } = sampleFace()
    const id = await report({ ...place, service_code: 'lamp' })
    const expected = async () => (await (await ask('/requests.json')).json())[0].expected_datetime
    expect((await as('dispatcher').get(id))?.ticket.clocks.accept).toBeDefined()
    expect(await expected()).toBeNull()
    const how = { commandId: crypto.randomUUID(), ifVersion: 1 }
    expect(await as('cityManagement').execute(id, { type: 'ACCEPT' }, how)).toMatchObject({ ok: true })
    const handle = (await as('dispatcher').get(id))?.ticket.clocks.handle?.dueAt
    expect(await expected()).toBe(handle?.replace(/\.\d+Z$/, 'Z'))
  })

  it('tell what was done where that is published, without numbers', async () => {
    const told = async (publishes: ('result' | 'place')[]) => {
      const { ask, report, close } = sampleFace({ publishes })
      const id = await report(place)
      await close(id, '已换新，见 https://photos.example/2.jpg，可询 13800138000')
      const [{ status_notes: notes }] = await (await ask('/requests.json')).json()
      return notes
    }
    expect(await told(['result'])).toBe('已办结 / Closed\n已换新，见 ***，可询 ***')
    expect(await told(['place'])).toBe('已办结 / Closed')
  })

  it('tell the whole description where that is published, not its beginning, without numbers', async () => {
    const { ask, report } = sampleFace({ publishes: ['description'] })
    const long = '长'.repeat(3900)
    const id = await report({ ...place, description: `${long}，请打 13800138000`, first_name: '王小明' })
    for (const address of ['/requests.json', '/requests.json', `/requests/${id}.json`])
      expect(await (await ask(address)).json()).toMatchObject([{ description: `${long}，请打 ***` }])
  })

  it('never tell the address of a photo', async () => {
    const { ask, report } = sampleFace({ publishes: ['description'] })
    await report({ ...place, description: '断了', media_url: 'https://photos.example/1.jpg' })
    // Nor that there was one: a line of asterisks tells nobody anything.
    expect(await (await ask('/requests.json')).json()).toMatchObject([
      { description: '断了', media_url: null },
    ])
  })
})

describe('services', () => {
  it('tell the words that people use for them, and that one needs a photo', async () => {
    const reader = sampleFace().as('dispatcher')
    const city = await reader.city()
    const matters = city.matters.map((it) => ({ ...it, synonyms: ['坏了', '断了'] }))
    const { ask } = sampleFace({ reader: { ...reader, city: async () => ({ ...city, matters }) } })
    const told: object[] = await (await ask('/services.json')).json()
    expect(told).toMatchObject(
      matters.map(({ code, whistleEvidence }) => ({
        service_code: code,
        keywords: '坏了, 断了',
        metadata: whistleEvidence === 'required',
      })),
    )
  })

  it('are told to whoever asks for the head alone', async () => {
    const answer = await sampleFace().ask('/services.xml', { method: 'HEAD' })
    expect([answer.status, answer.headers.get('Content-Type'), await answer.text()]).toEqual([
      200,
      'text/xml; charset=utf-8',
      '',
    ])
  })
})

describe('the discovery file', () => {
  it('tells the public address, whom to ask, and since when the services are what they are', async () => {
    const { ask } = sampleFace({
      discovery: {
        url: 'https://311.example.cn/open311/v2/',
        contact: '12345',
        keyService: '市数据局',
        type: 'test',
      },
    })
    expect(await (await ask('/discovery.json')).json()).toMatchObject({
      changeset: sampleNow.replace('.000Z', 'Z'),
      contact: '12345',
      key_service: '市数据局',
      endpoints: [{ url: 'https://311.example.cn/open311/v2', type: 'test' }],
    })
  })
})
