/** Traces of the real process, as a collector gets them. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { send, whistle } from '../testing/ask.ts'
import { startCollector } from '../testing/start-collector.ts'
import { openTestCity, type TestCity } from '../testing/test-city.ts'

let city: TestCity
let postgres: TestPostgres
let collector: Awaited<ReturnType<typeof startCollector>>

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  collector = await startCollector()
})
afterAll(async () => {
  await city.close()
  await postgres.stop()
  await collector.close()
})

it('a command reaches the collector that OTEL_* names: request, service and store in the caller’s trace', async () => {
  const config = city.config({ url: postgres.url }, { telemetry: { traces: 'otlp' } })
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'whistle-test' }
  const service = await city.start(config, { env })
  const order = whistle('王小明，新华街 8 号，13912345678')
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` }
  expect((await send(service.url, await city.tokenFor('grid'), order, headers)).status).toBe(201)
  // What is not sent yet is sent when it stops.
  await service.stop()

  expect(new Set(collector.paths())).toEqual(new Set(['/v1/traces']))
  const spans = collector.spans().filter((it) => it.traceId === traceId)
  const named = (name: string) => spans.find((it) => it.name === name)
  const request = named('POST /api/v1/tickets/{id}/commands')
  expect(request?.parentSpanId).toBe('b7ad6b7169203331')
  expect(named('service.execute')?.parentSpanId).toBe(request?.spanId)
  expect(named('store.append')?.parentSpanId).toBe(named('service.execute')?.spanId)
  expect(collector.resource()).toContainEqual({ key: 'service.name', value: { stringValue: 'whistle-test' } })
  for (const word of ['王小明', '新华街', '13912345678', order.ticketId])
    expect(collector.text()).not.toContain(word)
})

it.each([
  ['chuishao', {}],
  ['by-attributes', { OTEL_RESOURCE_ATTRIBUTES: 'service.name=by-attributes' }],
])('is called %s where OTEL_SERVICE_NAME is not set', async (name, env) => {
  const config = city.config({ url: postgres.url }, { telemetry: { traces: 'otlp' } })
  const own = await startCollector()
  const service = await city.start(config, { env: { OTEL_EXPORTER_OTLP_ENDPOINT: own.url, ...env } })
  await send(service.url, await city.tokenFor('grid'), whistle())
  await service.stop()
  expect(own.resource()).toContainEqual({ key: 'service.name', value: { stringValue: name } })
  await own.close()
})

it('without the setting nothing is traced', async () => {
  const config = city.config({ url: postgres.url })
  const before = collector.paths().length
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  const service = await city.start(config, { env })
  expect((await send(service.url, await city.tokenFor('grid'), whistle())).status).toBe(201)
  await service.stop()
  expect(collector.paths().length).toBe(before)
})
