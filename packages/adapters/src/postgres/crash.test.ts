import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { TicketStore } from '@chuishao/core/service'
import { sampleTenant } from '../conformance/index.ts'
import { openPglite } from './pglite.ts'
import { newPgliteDirectory } from './testing/new-pglite.ts'

const child = join(import.meta.dirname, 'testing', 'append-forever.ts')
const Acknowledged = z.tuple([z.string(), z.int(), z.int()])
type Acknowledged = z.infer<typeof Acknowledged>

let directory: string

beforeAll(async () => {
  directory = await newPgliteDirectory(await mkdtemp(join(tmpdir(), 'chuishao-crash-')))
})

afterAll(() => rm(directory, { recursive: true, force: true }))

/** Runs a process that appends; kills it after `count` acknowledgements and answers all it had given. */
async function appendUntilKilled(count: number, onRunning: () => Promise<void> = async () => {}) {
  const writer = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(writer, 'exit')
  const acknowledged: Acknowledged[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(z.parse(Acknowledged, JSON.parse(line)))
    if (acknowledged.length === 1) await onRunning()
    if (acknowledged.length === count) writer.kill('SIGKILL')
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return acknowledged
}

/**
 * Every ticket's versions and the feed's positions, as the store has them now. Answers how many tickets it has: one that
 * was committed and not yet acknowledged may be among them.
 */
async function expectGapless(store: TicketStore, acknowledged: Acknowledged[]): Promise<number> {
  const last = await store.position(sampleTenant)
  expect(last).toBeGreaterThanOrEqual(acknowledged.length)
  const stop = new AbortController()
  const seen = new Map<number, string>()
  const versions = new Map<string, number>()
  for await (const { position, ticketId, version } of store.feed(sampleTenant, {
    after: 0,
    signal: stop.signal,
  })) {
    expect(position).toBe(seen.size + 1)
    expect(version).toBe((versions.get(ticketId) ?? 0) + 1)
    seen.set(position, `${ticketId} ${version}`)
    versions.set(ticketId, version)
    if (position === last) stop.abort()
  }
  expect(seen.size).toBe(last)
  for (const [ticketId, version, position] of acknowledged)
    expect(seen.get(position)).toBe(`${ticketId} ${version}`)
  for (const [ticketId, version] of versions) {
    expect((await store.load({ tenantId: sampleTenant, ticketId }))?.ticket.version).toBe(version)
  }
  return versions.size
}

test('whatever was acknowledged is there after the process was killed, time and again', async () => {
  const acknowledged: Acknowledged[] = []
  for (const count of [1, 40, 97]) {
    acknowledged.push(
      ...(await appendUntilKilled(count, async () => {
        await expect(openPglite({ directory })).rejects.toMatchObject({ code: 'directoryInUse' })
      })),
    )
    const { store, close } = await openPglite({ directory })
    const tickets = await expectGapless(store, acknowledged)
    const due = await store.claimDue({
      now: '2026-03-03T00:00:00.000Z',
      limit: 10,
      leaseMs: 0,
      owner: 'test',
    })
    expect(due.length).toBe(tickets)
    await close()
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(138)
}, 120_000)
