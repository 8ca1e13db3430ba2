import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { allBytes } from '../attachments/all-bytes.ts'
import { bodyChunks, type Pace } from './body-chunks.ts'
import { readBody } from './read-body.ts'

/** A body of so many bytes every so many milliseconds, after some that come at once. */
function dripping(bytes: number, everyMs: number, { times = Infinity, first = 0 } = {}) {
  const seen = { cancelled: false }
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(first)),
    async pull(controller) {
      if ((sent += 1) > times) return controller.close()
      await pause(everyMs)
      controller.enqueue(new Uint8Array(bytes))
    },
    cancel: () => void (seen.cancelled = true),
  })
  const init = { method: 'POST', body, duplex: 'half' }
  return { request: new Request('http://portal.test/', init), seen }
}

const outcome = async (request: Request, pace: Pace) => {
  const begun = performance.now()
  const said = await allBytes(bodyChunks(request, 10_000, pace)).then(
    ({ length }) => length,
    ({ code }: { code: string }) => code,
  )
  return { said, ms: performance.now() - begun }
}

it('a body that drips is given up, though it never stands still', async () => {
  const { request, seen } = dripping(1, 20)
  const { said, ms } = await outcome(request, { graceMs: 100, bytesPerSecond: 1000, idleMs: 5000 })
  expect(said).toBe('bodyTooSlow')
  expect(ms).toBeGreaterThan(90)
  expect(ms).toBeLessThan(1000)
  expect(seen.cancelled).toBe(true)
})

it('a slow one that keeps to the floor may take longer than the grace', async () => {
  const { request } = dripping(400, 20, { times: 15 })
  const { said, ms } = await outcome(request, { graceMs: 150, bytesPerSecond: 5000 })
  expect(said).toBe(6000)
  expect(ms).toBeGreaterThan(200)
})

it('who was fast at first may not drip afterwards', async () => {
  const { request } = dripping(1, 20, { first: 9000 })
  const { said, ms } = await outcome(request, { graceMs: 100, bytesPerSecond: 1000 })
  expect(said).toBe('bodyTooSlow')
  expect(ms).toBeLessThan(1000)
})

it('one that stands still is given up before its time is over', async () => {
  const { request } = dripping(1, 60_000)
  expect(await outcome(request, { graceMs: 60_000, idleMs: 30 })).toMatchObject({ said: 'bodyTooSlow' })
})

it('time that is taken over what has come is not counted', async () => {
  const { request } = dripping(100, 1, { times: 4 })
  let taken = 0
  for await (const chunk of bodyChunks(request, 10_000, { graceMs: 200 })) {
    taken += chunk.length
    await pause(80)
  }
  expect(taken).toBe(400)
})

it('a small body has one limit for all of it, whether its length is said or not', async () => {
  for (const length of [undefined, '5000']) {
    const { request } = dripping(1, 20)
    if (length !== undefined) request.headers.set('Content-Length', length)
    expect(await readBody(request, 10_000, { graceMs: 60 })).toEqual({ ok: false, code: 'bodyTooSlow' })
  }
})
