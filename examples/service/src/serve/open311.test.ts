// The Open311 face of the real process: what a city configures, another city's tool reports and reads.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { openTestCity, community, tenantId, type TestCity } from '../testing/test-city.ts'
import type { RunningService } from '../testing/start-service.ts'

const keys = { app: 'key-of-the-app-0123456789', partner: 'key-of-the-partner-0123456789' }
const person = { personId: 'grid-1', name: '网格员', unitId: community }
const open311 = {
  url: 'https://311.example.cn/open311/v2',
  contact: '12345',
  keyService: '市数据局',
  cities: {
    [tenantId]: {
      jurisdictionId: 'city.example',
      publishes: ['place'],
      keys: [
        { id: 'app', key: { env: 'OPEN311_APP_KEY' }, person },
        { id: 'partner', sha256: createHash('sha256').update(keys.partner).digest('hex'), person },
      ],
    },
  },
}

let city: TestCity
let postgres: TestPostgres
let service: RunningService

beforeAll(async () => {
  ;[city, postgres] = await Promise.all([openTestCity(), startPostgres({ settings: { fsync: 'off' } })])
  const limits = {
    perActor: { requests: 8, seconds: 600 },
    perAddress: { requests: 100_000, seconds: 60 },
  }
  const config = city.config({ url: postgres.url }, { open311, limits })
  service = await city.start(config, { env: { OPEN311_APP_KEY: keys.app } })
}, 30_000)
afterAll(async () => {
  await city.close()
  await postgres.stop()
})

const post = (key: string, fields: Record<string, string> = {}) =>
  fetch(`${service.url}/open311/v2/requests.json`, {
    method: 'POST',
    body: new URLSearchParams({
      api_key: key,
      jurisdiction_id: 'city.example',
      service_code: 'SR-02',
      address_string: '青杉路 3 号 2 单元 401 室',
      description: '楼道堵了，联系 13800138000',
      first_name: '三',
      last_name: '张',
      phone: '13800138000',
      ...fields,
    }),
  })

it('takes a report by either kind of key for the person it stands for, and tells nobody who sent it', async () => {
  const discovery = await (await fetch(`${service.url}/open311/v2/discovery.json`)).json()
  expect(discovery).toMatchObject({ contact: '12345', endpoints: [{ url: open311.url, type: 'production' }] })

  expect((await post('not-a-key-of-anybody-012345')).status).toBe(403)
  const answers = [await post(keys.app), await post(keys.partner)]
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(answers[0]?.headers.get('X-Request-Id')).toBeTruthy()
  const ids: string[] = (await Promise.all(answers.map((it) => it.json()))).map(
    ([it]) => it.service_request_id,
  )

  const query = 'jurisdiction_id=city.example'
  const listed = await (await fetch(`${service.url}/open311/v2/requests.json?${query}`)).text()
  const one = await (await fetch(`${service.url}/open311/v2/requests/${ids[0]}.xml?${query}`)).text()
  expect(JSON.parse(listed)).toHaveLength(2)
  expect(one).toContain('<status>open</status>')
  for (const text of [listed, one]) {
    expect(text).toContain('青杉路')
    expect(text).not.toMatch(/张三|13800138000|401 室|堵了/)
  }

  const authorization = { Authorization: `Bearer ${await city.tokenFor('secretary')}` }
  const view = await fetch(`${service.url}/api/v1/tickets/${ids[0]}`, { headers: authorization })
  expect(await view.json()).toMatchObject({
    ticket: { createdBy: 'grid-1', communityId: community, draft: { contact: { name: '张三' } } },
  })
})

it('answers as the standard says whatever it is asked, on a real database, too', async () => {
  const statusOf = async (path: string) =>
    (
      await fetch(
        `${service.url}/open311/v2/${path}${path.includes('?') ? '&' : '?'}jurisdiction_id=city.example`,
      )
    ).status
  const long = 'x'.repeat(3000)
  for (const id of ['none', '%00', '%F0%9F%98%80', '..%2F..', long, crypto.randomUUID()])
    for (const kind of ['requests', 'tokens', 'services'])
      expect([kind, id, await statusOf(`${kind}/${id}.json`)]).toEqual([kind, id, 404])
  for (const query of [`service_request_id=none,%00,${long}`, 'service_code=%00', `service_code=${long}`])
    expect([query, await statusOf(`requests.json?${query}`)]).toEqual([query, 200])
  for (const query of ['start_date=%00', 'end_date=2026', 'status=%00', 'start_date=9999999-01-01'])
    expect([query, await statusOf(`requests.json?${query}`)]).toEqual([query, 400])
  for (const fields of [
    { address_string: '\0' },
    { description: 'a\0b' },
    { phone: '\0' },
    { service_code: '\0' },
  ])
    expect([fields, [400, 404].includes((await post(keys.partner, fields)).status)]).toEqual([fields, true])
})

it('lets a key report as often as a person may act, and is logged by its route without what was asked', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 8; count++) statuses.push((await post(keys.app)).status)
  // One of the eight was used before.
  expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429])
  const answer = await post(keys.app)
  expect([answer.status, await answer.json()]).toMatchObject([429, [{ code: 429 }]])
  expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/)
  const lines = service.log().filter(({ route }) => String(route).startsWith('/open311'))
  expect(new Set(lines.map(({ route }) => route))).toEqual(new Set(['/open311/v2/*']))
  expect(service.output.join('\n')).not.toMatch(/key-of-the|13800138000|city\.example/)
})
