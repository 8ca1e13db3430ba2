import { createTicketService } from '@chuishao/core/service'
import { indexCity } from '@chuishao/core/matters'
import { weekendCalendar } from '@chuishao/core/time'
import { testCityData } from '@chuishao/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshTicketId, sampleDraft } from '../conformance/fresh-gateway.ts'
import { httpGateway } from '../http/index.ts'
import { Problem } from '../http/problem.ts'
import { memoryAttachments, memoryStore } from '../memory/index.ts'
import { randomSalt } from '../salt/random-salt.ts'
import { sampleServer, tokenFor } from './testing/sample-server.ts'

/** Holds whoever comes by until it is opened, from the first who asks for it on. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  let isShut = true
  return {
    arrived,
    open,
    /** Holds the first only. */
    pass: async () => {
      if (!isShut) return
      isShut = false
      arrive()
      await opened
    },
  }
}

/** Two services on one store, as two processes are; the first stops before it reads the ticket. */
const twoProcesses = () => {
  const store = memoryStore()
  const first = gate()
  const serviceOn = (it: typeof store) =>
    createTicketService({
      store: it,
      attachments: memoryAttachments(),
      cities: () => ({ index: indexCity(testCityData, weekendCalendar), data: testCityData }),
      clock: () => '2026-03-02T01:30:00.000Z',
      newSalt: randomSalt,
    })
  const held: typeof store = {
    ...store,
    load: async (ref) => {
      await first.pass()
      return store.load(ref)
    },
    append: (request) => store.append(request),
  }
  return { store, first, slow: serviceOn(held), quick: serviceOn(store) }
}

const open: ReturnType<typeof sampleServer>[] = []
const serve = (options: Parameters<typeof sampleServer>[0] = {}) => {
  const server = sampleServer(options)
  open.push(server)
  return server
}
let processes: ReturnType<typeof twoProcesses>
beforeEach(() => (processes = twoProcesses()))
afterEach(async () => {
  for (const server of open.splice(0)) await server.dispose()
  await processes.store.close()
})

const whistle = async (server: ReturnType<typeof sampleServer>, id: string, key: string) =>
  server.handler(
    new Request(`http://portal.test/api/v1/tickets/${id}/commands`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await tokenFor('gridWorker')}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        'If-Match': '"v0"',
      },
      body: JSON.stringify({ type: 'WHISTLE', draft }),
    }),
  )
const draft = sampleDraft()

describe('the same Idempotency-Key while the first command is under way', () => {
  it('gets 409 and is told when to ask again, and then gets the first result', async () => {
    const server = serve({ service: processes.slow })
    const [id, key] = [freshTicketId(), crypto.randomUUID()]
    const first = whistle(server, id, key)
    await processes.first.arrived
    const second = await whistle(server, id, key)
    expect([second.status, second.headers.get('Retry-After')]).toEqual([409, '1'])
    expect(Problem.parse(await second.json()).code).toBe('commandInProgress')
    const other = await whistle(server, freshTicketId(), crypto.randomUUID())
    expect(other.status).toBe(201)
    processes.first.open()
    expect(await (await first).json()).toMatchObject({ version: 1, replayed: false })
    expect(await (await whistle(server, id, key)).json()).toMatchObject({ version: 1, replayed: true })
  })

  it('is given free again by a command that failed', async () => {
    const broken = serve({
      service: { ...processes.quick, execute: () => Promise.reject(new Error('broken')) },
    })
    const [id, key] = [freshTicketId(), crypto.randomUUID()]
    expect((await whistle(broken, id, key)).status).toBe(500)
    expect((await whistle(broken, id, key)).status).toBe(500)
  })

  it('in another process gets the one result as well, although neither knows of the other', async () => {
    const [slow, quick] = [serve({ service: processes.slow }), serve({ service: processes.quick })]
    const [id, key] = [freshTicketId(), crypto.randomUUID()]
    const first = whistle(slow, id, key)
    await processes.first.arrived
    const second = await whistle(quick, id, key)
    processes.first.open()
    const late = await first
    const [{ ticket: one }, { ticket: two, replayed }] = [await second.json(), await late.json()]
    expect([second.status, late.status, replayed]).toEqual([201, 201, true])
    expect(two).toEqual(one)
    expect((await processes.store.history({ tenantId: testCityData.id, ticketId: id })).items).toHaveLength(1)
  })

  it('in two processes at the same moment is stored once, and both are told the same', async () => {
    const servers = [serve({ service: processes.quick }), serve({ service: processes.quick })]
    const [id, key] = [freshTicketId(), crypto.randomUUID()]
    const answers = await Promise.all(servers.map(async (it) => (await whistle(it, id, key)).json()))
    expect(answers.map(({ replayed }) => replayed).toSorted()).toEqual([false, true])
    expect(answers[0].ticket).toEqual(answers[1].ticket)
  })

  it('lets the gateway wait and ask again under the same key', async () => {
    const server = serve({ service: processes.slow })
    const [ticketId, commandId] = [freshTicketId(), crypto.randomUUID()]
    const statuses: number[] = []
    const gateway = httpGateway({
      endpoint: 'http://portal.test/api/v1',
      token: () => tokenFor('gridWorker'),
      fetch: async (request) => {
        const response = await server.handler(request)
        statuses.push(response.status)
        if (response.status === 409) processes.first.open()
        return response
      },
    })
    const send = () => gateway.execute(ticketId, { type: 'WHISTLE', draft }, { commandId, ifVersion: 0 })
    const first = send()
    await processes.first.arrived
    expect(await send()).toMatchObject({ ok: true, version: 1, replayed: true })
    expect(await first).toMatchObject({ ok: true, version: 1, replayed: false })
    expect(statuses).toEqual([409, 201, 201])
  })
})
