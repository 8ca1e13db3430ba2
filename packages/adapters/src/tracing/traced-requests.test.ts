import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { createTicketService } from '@chuishao/core/service'
import { testCity, testCityData } from '@chuishao/core/testing'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { memoryAttachments, memoryStore } from '../memory/index.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { sampleServer, tokenFor } from '../server/testing/sample-server.ts'
import { tracedRequests, tracedService, tracedStore } from './index.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
provider.register()
afterAll(() => provider.shutdown())
beforeEach(() => exporter.reset())

const store = memoryStore()
const service = createTicketService({
  store: tracedStore(store),
  attachments: memoryAttachments(),
  cities: () => ({ index: testCity, data: testCityData }),
  clock: () => '2026-03-02T01:30:00.000Z',
  newSalt: randomSalt,
})
const { handler } = sampleServer({ service: tracedService(service), observe: tracedRequests() })

const ticketId = 'd7bb2380-1c98-48cf-b850-807399fbf822'
const personal = ['王小明', '13912345678', '新华街 8 号']

const send = async (body: unknown, headers: Record<string, string> = {}) =>
  handler(
    new Request(`http://service.test/api/v1/tickets/${ticketId}/commands?who=${personal[1]}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await tokenFor('gridWorker')}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        'If-Match': '"v0"',
        ...headers,
      },
      body: JSON.stringify(body),
    }),
  )

const whistle = {
  type: 'WHISTLE',
  draft: {
    matterCode: 'quiet',
    description: personal.join(' '),
    location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: 'community-1' },
    contact: { name: personal[0], phone: personal[1] },
  },
}

it('a command is one trace, from the caller’s through the request and the service to the store', async () => {
  const [traceId, callerId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  expect((await send(whistle, { traceparent: `00-${traceId}-${callerId}-01` })).status).toBe(201)

  const spans = exporter.getFinishedSpans()
  const [request] = spans.filter((it) => it.name === 'POST /api/v1/tickets/{id}/commands')
  const [command] = spans.filter((it) => it.name === 'service.execute')
  const [append] = spans.filter((it) => it.name === 'store.append')
  expect(new Set(spans.map((it) => it.spanContext().traceId))).toEqual(new Set([traceId]))
  expect(request?.parentSpanContext?.spanId).toBe(callerId)
  expect(command?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId)
  expect(append?.parentSpanContext?.spanId).toBe(command?.spanContext().spanId)
  expect(request?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/v1/tickets/{id}/commands',
    'http.response.status_code': 201,
    'whistle.tenant': testCityData.id,
  })
})

it('no span holds what was said, nor which ticket it was about, also where it fails', async () => {
  await send(whistle)
  await send({ ...whistle, type: personal[0] })
  await store.close()
  store.load = () => Promise.reject(new Error(personal.join(' ')))
  await send(whistle)
  const told = JSON.stringify(
    exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => [name, attributes, events, status]),
  )
  expect(told).toContain('http.response.status_code')
  for (const word of [...personal, ticketId]) expect(told).not.toContain(word)
})
