/**
 * Everybody asks every reading route about everything. Who may see what is written down here by hand, and not asked of
 * the code; what a person may not see must look in every answer as if there were no such thing.
 */
import { attachmentOf } from '@chuishao/core/service'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import type { Command, Draft } from '@chuishao/core/ticket'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { PageBody } from '../http/wire.ts'
import { bearerAuth } from './auth.ts'
import { feedCursor } from './feed-cursor.ts'
import { audience, issuer, keys, sampleServer, tokenFor } from './testing/sample-server.ts'
import { otherTenant } from './testing/sample-service.ts'

const everybody = (Object.keys(people) as TestPerson[]).filter((person) => person !== 'system')
const own = testCityData.id
const tenants = [own, otherTenant]
/** They see every ticket of their tenant; what of it says `docs/reference/privacy.md`. */
const overseers: TestPerson[] = ['dispatcher', 'reviewer', 'ownReviewer', 'supervisor', 'analyst']
const community: TestPerson[] = ['gridWorker', 'secretary', 'buildingHead']

/** Every kind of ticket, with who sees it beside the overseers. */
const kinds = {
  lamp: {
    by: 'gridWorker',
    draft: { matterCode: 'lamp' },
    seenBy: [...community, 'cityManagement', 'citizen'],
  },
  pipe: {
    by: 'gridWorker',
    draft: { matterCode: 'pipe', citizenId: 'citizen-2', description: '水漫路面' },
    seenBy: [...community, 'water', 'stranger'],
  },
  signs: { by: 'secretary', draft: { matterCode: 'signs' }, seenBy: [...community, 'street', 'citizen'] },
  neighbours: {
    by: 'neighbour',
    draft: { location: { crs: 'gcj02', lng: 111.67, lat: 40.82, communityId: 'community-2' } },
    seenBy: ['neighbour', 'cityManagement', 'citizen'],
  },
} as const satisfies Record<string, { by: TestPerson; draft: Draft; seenBy: TestPerson[] }>
type Kind = keyof typeof kinds
const kindNames = Object.keys(kinds) as Kind[]

const sees = (person: TestPerson, kind: Kind): boolean =>
  overseers.includes(person) || (kinds[kind].seenBy as TestPerson[]).includes(person)

let server: ReturnType<typeof sampleServer>

interface Asking {
  tenantId?: string
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

const ask = async (person: TestPerson, path: string, { tenantId = own, body, ...init }: Asking = {}) =>
  server.handler(
    new Request(`http://portal.test/api/v1${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${await tokenFor(person, { claims: { tenantId } })}`,
        'Content-Type': 'application/json',
        ...init.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  )

const order = (version: number) => ({
  'Idempotency-Key': crypto.randomUUID(),
  'If-Match': `"v${version}"`,
})
const send = (person: TestPerson, id: string, version: number, body: Command, tenantId = own) =>
  ask(person, `/tickets/${id}/commands`, { tenantId, method: 'POST', body, headers: order(version) })

/** All that an answer says, but for the request's own id. */
const said = async (response: Response) => {
  const text = (await response.text()).replace(/"requestId":"[^"]*"/, '')
  const { date: _, 'x-request-id': _id, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, text }
}

const upload = (person: TestPerson, tenantId: string, text: string) =>
  server.service.upload(
    { tenantId, actor: people[person] },
    attachmentOf(new TextEncoder().encode(text), 'image/jpeg'),
  )

async function whistle(kind: Kind, tenantId: string) {
  const { by, draft } = kinds[kind]
  const id = freshTicketId()
  const photo = await upload(by, tenantId, `${kind} in ${tenantId}`)
  const command: Command = { type: 'WHISTLE', draft: sampleDraft({ attachments: [photo], ...draft }) }
  expect((await send(by, id, 0, command, tenantId)).status).toBe(201)
  return { id, photo: photo.sha256 }
}

type Whistled = Record<Kind, { id: string; photo: string }>

async function whistleAll(tenantId: string): Promise<Whistled> {
  const made: Partial<Whistled> = {}
  for (const kind of kindNames) made[kind] = await whistle(kind, tenantId)
  return made as Whistled
}

const idsIn = (text: string, all: Whistled[]): string[] =>
  all
    .flatMap((it) => Object.values(it))
    .map(({ id }) => id)
    .filter((id) => text.includes(id))
    .toSorted()

/** Opens the event stream and writes down all that comes, until it ends. */
async function follow(person: TestPerson, lastEventId?: string, tenantId = own) {
  const stop = new AbortController()
  const response = await server.handler(
    new Request('http://portal.test/api/v1/events', {
      signal: stop.signal,
      headers: {
        Authorization: `Bearer ${await tokenFor(person, { claims: { tenantId } })}`,
        ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
      },
    }),
  )
  const stream = { text: '', ended: false, close: () => stop.abort() }
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  void (async () => {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) stream.text += piece.value
    stream.ended = true
  })()
  await vi.waitFor(() => expect(stream.text).toMatch(/event: (ready|reset)/))
  return stream
}

const position = async (n: number, tenantId = own) =>
  feedCursor(await server.store.feedSecret(tenantId), tenantId).write(n)

describe('four tickets in each of two districts that have the same people', () => {
  let ours: Whistled
  let theirs: Whistled

  beforeAll(async () => {
    server = sampleServer()
    ours = await whistleAll(own)
    theirs = await whistleAll(otherTenant)
  })
  afterAll(() => server.dispose())

  const ticketRoutes = ['', '/history', '/views', '?purpose=x', '/history?purpose=x', '/views?limit=1']

  test('what one may not see of a ticket is answered like a ticket that is not there', async () => {
    for (const person of everybody)
      for (const route of ticketRoutes) {
        const nothing = await said(await ask(person, `/tickets/${freshTicketId()}${route}`))
        expect(nothing.status).toBe(404)
        for (const kind of kindNames) {
          const mine = await said(await ask(person, `/tickets/${ours[kind].id}${route}`))
          if (!sees(person, kind)) expect([person, kind, route, mine]).toEqual([person, kind, route, nothing])
          else if (route.startsWith('/views')) expect([200, 403]).toContain(mine.status)
          else expect([person, kind, route, mine.status]).toEqual([person, kind, route, 200])
          const foreign = await said(await ask(person, `/tickets/${theirs[kind].id}${route}`))
          expect([person, kind, route, foreign]).toEqual([person, kind, route, nothing])
        }
      }
  })

  test('commands and erasures on it are refused alike, right or wrong ones, whatever version they name', async () => {
    const wrong = [
      { type: 'COMMENT', text: '看看' },
      { type: 'ACCEPT' },
      { type: 'EDIT', draft: { matterCode: 'moon' } },
      { type: 'MERGE', intoTicketId: freshTicketId() },
      { type: 'NONSENSE' },
    ]
    const strangers = everybody.filter((person) => !overseers.includes(person))
    for (const person of strangers)
      for (const kind of kindNames.filter((it) => !sees(person, it)))
        for (const [route, body, status] of [
          ...wrong.map((it) => ['commands', it, it.type === 'NONSENSE' ? 422 : 404] as const),
          ['erasure', { reason: '试试' }, 404] as const,
          ['erasure', {}, 422] as const,
        ] as const)
          for (const version of [1, 7]) {
            const post = async (id: string) =>
              said(
                await ask(person, `/tickets/${id}/${route}`, {
                  method: 'POST',
                  body,
                  headers: order(version),
                }),
              )
            const nothing = await post(freshTicketId())
            // What is no command, or no erasure, is refused as such, and alike all the same.
            expect(nothing.status).toBe(status)
            expect(await post(ours[kind].id)).toEqual(nothing)
            expect(await post(theirs[kind].id)).toEqual(nothing)
          }
  })

  test('who may not merge is not told whether the other ticket is there', async () => {
    const merge = async (intoTicketId: string) =>
      said(await send('cityManagement', ours.lamp.id, 1, { type: 'MERGE', intoTicketId }))
    const nothing = await merge(freshTicketId())
    expect(nothing.status).toBeGreaterThanOrEqual(400)
    for (const { id } of [ours.pipe, ours.neighbours, theirs.lamp]) expect(await merge(id)).toEqual(nothing)
  })

  const filters = [
    '',
    ...['whistled', 'accepted', 'closed'].map((it) => `statuses=${it}`),
    ...['city-management', 'water', 'street-1'].map((it) => `leadUnitId=${it}`),
    ...['community-1', 'community-2'].map((it) => `communityId=${it}`),
    ...['streets', 'water'].map((it) => `category=${it}`),
    ...['lamp', 'pipe', 'signs'].map((it) => `matterCode=${it}`),
    ...['none', 'red'].map((it) => `warning=${it}`),
    ...['水', '路灯', '示例路'].map((it) => `text=${encodeURIComponent(it)}`),
  ]

  /** All pages of a list, walked one line at a time. */
  async function listed(person: TestPerson, query: string, tenantId = own): Promise<string[]> {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const parameters = `${query}&limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`
      const page = PageBody.parse(await (await ask(person, `/tickets?${parameters}`, { tenantId })).json())
      ids.push(...page.items.map(({ ticketId }) => ticketId))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return ids.toSorted()
  }

  test('a list has what one may see of what fits, under every filter, order and page', async () => {
    for (const [tenantId, all] of [
      [own, ours],
      [otherTenant, theirs],
    ] as const)
      for (const order of ['updated', 'due'])
        for (const filter of filters) {
          const query = `order=${order}&${filter}`
          const fitting = await listed('dispatcher', query, tenantId)
          if (filter === '')
            expect(fitting).toEqual(
              Object.values(all)
                .map(({ id }) => id)
                .toSorted(),
            )
          for (const person of everybody) {
            const visible = kindNames.filter((kind) => sees(person, kind)).map((kind) => all[kind].id)
            const expected = fitting.filter((id) => visible.includes(id))
            expect([person, query, await listed(person, query, tenantId)]).toEqual([person, query, expected])
          }
        }
  })

  test('a search finds nobody’s door for who is shown only the road', async () => {
    const byDoor = `text=${encodeURIComponent('示例路 3 号')}`
    expect(await listed('dispatcher', byDoor)).toHaveLength(3)
    expect(await listed('analyst', byDoor)).toEqual([])
    const page = await ask('analyst', `/tickets?${byDoor}&limit=1`)
    expect(await page.json()).toEqual({ items: [] })
    expect(await listed('analyst', `text=${encodeURIComponent('示例路')}`)).toHaveLength(3)
  })

  test('a cursor that somebody else got, or in another district, shows no more', async () => {
    const pageOf = async (person: TestPerson, query: string, tenantId = own) =>
      PageBody.parse(await (await ask(person, `/tickets?${query}`, { tenantId })).json())
    for (const tenantId of tenants) {
      const { nextCursor } = await pageOf('dispatcher', 'limit=1', tenantId)
      for (const person of everybody) {
        const { items } = await pageOf(person, `cursor=${nextCursor}`)
        const ids = kindNames.filter((kind) => sees(person, kind)).map((kind) => ours[kind].id)
        expect(items.filter(({ ticketId }) => !ids.includes(ticketId))).toEqual([])
      }
    }
  })

  test('a stream tells what one may see, from its beginning and whoever’s id one resumes from', async () => {
    for (const tenantId of tenants) {
      const all = tenantId === own ? ours : theirs
      for (const person of everybody) {
        const stream = await follow(person, await position(0, tenantId), tenantId)
        const expected = kindNames.filter((kind) => sees(person, kind)).map((kind) => all[kind].id)
        await vi.waitFor(() => expect(idsIn(stream.text, [ours, theirs])).toEqual(expected.toSorted()))
        stream.close()
      }
    }
    const elsewhere = await follow('dispatcher', await position(0, otherTenant))
    expect(elsewhere.text).toContain('event: reset')
    elsewhere.close()
  })

  test('what is for everybody of a district, or for all but residents, names no ticket, no resident and no other district', async () => {
    for (const person of everybody)
      for (const path of [
        '/me',
        '/account',
        '/city',
        '/figures',
        '/figures?unitId=water&period=day',
        '/preview?matterCode=lamp&communityId=community-2',
      ]) {
        const answer = await said(await ask(person, path))
        const isResident = people[person].roles.every((role) => role === 'citizen')
        const status = isResident && path.startsWith('/figures') ? 403 : 200
        expect([person, path, answer.status]).toEqual([person, path, status])
        expect(idsIn(answer.text, [ours, theirs])).toEqual([])
        if (!isResident) expect(answer.text).not.toMatch(/citizen-[12]/)
      }
    await whistle('pipe', otherTenant)
    const raised = async (tenantId: string) =>
      ((await (await ask('dispatcher', '/figures', { tenantId })).json()) as { all: { raised: number } }).all
        .raised
    expect([await raised(own), await raised(otherTenant)]).toEqual([4, 5])
  })

  test('a photo comes down to those who see it on its ticket, in its own district', async () => {
    for (const person of everybody)
      for (const kind of kindNames) {
        const path = (tickets: Whistled) => `/attachments/${tickets[kind].photo}`
        const isShown = sees(person, kind) && person !== 'analyst'
        const nothing = await said(await ask(person, `/attachments/${'0'.repeat(64)}`))
        const mine = await said(await ask(person, path(ours)))
        if (isShown) expect([person, kind, mine.status]).toEqual([person, kind, 200])
        else expect([person, kind, mine]).toEqual([person, kind, nothing])
        const tagged = { 'If-None-Match': `"${ours[kind].photo}"` }
        expect((await ask(person, path(ours), { headers: tagged })).status).toBe(isShown ? 304 : 404)
        expect(await said(await ask(person, path(theirs)))).toEqual(nothing)
      }
  })

  test('a token for a district that is not here is nobody’s', async () => {
    for (const path of ['/city', '/figures'])
      expect((await ask('dispatcher', path, { tenantId: 'elsewhere' })).status).toBe(403)
  })
})

describe('rights that change', () => {
  beforeEach(() => (server = sampleServer()))
  afterEach(() => server.dispose())

  /** A draft on which first one resident is named and then another. */
  async function draftFor(citizenId: string, id: string, version: number) {
    const photo = version === 0 ? [await upload('gridWorker', own, 'draft')] : undefined
    const draft = sampleDraft({ citizenId, ...(photo && { attachments: photo }) })
    expect((await send('gridWorker', id, version, { type: 'EDIT', draft })).ok).toBe(true)
    return photo?.[0]?.sha256 ?? ''
  }

  test('who has no part any more finds nothing of the ticket, not even of the time when they had', async () => {
    const id = freshTicketId()
    const photo = await draftFor('citizen-1', id, 0)
    const [before, after] = [await follow('citizen'), await follow('stranger')]
    expect((await ask('citizen', `/tickets/${id}`)).status).toBe(200)
    expect((await ask('citizen', `/attachments/${photo}`)).status).toBe(200)
    expect((await ask('stranger', `/tickets/${id}`)).status).toBe(404)

    await draftFor('citizen-2', id, 1)
    for (const path of [
      `/tickets/${id}`,
      `/tickets/${id}/history`,
      `/tickets/${id}/views`,
      `/attachments/${photo}`,
    ])
      expect([path, (await ask('citizen', path)).status]).toEqual([path, 404])
    expect(await (await ask('citizen', '/tickets')).json()).toEqual({ items: [] })
    expect((await ask('stranger', `/attachments/${photo}`)).status).toBe(200)
    await vi.waitFor(() => expect(after.text).toContain(`"ticketId":"${id}","version":2`))
    expect(after.text).not.toContain('"version":1')
    expect(before.text).not.toContain(id)

    const resumed = await follow('citizen', await position(0))
    const seen = await follow('stranger', await position(0))
    await vi.waitFor(() => expect(seen.text).toContain(`"ticketId":"${id}","version":2`))
    expect(resumed.text).not.toContain(id)
    // Its line then was of another resident.
    expect(seen.text).not.toContain('"version":1,')
    for (const stream of [before, after, resumed, seen]) stream.close()
  })

  test('a repeat of what one did while one had a part shows nothing of what came after', async () => {
    const { id } = await whistle('lamp', own)
    const comment = { method: 'POST', body: { type: 'COMMENT', text: '谢谢' }, headers: order(1) }
    expect((await ask('citizen', `/tickets/${id}/commands`, comment)).status).toBe(200)
    expect((await ask('citizen', `/tickets/${id}/commands`, comment)).status).toBe(200)
    const erasure = { method: 'POST', body: { reason: '应居民要求' }, headers: order(2) }
    expect((await ask('supervisor', `/tickets/${id}/erasure`, erasure)).status).toBe(200)
    expect((await ask('citizen', `/tickets/${id}/commands`, comment)).status).toBe(404)
  })

  test('a stream ends when its person has other rights, or none, and is not ended by a provider that is away', async () => {
    await server.dispose()
    let roles: string[] | undefined = ['dispatcher']
    let isAway = false
    const authenticate = bearerAuth({ key: keys.publicKey, issuer, audience, algorithms: ['ES256'] })
    server = sampleServer({
      heartbeatMs: 10,
      authenticate: async (request) => {
        if (isAway) throw new Error('the provider is away')
        const who = await authenticate(request)
        if (!who.ok) return who
        if (roles === undefined) return { ok: false, code: 'unknownPerson' }
        const actor = { ...who.session.actor, roles: roles as ['dispatcher'] }
        return { ...who, session: { ...who.session, actor } }
      },
    })
    const stream = await follow('dispatcher')
    isAway = true
    await vi.waitFor(() => expect(server.errors.length).toBeGreaterThan(1))
    isAway = false
    expect(stream.ended).toBe(false)
    roles = ['analyst']
    await vi.waitFor(() => expect(stream.ended).toBe(true))
    const next = await follow('dispatcher')
    roles = undefined
    await vi.waitFor(() => expect(next.ended).toBe(true))
  })
})
