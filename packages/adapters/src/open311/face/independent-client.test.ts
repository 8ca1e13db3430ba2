// A GeoReport client that other people wrote (npm: open311 0.0.12, of Code for America) uses the face over HTTP.
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen, type Listening } from '../../node-server/listen.ts'
import { sampleFace, sampleKey } from '../testing/sample-face.ts'

type Callback = (error: unknown, data: unknown) => void

interface Client {
  endpoint?: string
  serviceDiscovery: (options: { cache: boolean }, done: Callback) => void
  serviceList: (done: Callback) => void
  serviceDefinition: (code: string, done: Callback) => void
  submitRequest: (fields: Record<string, unknown>, done: Callback) => void
  serviceRequests: (ids: string | readonly string[] | Record<string, string>, done: Callback) => void
  token: (token: string, done: Callback) => void
}

// It has no types of its own; what it answers is parsed below.
const Open311: new (options: Record<string, string>) => Client = createRequire(import.meta.url)('open311')

const jurisdiction = 'city.example'
const sample = sampleFace({ jurisdictionId: jurisdiction, publishes: ['place'] })
let server: Listening
let client: Client

/** The client's own way to call, with a promise. */
const call = <T>(schema: z.ZodMiniType<T>, run: (done: Callback) => void): Promise<T> =>
  promisify(run)().then((data) => z.parse(schema, data))

beforeAll(async () => {
  server = await listen({ host: '127.0.0.1', port: 0 })
  server.answerWith(async (request) => (await sample.face(request)) ?? new Response(null, { status: 404 }))
  const discovery = `${server.url}open311/v2/discovery.json`
  client = new Open311({ discovery, jurisdiction, apiKey: sampleKey })
})
afterAll(() => server.close(0))

const Records = z.array(z.looseObject({ service_request_id: z.string(), status: z.string() }))

it('finds the face by discovery, reports, and follows the report until it is closed', async () => {
  await call(z.unknown(), (done) => client.serviceDiscovery({ cache: true }, done))
  expect(client.endpoint).toBe(`${server.url}open311/v2/`)

  const services = await call(
    z.array(z.looseObject({ service_code: z.string(), metadata: z.boolean() })),
    (done) => client.serviceList(done),
  )
  const asks = services.find(({ metadata }) => metadata)
  expect(asks?.service_code).toBe('manhole')
  const Definition = z.object({ attributes: z.array(z.looseObject({ description: z.string() })) })
  const { attributes } = await call(Definition, (done) => client.serviceDefinition('manhole', done))
  expect(attributes[0]?.description).toContain('须附照片')

  const [made] = await call(z.array(z.looseObject({ service_request_id: z.string() })), (done) =>
    client.submitRequest(
      {
        service_code: 'benches',
        lat: 40.82,
        long: 111.67,
        description: '长椅断了',
        attributes: { BENCH: '12' },
      },
      done,
    ),
  )
  const id = made?.service_request_id ?? ''
  const [open] = await call(Records, (done) => client.serviceRequests(id, done))
  expect(open).toMatchObject({ service_request_id: id, status: 'open', lat: 40.82 })
  expect(await call(z.unknown(), (done) => client.token(id, done))).toEqual([
    { service_request_id: id, token: id },
  ])
  const reported = await sample.as('gridWorker').get(id)
  expect(reported?.ticket.draft.description).toBe('长椅断了\nBENCH：12')

  await sample.close(id)
  const closed = await call(Records, (done) => client.serviceRequests({ status: 'closed' }, done))
  expect(closed).toMatchObject([{ service_request_id: id, status: 'closed' }])
  const both = await call(Records, (done) => client.serviceRequests([id, 'no-such-request'], done))
  expect(both.map((it) => it.service_request_id)).toEqual([id])
})

it('is refused as the standard says where its key is none', async () => {
  const stranger = new Open311({ endpoint: `${server.url}open311/v2/`, jurisdiction, apiKey: 'stolen' })
  await expect(
    call(z.unknown(), (done) =>
      stranger.submitRequest({ service_code: 'benches', address_string: '示例路1号' }, done),
    ),
  ).rejects.toBe(403)
})
