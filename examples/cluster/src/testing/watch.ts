/** What people see while things fail: events of the stream as they come, and how long nothing is written. */
import { httpGateway } from '@chuishao/adapters/http'
import { setTimeout as pause } from 'node:timers/promises'
import type { BearerOf, Load, Tenant } from './faults.ts'

/** A reader of the event stream as a page has it: it comes back by itself and resumes where it was. */
export function watchEvents(url: string, tenantId: Tenant, bearerOf: BearerOf) {
  const positions: number[] = []
  let resets = 0
  let breaks = 0
  const ended = new AbortController()
  const live = Promise.withResolvers<void>()
  httpGateway({
    endpoint: `${url}/api/v1`,
    token: () => bearerOf(tenantId, 'dispatcher').replace('Bearer ', ''),
    reconnect: { minMs: 50, maxMs: 500 },
  }).subscribe(({ position }) => positions.push(position), {
    signal: ended.signal,
    onReset: () => void (resets += 1),
    onState: (state) => {
      if (state === 'live') live.resolve()
      else breaks += 1
    },
  })
  return {
    positions,
    live: live.promise,
    resets: () => resets,
    /** How often its connection broke. */
    breaks: () => breaks,
    close: () => ended.abort(),
  }
}

/** The longest time without an acknowledged command while `work` runs, in seconds. */
export async function longestSilence(load: Load, work: () => Promise<unknown>): Promise<number> {
  let done = false
  const working = work().finally(() => (done = true))
  let longest = 0
  let last = { count: load.acknowledged(), at: Date.now() }
  while (!done) {
    await pause(10)
    longest = Math.max(longest, Date.now() - last.at)
    const count = load.acknowledged()
    if (count !== last.count) last = { count, at: Date.now() }
  }
  await working
  return longest / 1000
}
