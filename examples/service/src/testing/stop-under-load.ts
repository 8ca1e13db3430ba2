/** One round: clients whistle and readers follow, the service is asked to stop and started again, and nobody missed anything. */
import { expect } from 'vitest'
import { send } from './ask.ts'
import { openReader } from './open-reader.ts'
import type { TestCity, TestDatabase } from './test-city.ts'
import { startWhistlers } from './whistlers.ts'

const graceMs = 5000

export async function stopUnderLoad(
  city: TestCity,
  database: TestDatabase,
  { delayMs = 1000 } = {},
): Promise<void> {
  const config = city.config(database, { drain: { delayMs, graceMs } })
  const [token, dispatcher] = await Promise.all([city.tokenFor('grid'), city.tokenFor('dispatcher')])
  const before = await city.start(config)
  const readers = await Promise.all(Array.from({ length: 3 }, () => openReader(before.url, dispatcher)))
  const whistlers = startWhistlers(before.url, token)
  await whistlers.more(40)
  expect((await fetch(`${before.admin}/readyz`)).status).toBe(200)

  const asked = performance.now()
  before.signal('SIGTERM')
  await expect
    .poll(() => before.log().some(({ msg }) => msg.includes('Stopping')), { interval: 1 })
    .toBe(true)
  if (delayMs > 0) {
    expect((await fetch(`${before.admin}/readyz`)).status).toBe(503)
    // What is open is still measured, and whoever still has this address is answered.
    const metrics = await (await fetch(`${before.admin}/metrics`)).text()
    for (const gauge of ['whistle_deadlines_due', 'whistle_outbox_waiting'])
      expect(metrics).toContain(`\n${gauge} 0\n`)
    await Promise.race([whistlers.more(1), whistlers.turnedAway])
  }
  expect(await before.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - asked).toBeLessThan(delayMs + graceMs)
  await whistlers.turnedAway
  expect(whistlers.broken).toEqual([])
  expect(await Promise.all(readers.map((it) => it.ended))).toEqual([true, true, true])

  const after = await city.start(config)
  // Whoever had no answer was not listened to at all: nothing was done of which nobody heard.
  for (const order of whistlers.unanswered) {
    const first = await send(after.url, token, order)
    expect(await first.json()).toMatchObject({ replayed: false, version: 1 })
  }
  for (const order of whistlers.acknowledged) {
    const again = await send(after.url, token, order)
    expect(await again.json()).toMatchObject({ replayed: true, version: 1, ticket: { id: order.ticketId } })
  }
  const whistled = whistlers.acknowledged.length + whistlers.unanswered.length
  for (const reader of readers) {
    const resumed = await openReader(after.url, dispatcher, reader.lastId)
    expect(resumed.wasReset).toBe(false)
    const seen = () => [...reader.positions, ...resumed.positions]
    await expect.poll(() => seen().length).toBe(whistled)
    expect(seen()).toEqual(Array.from({ length: whistled }, (_, index) => reader.start + index + 1))
    resumed.close()
  }
  await after.stop()
}
