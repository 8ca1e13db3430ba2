/** Rounds of load in which senders are killed; then everything that is in the feed must have arrived, under one id each. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { expect } from 'vitest'
import { sampleAppend, sampleTicketId } from '../../conformance/index.ts'
import { feedItemsAfter } from '../../postgres/events.ts'
import type { PostgresDatabase } from '../../postgres/pg.ts'
import { messageIdOf } from '../payload.ts'
import { newSecret } from '../signing-keys.ts'
import { startReceiver, status, type Answering } from './receiver.ts'
import { tenantId } from './tickets.ts'

export interface KillRoundsOptions {
  database: PostgresDatabase
  url: string
  rounds: number
  /** Sender processes at once. */
  senders: number
  /** Events in each round. */
  events: number
}

export interface KillRoundsReport {
  events: number
  /** Requests that came in at both receivers. */
  requests: number
  kills: number
}

/** What receivers do to requests: most answer, some late, some fail, some hang, some break off. */
const moody: Answering = (response, request, count) => {
  if (count % 17 === 0) return
  if (count % 13 === 0) response.destroy()
  else if (count % 7 === 0) status(500)(response, request, count)
  else if (count % 5 === 0) setTimeout(() => status(204)(response, request, count), 30)
  else status(204)(response, request, count)
}

const child = join(import.meta.dirname, 'send-forever.ts')

export async function killRounds(options: KillRoundsOptions): Promise<KillRoundsReport> {
  const { database, url, rounds, senders: count, events } = options
  const secret = newSecret()
  const acknowledged = new Map<string, Set<string>>()
  const receivers = await Promise.all([startReceiver(moody), startReceiver(status(204))])
  let processes = 0
  const start = async () => {
    processes += 1
    const args = [child, url, `sender-${processes}`, secret, ...receivers.map((it) => it.url.href)]
    const sender = spawn(process.execPath, ['--no-warnings', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(sender, 'exit')
    await once(sender.stdout, 'data')
    return {
      async kill() {
        sender.kill('SIGKILL')
        await exited
      },
    }
  }

  let tickets = 0
  let kills = 0
  let running = await Promise.all(Array.from({ length: count }, start))
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (let n = 0; n < events; n += 1) {
        tickets += 1
        await database.store.append(sampleAppend({ tenantId, ticketId: sampleTicketId(tickets) }))
        // In the middle of the work, not after it.
        if (n === Math.floor(events / 2)) {
          await running[0]?.kill()
          kills += 1
          running = [...running.slice(1), await start()]
        }
      }
    }
    const expected = await idsInFeed(database)
    for (const receiver of receivers) {
      for (;;) {
        const arrived = new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])))
        if (expected.every((id) => arrived.has(id))) break
        await pause(50)
      }
      for (const { headers, body } of receiver.received) {
        const { data } = new Webhook(secret).verify(body, headers as Record<string, string>) as {
          data: { ticketId: string }
        }
        const id = String(headers['webhook-id'])
        acknowledged.set(id, (acknowledged.get(id) ?? new Set()).add(data.ticketId))
      }
    }
    // Each id is of one event, each event has one id, and nobody was told of what is not there.
    expect([...acknowledged.keys()].toSorted()).toEqual(expected.toSorted())
    for (const ticketIds of acknowledged.values()) expect(ticketIds.size).toBe(1)
    const requests = receivers.reduce((sum, { received }) => sum + received.length, 0)
    return { events: expected.length, requests, kills }
  } finally {
    for (const sender of running) await sender.kill()
    for (const receiver of receivers) await receiver.close()
  }
}

async function idsInFeed({ db }: PostgresDatabase): Promise<string[]> {
  const ids: string[] = []
  for (let after = 0; ;) {
    const items = await feedItemsAfter(db, tenantId, { after, limit: 500 })
    if (items.length === 0) return ids
    ids.push(...items.map(({ event }) => messageIdOf({ tenantId, event })))
    after = items.at(-1)?.position ?? after
  }
}
