import { attachmentOf, createTicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { verifyHistory, type Actor, type Command } from '@chuishao/core/ticket'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryAttachments } from './memory-attachments.ts'
import { memoryStore } from './memory-store.ts'
import { randomSalt } from '../salt/random-salt.ts'

const ticketId = '0198c0de-0000-7000-8000-000000000001'
const as = (actor: Actor) => ({ tenantId: 'hohhot', actor })
const whistle: Command = {
  type: 'WHISTLE',
  draft: {
    matterCode: 'parking',
    description: '占道停车',
    location: { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' },
    contact: { name: '某居民', phone: '000-0000' },
  },
}

let now: number
let commands: number
let service: ReturnType<typeof createTicketService>
const send = (actor: Actor, command: unknown, ifVersion: number, commandId = `c-${(commands += 1)}`) =>
  service.execute(as(actor), ticketId, command, { commandId, ifVersion })

beforeEach(() => {
  now = Date.parse('2026-03-02T01:00:00.000Z')
  commands = 0
  service = createTicketService({
    store: memoryStore(),
    attachments: memoryAttachments(),
    cities: (tenantId) => (tenantId === 'hohhot' ? { index: testCity, data: testCityData } : undefined),
    clock: () => new Date(now).toISOString(),
    newSalt: randomSalt,
    identifyResident: (_, { phone }) => (phone === '000-0000' ? 'citizen-1' : undefined),
  })
})

describe('the ticket service', () => {
  it('answers a repeated command with its first result, and refuses the same id for another one', async () => {
    const first = await send(people.gridWorker, whistle, 0, 'tap-1')
    expect(first).toMatchObject({ ok: true, version: 1, replayed: false })
    expect(await send(people.gridWorker, whistle, 0, 'tap-1')).toMatchObject({
      ok: true,
      version: 1,
      replayed: true,
    })
    expect(await send(people.gridWorker, { type: 'WITHDRAW', reason: '误报' }, 1, 'tap-1')).toEqual({
      ok: false,
      commandReused: true,
    })
    expect(await service.history(as(people.gridWorker), ticketId)).toHaveLength(1)
  })

  it('tells a stale version what the ticket has become', async () => {
    await send(people.gridWorker, whistle, 0)
    await send(people.cityManagement, { type: 'ACCEPT' }, 1)
    expect(await send(people.gridWorker, { type: 'WITHDRAW', reason: '误报' }, 1)).toMatchObject({
      ok: false,
      conflict: { currentVersion: 2, ticket: { status: 'accepted' } },
    })
  })

  it('names every wrong field of bad input and stores nothing', async () => {
    expect(
      await send(people.gridWorker, { type: 'WHISTLE', draft: { location: { crs: 'mars' } } }, 0),
    ).toMatchObject({
      ok: false,
      rejection: {
        code: 'invalidInput',
        issues: [{ path: ['draft', 'location', 'crs'] }, { path: ['draft', 'location', 'communityId'] }],
      },
    })
    expect(await service.position(as(people.dispatcher))).toBe(0)
  })

  it('takes no photo that was never uploaded, however well its digest is made up', async () => {
    const session = as(people.gridWorker)
    const photo = await service.upload(session, attachmentOf(new Uint8Array([1, 2, 3]), 'image/png'))
    const withPhoto = (ref: typeof photo) => ({ ...whistle, draft: { ...whistle.draft, attachments: [ref] } })
    for (const invented of [
      { ...photo, sha256: 'a'.repeat(64) },
      { ...photo, bytes: 4 },
    ]) {
      expect(await send(people.gridWorker, withPhoto(invented), 0)).toMatchObject({
        rejection: { code: 'unknownAttachment' },
      })
    }
    expect(await send(people.gridWorker, withPhoto(photo), 0)).toMatchObject({ ok: true })
  })

  it('shows a ticket, its history and its changes only to those who take part in it', async () => {
    await send(people.gridWorker, whistle, 0)
    for (const outsider of [people.water, people.neighbour, people.stranger]) {
      expect(await service.get(as(outsider), ticketId)).toBeUndefined()
      expect(await service.history(as(outsider), ticketId)).toBeUndefined()
      expect((await service.query(as(outsider), {})).items).toEqual([])
      expect(await send(outsider, { type: 'COMMENT', text: '看看' }, 1)).toMatchObject({
        rejection: { code: 'notYourTicket' },
      })
    }
    for (const insider of [people.gridWorker, people.cityManagement, people.citizen, people.dispatcher]) {
      expect((await service.query(as(insider), {})).items).toHaveLength(1)
    }
  })

  it('hides the resident from the unit complained about, in state, history and answers', async () => {
    await send(people.gridWorker, whistle, 0)
    const view = await service.get(as(people.cityManagement), ticketId)
    const history = await service.history(as(people.cityManagement), ticketId)
    const answer = await send(people.cityManagement, { type: 'ACCEPT' }, 1)
    const list = await service.query(as(people.cityManagement), {})
    expect(JSON.stringify([view?.ticket, history, answer, list])).not.toMatch(/某居民|citizen-1/)
    const own = await service.get(as(people.gridWorker), ticketId)
    expect(own?.ticket.draft.contact?.name).toBe('某居民')
  })

  it('records an attempt to push work down to a community, and changes nothing else', async () => {
    await send(people.gridWorker, whistle, 0)
    const push: Command = { type: 'REDISPATCH', toUnitId: 'community-2', reason: '就近' }
    expect(await send(people.dispatcher, push, 1, 'tap-2')).toMatchObject({
      rejection: { code: 'downwardAssignment' },
    })
    const history = (await service.history(as(people.dispatcher), ticketId)) ?? []
    expect(history.map(({ kind, to }) => [kind, to])).toEqual([
      ['command', 'whistled'],
      ['refusedAssignment', 'whistled'],
    ])
    expect(verifyHistory(history).ok).toBe(true)
    expect((await service.get(as(people.dispatcher), ticketId))?.ticket.leadUnitId).toBe('city-management')
  })

  it('answers a repeated push with the same refusal, and records it also when somebody was faster', async () => {
    await send(people.gridWorker, whistle, 0)
    const push: Command = { type: 'REDISPATCH', toUnitId: 'community-2', reason: '就近' }
    const [refused] = await Promise.all([
      send(people.dispatcher, push, 1, 'tap-2'),
      send(people.gridWorker, { type: 'COMMENT', text: '补充' }, 1),
    ])
    expect(refused).toMatchObject({ rejection: { code: 'downwardAssignment' } })
    expect(await send(people.dispatcher, push, 1, 'tap-2')).toMatchObject({
      rejection: { code: 'downwardAssignment' },
    })
    expect(await send(people.dispatcher, { ...push, reason: '再试' }, 1, 'tap-2')).toEqual({
      ok: false,
      commandReused: true,
    })
    const history = (await service.history(as(people.dispatcher), ticketId)) ?? []
    expect(history.filter(({ kind }) => kind === 'refusedAssignment')).toHaveLength(1)
  })

  it('forgets the resident noted before when the contact is another one', async () => {
    const edit = (phone: string) => ({ type: 'EDIT', draft: { contact: { phone } } })
    await send(people.gridWorker, edit('000-0000'), 0)
    await send(people.gridWorker, edit('999-9999'), 1)
    const view = await service.get(as(people.gridWorker), ticketId)
    expect(view?.ticket.draft).toEqual({ contact: { phone: '999-9999' } })
  })

  it('believes the portal, not the client, about who the resident is', async () => {
    const forged = { ...whistle, draft: { ...whistle.draft, contact: undefined, citizenId: 'grid-1' } }
    await send(people.gridWorker, forged, 0)
    const view = await service.get(as(people.gridWorker), ticketId)
    expect(view?.ticket.draft.citizenId).toBeUndefined()
  })

  it.each([
    ['a day that does not exist', { type: 'SUSPEND', plan: '开春', reviewAt: '2027-02-31T00:00:00.000Z' }],
    ['an hour that does not exist', { type: 'SUSPEND', plan: '开春', reviewAt: '2027-01-01T25:00:00.000Z' }],
    ['half a character', { type: 'COMMENT', text: 'a\ud800b' }],
    ['a control character', { type: 'COMMENT', text: 'a\u0000b' }],
  ])('refuses %s as bad input', async (_, command) => {
    await send(people.gridWorker, whistle, 0)
    expect(await send(people.dispatcher, command, 1)).toMatchObject({ rejection: { code: 'invalidInput' } })
  })

  it('shows a history that verifies to everybody who may see it', async () => {
    await send(people.gridWorker, whistle, 0)
    await send(people.citizen, { type: 'COMMENT', text: '还没修' }, 1)
    for (const reader of [people.cityManagement, people.reviewer, people.dispatcher]) {
      const history = (await service.history(as(reader), ticketId)) ?? []
      expect(verifyHistory(history, { asSeen: true })).toMatchObject({ ok: true, count: 2 })
    }
    const shown = JSON.stringify(await service.history(as(people.cityManagement), ticketId))
    expect(shown).not.toMatch(/某居民|citizen-1/)
  })

  it('lets a due deadline take effect once, and only when it is due', async () => {
    await send(people.gridWorker, whistle, 0)
    expect(await service.runDueDeadlines({ owner: 'a' })).toBe(0)
    now += 3 * 3_600_000
    const counts = await Promise.all([
      service.runDueDeadlines({ owner: 'a' }),
      service.runDueDeadlines({ owner: 'b' }),
    ])
    expect(counts[0] + counts[1]).toBeGreaterThan(0)
    now += 60_000
    await service.runDueDeadlines({ owner: 'a' })
    const ticket = (await service.get(as(people.dispatcher), ticketId))?.ticket
    expect(ticket?.warning).toBe('red')
    expect(ticket?.overdue).toEqual(['accept'])
  })

  it('says who would lead and by when, before anything is sent', () => {
    const preview = service.preview(as(people.gridWorker), 'parking', 'community-1')
    expect(preview?.leadUnit.id).toBe('city-management')
    expect(preview?.accept?.dueAt).toBe('2026-03-02T03:00:00.000Z')
    expect(service.preview(as(people.gridWorker), 'ufo', 'community-1')).toBeUndefined()
  })
})
