/** The checker finds what it is there for: the real store, broken on purpose, under the real service. */
import { createTicketService, type TicketService } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryAttachments } from '../memory/index.ts'
import { postgresStore } from '../postgres/postgres-store.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { checkHistory } from './check-history.ts'
import type { LogEntry } from './operation-log.ts'
import { readSnapshot } from './snapshot.ts'
import {
  brokenDatabase,
  noExpectedVersion,
  noIdempotencyRow,
  noLease,
  type Break,
} from './testing/broken-database.ts'
import { loggingClaims } from './testing/logging-claims.ts'
import { firstWhistle } from './testing/next-command.ts'
import { cityOf, personOf } from './testing/two-tenants.ts'

const ticketId = '0198c0de-0000-7000-8000-000000000001'
const tenantId = 'alpha'
const session = { tenantId, actor: personOf(tenantId, 'gridWorker') }
const comment = (id: string): Command => ({ type: 'COMMENT', text: `[${id}]` })
const whole: Break = { rewrite: (text) => text }

let database: Awaited<ReturnType<typeof brokenDatabase>>

beforeAll(async () => {
  database = await brokenDatabase()
}, 60_000)

afterAll(() => database.db.destroy())

/** What two people and two pollers do who meet: each call is in the log. */
async function play(broken: Break) {
  const { db, statements, breakAs } = database
  await breakAs(broken)
  const log: LogEntry[] = []
  const store = loggingClaims(postgresStore(db), { write: (entry) => void log.push(entry) })
  let now = Date.UTC(2026, 2, 2, 1)
  const service = createTicketService({
    store,
    attachments: memoryAttachments(),
    cities: cityOf,
    clock: () => new Date(now).toISOString(),
    newSalt: randomSalt,
  })
  const send = sender(service, log)

  const [whistle, both1, both2, twice] = Array.from({ length: 4 }, () => crypto.randomUUID())
  if (!whistle || !both1 || !both2 || !twice) throw new Error('unreachable')
  await send(whistle, firstWhistle(whistle).command, 0)
  await Promise.all([send(both1, comment(both1), 1), send(both2, comment(both2), 1)])
  await send(twice, comment(twice), 2)
  await send(twice, comment(twice), 3)
  now += 2 * 3_600_000
  for (const owner of ['one', 'two']) await service.claimDeadlines({ owner })

  const { violations } = checkHistory([log], await readSnapshot(db))
  return { rules: new Set(violations.map(({ rule }) => rule)), changed: statements.length, log }
}

const sender = (service: TicketService, log: LogEntry[]) => {
  let calls = 0
  return async (commandId: string, command: Command, ifVersion: number) => {
    const call = String((calls += 1))
    const { personId } = session.actor
    log.push({ type: 'invoke', call, tenantId, ticketId, commandId, personId, ifVersion, command })
    const outcome = await service
      .execute(session, ticketId, command, { commandId, ifVersion })
      .catch((error: unknown) => ({ ok: false as const, error }))
    if (outcome.ok) log.push({ type: 'ok', call, version: outcome.version })
    else if ('error' in outcome) log.push({ type: 'unknown', call, why: String(outcome.error) })
    else log.push({ type: 'fail', call, code: Object.keys(outcome).join() })
  }
}

describe('the checker', () => {
  test('finds nothing in the store as it is', async () => {
    const { rules, log } = await play(whole)
    expect([...rules]).toEqual([])
    expect(log.map(({ type }) => type)).toContain('claim')
  })

  test('finds a store that forgets which commands took effect', async () => {
    const { rules, changed } = await play(noIdempotencyRow)
    expect(changed).toBeGreaterThan(0)
    expect(rules).toContain('twice')
    expect(rules).toContain('unasked')
  })

  test('finds a store that gives one deadline to two pollers', async () => {
    const { rules, changed } = await play(noLease)
    expect(changed).toBeGreaterThan(0)
    expect([...rules]).toEqual(['lease'])
  })

  // Last, because it takes a constraint away.
  test('finds a store that does not look at expectedVersion', async () => {
    const { rules, changed } = await play(noExpectedVersion)
    expect(changed).toBeGreaterThan(0)
    expect(rules).toContain('versions')
    expect(rules).toContain('chain')
  })
}, 60_000)
