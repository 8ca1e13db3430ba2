/** The real process is asked to stop under load. On PGlite: *.long.test.ts. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ServiceConfig } from '../config/service-config.ts'
import { startPostgres, type TestPostgres } from '../testing/adapters.ts'
import { stopUnderLoad } from '../testing/stop-under-load.ts'
import { openTestCity, type TestCity } from '../testing/test-city.ts'
import { startWhistlers } from '../testing/whistlers.ts'

let city: TestCity
let postgres: TestPostgres

beforeAll(async () => {
  city = await openTestCity()
  postgres = await startPostgres({ settings: { fsync: 'off' } })
})
afterAll(async () => {
  await postgres.stop()
  await city.close()
})

it('SIGTERM under load: no answer is cut, nothing acknowledged is lost, streams resume without a gap', async () => {
  await stopUnderLoad(city, { url: postgres.url })
})

it('Ctrl-C does not wait for a load balancer, which SIGTERM does for some seconds', async () => {
  expect(z.parse(ServiceConfig.shape.drain, {})).toEqual({ delayMs: 5_000, graceMs: 10_000 })
  const service = await city.start(city.config({ url: postgres.url }, { drain: { delayMs: 60_000 } }))
  service.signal('SIGINT')
  expect(await service.ended).toEqual({ code: 0, signal: null })
})

it('a second signal ends it at once', async () => {
  const drain = { delayMs: 60_000, graceMs: 60_000 }
  const service = await city.start(city.config({ url: postgres.url }, { drain }))
  const whistlers = startWhistlers(service.url, await city.tokenFor('grid'), 2)
  await whistlers.more(5)
  service.signal('SIGTERM')
  await expect.poll(() => service.log().some(({ msg }) => msg.includes('Once more'))).toBe(true)
  service.signal('SIGTERM')
  expect(await service.ended).toEqual({ code: null, signal: 'SIGTERM' })
  await whistlers.turnedAway
})
