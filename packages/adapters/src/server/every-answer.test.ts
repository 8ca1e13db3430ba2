// Every route, and every kind of answer that there is, over a real connection: each forbids sniffing, framing and running,
// names its request, and may be read by the pages that may call.
import { AttachmentsUnavailableError, StorageFullError, StoreUnavailableError } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import { rejectionCodes } from '@chuishao/core/ticket'
import { protocolHeader, protocolVersion } from '@chuishao/core/versions'
import { connect } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { Problem, problemMediaType } from '../http/problem.ts'
import { memoryAttachments } from '../memory/index.ts'
import { listen, type Listening } from '../node-server/index.ts'
import { openApiDocument } from './openapi.ts'
import { faceProblems, rejectionStatus } from './problems.ts'
import { referencePolicy } from './reference-page.ts'
import type { RouteSpec } from './routes/route-spec.ts'
import { routes, type RouteName } from './routes/routes.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

const origin = 'https://12345.example.cn'
/** A storage that is full when it is written to, and away when it is read. */
const broken = {
  ...memoryAttachments(),
  put: () => Promise.reject(new StorageFullError('full')),
  get: () => Promise.reject(new AttachmentsUnavailableError('away')),
}
const oneAnHour = { requests: 1, seconds: 3600 }
const kindsOfServers = {
  usual: { limits: { bodyBytes: 2000, photoBytes: 4000, uploadIdleMs: 20, commandMs: 500 } },
  limitedByPerson: { rateLimits: { perActor: oneAnHour } },
  limitedByAddress: { rateLimits: { perAddress: oneAnHour } },
  broken: {
    attachments: broken,
    checkStore: () => Promise.reject(new StoreUnavailableError(new Error('away'))),
  },
  faulty: { authenticate: () => Promise.reject(new Error('unexpected')) },
} satisfies Record<string, Parameters<typeof sampleServer>[0]>
type Kind = keyof typeof kindsOfServers

const open = new Map<Kind, { listening: Listening; dispose: () => Promise<void> }>()
let jpeg: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  for (const kind of Object.keys(kindsOfServers) as Kind[]) {
    const server = sampleServer({ corsOrigins: [origin], ...kindsOfServers[kind] })
    const listening = await listen({ host: '127.0.0.1', port: 0 })
    listening.answerWith(server.handler)
    open.set(kind, { listening, dispose: server.dispose })
  }
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
  jpeg = Uint8Array.from(await picture.jpeg().toBuffer())
})
afterAll(async () => {
  for (const { listening, dispose } of open.values()) {
    await dispose()
    await listening.close(0)
  }
})

interface Ask extends Omit<RequestInit, 'headers'> {
  on?: Kind
  as?: TestPerson | undefined
  headers?: Record<string, string>
  /** Of a body that is a stream. */
  duplex?: 'half'
}

const asked: { name: string; status: number }[] = []

/** Asks, and holds the answer to what every answer has. */
async function ask(path: string, { on = 'usual', as: person, headers = {}, ...init }: Ask = {}) {
  const id = `asked-${asked.length}`
  const token = person && { Authorization: `Bearer ${await tokenFor(person)}` }
  const stop = new AbortController()
  const answer = await fetch(new URL(path, open.get(on)?.listening.url), {
    ...init,
    headers: { Origin: origin, 'X-Request-Id': id, ...token, ...headers },
    signal: stop.signal,
  })
  const name = `${init.method ?? 'GET'} ${path}`
  asked.push({ name, status: answer.status })
  holdsToAll(name, answer, id)
  const isProblem = answer.headers.get('Content-Type') === problemMediaType && init.method !== 'HEAD'
  const problem = isProblem ? Problem.parse(await answer.clone().json()) : undefined
  if (problem) expect([name, problem.status, problem.requestId]).toEqual([name, answer.status, id])
  expect([name, answer.status, problem?.code, isDocumented(name, answer.status, problem?.code)]).toEqual([
    name,
    answer.status,
    problem?.code,
    true,
  ])
  return {
    status: answer.status,
    headers: answer.headers,
    json: async () => z.looseObject({}).parse(await answer.json()),
    /** Where it would not end by itself. */
    leave: () => stop.abort(),
  }
}

function holdsToAll(name: string, { status, headers }: Response, id: string) {
  const isPage = headers.get('Content-Type')?.startsWith('text/html')
  const held = {
    name,
    status,
    nosniff: headers.get('X-Content-Type-Options'),
    frames: headers.get('X-Frame-Options'),
    policy: headers.get('Content-Security-Policy'),
    referrer: headers.get('Referrer-Policy'),
    tls: headers.get('Strict-Transport-Security'),
    id: headers.get('X-Request-Id'),
    version: headers.get(protocolHeader),
    forPage: headers.get('Access-Control-Allow-Origin'),
    cache: headers.get('Cache-Control')?.replace('private, no-cache', 'no-store'),
  }
  expect(held).toEqual({
    name,
    status,
    nosniff: 'nosniff',
    frames: 'DENY',
    policy: isPage ? referencePolicy : "default-src 'none'; frame-ancestors 'none'; sandbox",
    referrer: 'no-referrer',
    tls: 'max-age=15552000',
    id,
    version: String(protocolVersion),
    forPage: origin,
    // Or asked for again each time, by one person’s browser.
    cache: name.startsWith('OPTIONS') ? undefined : 'no-store',
  })
}

/** Whether the document tells of this answer; what is no route of it needs not be told. */
function isDocumented(name: string, status: number, code: string | undefined): boolean {
  const [method = '', path = ''] = name.split(/[ ?]/)
  const route = Object.values(routes).find(
    (it) => it.method === method && new RegExp(`^${it.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (!route) return true
  const operation = openApiDocument().paths[route.path]?.[method.toLowerCase()]
  const told = Operation.parse(operation).responses[status]
  if (!told) return false
  const isRejection = rejectionCodes.some((it) => it === code) && told.description.includes('A rejection')
  return code === undefined || isRejection || told.description.includes(`\`${code}\``)
}

const Operation = z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) })

const json = { 'Content-Type': 'application/json' }
const order = (version: number, key: string = crypto.randomUUID()) => ({
  ...json,
  'Idempotency-Key': key,
  'If-Match': `"v${version}"`,
})
const whistle = JSON.stringify({ type: 'WHISTLE', draft: sampleDraft() })
const ticketId = freshTicketId()
let photo: unknown
const commands = `/api/v1/tickets/${ticketId}/commands`
const command = (body: string, headers: Record<string, string>, person: TestPerson = 'gridWorker') =>
  ask(commands, { method: 'POST', as: person, headers, body })
const upload = (more: Ask = {}) =>
  ask('/api/v1/attachments', {
    method: 'POST',
    as: 'gridWorker',
    body: jpeg,
    ...more,
    headers: { 'Content-Type': 'image/jpeg', ...more.headers },
  })

/** One good answer of each route, in an order in which there is something to see. */
const good: Record<RouteName, () => Promise<unknown>> = {
  health: () => ask('/healthz'),
  openApi: () => ask('/api/v1/openapi.json'),
  reference: () => ask('/api/v1/reference'),
  me: () => ask('/api/v1/me', { as: 'gridWorker' }),
  account: () => ask('/api/v1/account', { as: 'gridWorker' }),
  city: async () => {
    const { headers } = await ask('/api/v1/city', { as: 'gridWorker' })
    await ask('/api/v1/city', { as: 'gridWorker', headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
  },
  preview: () => ask('/api/v1/preview?matterCode=lamp&communityId=community-1', { as: 'gridWorker' }),
  command: async () => {
    const headers = order(0)
    await command(whistle, headers)
    // The same again, and the next one.
    await command(whistle, headers)
    await command('{"type":"ACCEPT"}', order(1), 'cityManagement')
  },
  tickets: () => ask('/api/v1/tickets?limit=1', { as: 'gridWorker' }),
  ticket: () => ask(`/api/v1/tickets/${ticketId}`, { as: 'gridWorker' }),
  history: () => ask(`/api/v1/tickets/${ticketId}/history`, { as: 'gridWorker' }),
  views: () => ask(`/api/v1/tickets/${ticketId}/views`, { as: 'supervisor' }),
  upload: async () => {
    const { sha256 } = await (await upload()).json()
    photo = sha256
  },
  attachment: async () => {
    for (const query of ['', '?size=thumbnail']) {
      const path = `/api/v1/attachments/${String(photo)}${query}`
      const { headers } = await ask(path, { as: 'gridWorker' })
      await ask(path, { as: 'gridWorker', headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    }
  },
  events: async () => (await ask('/api/v1/events', { as: 'gridWorker' })).leave(),
  figures: () => ask('/api/v1/figures', { as: 'gridWorker' }),
  // There is no city-wide copy here, and so no such route.
  cityWideFigures: () => ask('/api/v1/city-wide/figures', { as: 'gridWorker' }),
  cityWideTickets: () => ask('/api/v1/city-wide/tickets', { as: 'gridWorker' }),
  erasure: () =>
    ask(`/api/v1/tickets/${ticketId}/erasure`, {
      method: 'POST',
      as: 'supervisor',
      headers: order(2),
      body: '{"reason":"本人申请"}',
    }),
}

it.each(Object.keys(good) as RouteName[])('%s: what it gives, and its 401 and 405', async (name) => {
  const before = asked.length
  await good[name]()
  const statuses = asked.slice(before).map(({ status }) => status)
  const { method, path, responses, public: isPublic = false }: RouteSpec = routes[name]
  if (!name.startsWith('cityWide')) expect(statuses.filter((it) => !(it in responses))).toEqual([])
  const somewhere = path.replace('{id}', ticketId).replace('{sha256}', 'a'.repeat(64))
  expect((await ask(somewhere, { method })).status).toBe(isPublic ? 200 : 401)
  expect((await ask(somewhere, { method: 'DELETE' })).status).toBe(405)
  expect((await ask(somewhere, { method: 'HEAD' })).status).toBe(
    isPublic ? 200 : method === 'GET' ? 401 : 405,
  )
})

const refusals: [string, number, () => Promise<{ status: number }>][] = [
  ['an unknown route', 404, () => ask('/nowhere')],
  ['an address that is none', 404, () => ask('/api/v1/tickets/%E0%A4%A', { as: 'gridWorker' })],
  ['an unknown ticket', 404, () => ask(`/api/v1/tickets/${freshTicketId()}`, { as: 'gridWorker' })],
  ['a wrong parameter', 400, () => ask('/api/v1/tickets?limit=many', { as: 'gridWorker' })],
  ['no key of idempotency', 400, () => command(whistle, { ...json, 'If-Match': '"v0"' })],
  ['not JSON', 400, () => command('{', order(0))],
  ['somebody else’s command', 403, () => command('{"type":"SUPERVISE","instruction":"办"}', order(3))],
  [
    'a slow command',
    408,
    () =>
      ask(commands, {
        method: 'POST',
        as: 'gridWorker',
        headers: order(0),
        body: neverEnding(),
        duplex: 'half',
      }),
  ],
  ['a slow upload', 408, () => upload({ body: neverEnding(), duplex: 'half' })],
  ['a command that does not fit', 409, () => command(whistle, order(3))],
  ['a version that was', 412, () => command('{"type":"COMMENT","text":"好"}', order(1))],
  [
    'a body that is too large',
    413,
    () => command(JSON.stringify({ type: 'COMMENT', text: '好'.repeat(2000) }), order(1)),
  ],
  ['a photo that is too large', 413, () => upload({ body: new Uint8Array(5000) })],
  ['what is no photo', 415, () => upload({ headers: { 'Content-Type': 'image/svg+xml' } })],
  ['an unknown command', 422, () => command('{"type":"DANCE"}', order(1))],
  ['no version', 428, () => command(whistle, { ...json, 'Idempotency-Key': crypto.randomUUID() })],
  [
    'too many of one person',
    429,
    () => twice(() => ask('/api/v1/me', { on: 'limitedByPerson', as: 'gridWorker' })),
  ],
  ['too many of one address', 429, () => twice(() => ask('/nowhere', { on: 'limitedByAddress' }))],
  ['what nobody foresaw', 500, () => ask('/api/v1/me', { on: 'faulty', as: 'gridWorker' })],
  ['a store that is away', 503, () => ask('/healthz', { on: 'broken' })],
  ['a full storage of photos', 507, () => upload({ on: 'broken' })],
]

it.each(refusals)('%s is %i', async (_name, status, run) => {
  expect((await run()).status).toBe(status)
})

it('nothing that an answer may be was left out', () => {
  const promised = [
    ...Object.values(routes).flatMap(({ responses }) => Object.keys(responses).map(Number)),
    ...Object.values(faceProblems).map(({ status }) => status),
    ...rejectionCodes.map(rejectionStatus),
  ]
  const seen = new Set(asked.map(({ status }) => status))
  expect([...new Set(promised)].filter((it) => !seen.has(it))).toEqual([])
  expect(Object.keys(good).toSorted()).toEqual(Object.keys(routes).toSorted())
})

it('a preflight is answered for the pages that may call, and for no other', async () => {
  const preflight = { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } }
  expect((await ask(commands, preflight)).status).toBe(204)
  const stranger = await fetch(new URL(commands, open.get('usual')?.listening.url), {
    ...preflight,
    headers: { ...preflight.headers, Origin: 'https://elsewhere.example' },
  })
  expect(stranger.headers.get('Access-Control-Allow-Origin')).toBeNull()
})

it('what is no request at all is refused no less carefully, without an id: there was nobody to give it to', async () => {
  const sent = ['nonsense\r\n\r\n', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`]
  for (const text of sent) {
    const { port = '' } = new URL(open.get('usual')?.listening.url ?? '')
    const socket = connect(Number(port), '127.0.0.1').end(text)
    const head = String(Buffer.concat(await socket.toArray())).split('\r\n\r\n')[0] ?? ''
    expect(head).toMatch(/^HTTP\/1\.1 4(00|31) /)
    for (const line of [
      'X-Content-Type-Options: nosniff',
      'X-Frame-Options: DENY',
      'Referrer-Policy: no-referrer',
      "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox",
      'Cache-Control: no-store',
    ])
      expect(head.split('\r\n')).toContain(line)
  }
})

async function twice<T>(run: () => Promise<T>): Promise<T> {
  await run()
  return run()
}

/** A body that begins and does not go on. */
const neverEnding = () =>
  new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(1)) })
