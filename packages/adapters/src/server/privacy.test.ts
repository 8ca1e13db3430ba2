import { testCityData, type TestPerson } from '@chuishao/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { Problem } from '../http/problem.ts'
import { CommandResultBody, HistoryBody } from '../http/wire.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'
import { ViewsBody } from './views-body.ts'

let server: ReturnType<typeof sampleServer>
let id: string
beforeEach(async () => {
  server = sampleServer()
  id = freshTicketId()
  const draft = sampleDraft({ contact: { name: '李某某', phone: '13800001234' } })
  await post('gridWorker', 'commands', { type: 'WHISTLE', draft }, { 'If-Match': '"v0"' })
})
afterEach(() => server.dispose())

const ask = async (person: TestPerson, path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${await tokenFor(person)}`)
  return server.handler(new Request(`http://portal.test/api/v1/tickets/${id}${path}`, { ...init, headers }))
}
const post = (person: TestPerson, route: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(person, `/${route}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      'If-Match': '"v1"',
      ...headers,
    },
    body: JSON.stringify(body),
  })
const codeOf = async (response: Response) => [response.status, Problem.parse(await response.json()).code]

describe('erasure over HTTP', () => {
  it('answers with the new version and leaves a history without the resident', async () => {
    const response = await post('supervisor', 'erasure', { reason: '应居民要求' })
    expect([response.status, response.headers.get('ETag')]).toEqual([200, '"v2"'])
    expect(CommandResultBody.parse(await response.json())).toMatchObject({ version: 2, replayed: false })
    const history = await (await ask('supervisor', '/history')).text()
    expect(history).not.toMatch(/李某某|13800001234|citizen-1/)
    expect(HistoryBody.parse(JSON.parse(history)).items.at(-1)?.kind).toBe('personalErased')
  })

  it('is told apart from a replay, a conflict and a wrong role like any command', async () => {
    const key = { 'Idempotency-Key': crypto.randomUUID() }
    expect(await codeOf(await post('gridWorker', 'erasure', { reason: '试试' }))).toEqual([403, 'wrongRole'])
    expect(await codeOf(await post('neighbour', 'erasure', { reason: '试试' }))).toEqual([
      404,
      'unknownTicket',
    ])
    expect(await codeOf(await post('supervisor', 'erasure', { reason: ' ' }))).toEqual([422, 'invalidInput'])
    expect(
      await codeOf(await post('supervisor', 'erasure', { reason: '试试' }, { 'If-Match': '"v7"' })),
    ).toEqual([412, 'versionConflict'])
    await post('supervisor', 'erasure', { reason: '应居民要求' }, key)
    const again = await post('supervisor', 'erasure', { reason: '应居民要求' }, key)
    expect(await again.json()).toMatchObject({ version: 2, replayed: true })
  })
})

describe('the view log over HTTP', () => {
  it('gives pages to supervisors and refuses others', async () => {
    for (const person of ['dispatcher', 'secretary'] as const) await ask(person, '')
    const first = await ask('supervisor', '/views?limit=1')
    const page = ViewsBody.parse(await first.json())
    expect(page.items).toHaveLength(1)
    expect(first.headers.get('Link')).toContain('rel="next"')
    const rest = await ask('supervisor', `/views?cursor=${page.nextCursor}`)
    expect(ViewsBody.parse(await rest.json()).items.length).toBeGreaterThan(1)
    expect(await codeOf(await ask('dispatcher', '/views'))).toEqual([403, 'wrongRole'])
    expect(await codeOf(await ask('neighbour', '/views'))).toEqual([404, 'unknownTicket'])
    expect(await codeOf(await ask('supervisor', '/views?cursor=nonsense'))).toEqual([400, 'invalidParameter'])
  })

  it('keeps the purpose that a caller gives, and only as an answer to looking', async () => {
    await ask('dispatcher', `?purpose=${encodeURIComponent('回访')}`)
    await ask('dispatcher', `/history?purpose=${encodeURIComponent('核实')}`)
    const { items } = await server.service
      .views({ tenantId: testCityData.id, actor: { personId: 's', name: 's', roles: ['supervisor'] } }, id)
      .then((views) => (views?.ok ? views.page : { items: [] }))
    expect(
      items
        .map(({ purpose }) => purpose)
        .filter(Boolean)
        .toSorted(),
    ).toEqual(['回访', '核实'])
    expect(await codeOf(await ask('dispatcher', `?purpose=${'长'.repeat(201)}`))).toEqual([
      400,
      'invalidParameter',
    ])
  })
})
