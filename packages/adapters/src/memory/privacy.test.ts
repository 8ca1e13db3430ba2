import { attachmentOf } from '@chuishao/core/service'
import { fold } from '@chuishao/core/lifecycle'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import { verifyHistory, type Command, type TicketEvent } from '@chuishao/core/ticket'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleService, sampleSession } from '../server/testing/sample-service.ts'

const ticketId = '0198c0de-0000-7000-8000-000000000001'
const other = '0198c0de-0000-7000-8000-000000000002'
const resident = /李某某|13800001234|13900005678|citizen-1|九号楼|谢谢/
const whistle = (more = {}): Command => ({
  type: 'WHISTLE',
  draft: {
    matterCode: 'parking',
    description: '李某某家门口占道，电话 13900005678',
    location: {
      crs: 'wgs84',
      lng: 111.671234,
      lat: 40.82,
      address: '示例路九号楼',
      communityId: 'community-1',
    },
    contact: { name: '李某某', phone: '13800001234' },
    citizenId: 'citizen-1',
    ...more,
  },
})

let parts: ReturnType<typeof sampleService>
let commands: number
beforeEach(() => {
  parts = sampleService()
  commands = 0
})

const later = (minutes: number) => {
  parts.clock.now = new Date(Date.parse(parts.clock.now) + minutes * 60_000).toISOString()
}
async function send(person: TestPerson, command: Command, id = ticketId, commandId = `c-${(commands += 1)}`) {
  later(1)
  const ref = { tenantId: sampleSession(person).tenantId, ticketId: id }
  const ifVersion = (await parts.store.load(ref))?.ticket.version ?? 0
  return parts.service.execute(sampleSession(person), id, command, { commandId, ifVersion })
}
const erase = async (person: TestPerson, input: unknown, { commandId = 'erase-1', ifVersion = -1 } = {}) => {
  const version = (await stored()).ticket.version
  return parts.service.erasePersonal(sampleSession(person), ticketId, input, {
    commandId,
    ifVersion: ifVersion < 0 ? version : ifVersion,
  })
}
async function stored() {
  const ref = { tenantId: sampleSession('dispatcher').tenantId, ticketId }
  const [loaded, history] = await Promise.all([parts.store.load(ref), parts.store.history(ref)])
  if (!loaded) throw new Error('no ticket')
  return { ticket: loaded.ticket, events: history.items }
}
/** Everything that anybody may ask the service for. */
async function everythingShown(): Promise<string> {
  const all = []
  for (const person of ['dispatcher', 'supervisor', 'secretary', 'cityManagement', 'analyst'] as const) {
    const session = sampleSession(person)
    all.push(await parts.service.get(session, ticketId))
    all.push(await parts.service.history(session, ticketId))
    all.push(await parts.service.query(session, {}))
  }
  return JSON.stringify(all)
}
/** A ticket that went the whole way, with two ratings and a resident's comment. */
async function wholeWay() {
  const photo = await parts.service.upload(
    sampleSession('gridWorker'),
    attachmentOf(new Uint8Array([1, 2]), 'image/png'),
  )
  await send('gridWorker', whistle({ attachments: [photo] }))
  await send('cityManagement', { type: 'ACCEPT' })
  await send('citizen', { type: 'COMMENT', text: '我在九号楼，13900005678' })
  await send('cityManagement', {
    type: 'SUBMIT_RESULT',
    outcome: 'resolved',
    text: '已清理',
    attachments: [photo],
  })
  await send('secretary', { type: 'CONFIRM_RESULT' })
  await send('citizen', { type: 'EVALUATE', level: 5, solved: true, tags: [], comment: '谢谢' })
  return photo
}

describe('erasing a resident', () => {
  it('leaves nothing of them in state, events and lists, and a history that verifies and folds', async () => {
    await wholeWay()
    expect(await everythingShown()).toMatch(resident)
    const before = await stored()
    expect(await erase('supervisor', { reason: '应居民要求' })).toMatchObject({ ok: true, replayed: false })
    const after = await stored()
    expect(await everythingShown()).not.toMatch(resident)
    expect(JSON.stringify(after)).not.toMatch(resident)
    expect(verifyHistory(after.events)).toMatchObject({ ok: true, count: before.events.length + 1 })
    expect(fold(ticketId, after.events)).toEqual(after.ticket)
    expect(after.events.slice(0, -1)).toEqual(
      before.events.map(({ personal: _, ...event }: TicketEvent) => event),
    )
  })

  it('is on record with who did it and why, and keeps the description that they leave', async () => {
    await wholeWay()
    await erase('supervisor', { reason: '应居民要求', description: '门口占道' })
    const { ticket, events } = await stored()
    expect(ticket.draft.description).toBe('门口占道')
    expect(ticket.personalErasedAt).toBe(parts.clock.now)
    expect(events.at(-1)).toMatchObject({
      kind: 'personalErased',
      actor: people.supervisor,
      command: { type: 'COMMENT', text: '应居民要求' },
    })
    expect(events.at(-1)).not.toHaveProperty('personal')
  })

  it('is for supervisors, and a ticket of others is not there', async () => {
    await wholeWay()
    for (const person of ['gridWorker', 'cityManagement', 'dispatcher', 'analyst', 'citizen'] as const)
      expect(await erase(person, { reason: '试试' })).toMatchObject({ rejection: { code: 'wrongRole' } })
    expect(await erase('neighbour', { reason: '试试' })).toBeUndefined()
    expect(JSON.stringify(await stored())).toMatch(resident)
  })

  it('takes no reason or description that would bring personal data back into the chain', async () => {
    await wholeWay()
    const wrong = { reason: '李某某 13800001234 要求', description: '身份证 150102199001010000' }
    expect(await erase('supervisor', wrong)).toMatchObject({
      rejection: { code: 'invalidInput', issues: [{ path: ['reason'] }, { path: ['description'] }] },
    })
  })

  it('takes the photos that show somebody, and only photos of the ticket', async () => {
    const photo = await wholeWay()
    const session = sampleSession('supervisor')
    const elsewhere = await parts.service.upload(session, attachmentOf(new Uint8Array([9]), 'image/png'))
    expect(await erase('supervisor', { reason: '含人像', photos: [elsewhere.sha256] })).toMatchObject({
      rejection: { code: 'unknownAttachment' },
    })
    await erase('supervisor', { reason: '含人像', photos: [photo.sha256] })
    expect(await parts.service.download(session, photo.sha256)).toBeUndefined()
    expect(await parts.service.download(session, elsewhere.sha256)).toBeDefined()
    const { ticket, events } = await stored()
    expect([ticket.draft.attachments, ticket.results[0]?.attachments]).toEqual([[], []])
    expect(fold(ticketId, events)).toEqual(ticket)
  })

  it('is in the answer to a repeated command too, which else is the first one', async () => {
    const photo = await wholeWay()
    const again = () =>
      parts.service.execute(sampleSession('gridWorker'), ticketId, whistle({ attachments: [photo] }), {
        commandId: 'c-1',
        ifVersion: 0,
      })
    const first = await again()
    expect(first).toMatchObject({ ok: true, version: 1, replayed: true })
    expect(JSON.stringify(first)).toContain('111.671234')
    expect(JSON.stringify(first)).toContain(photo.sha256)
    await erase('supervisor', { reason: '含人像', photos: [photo.sha256] })
    const after = await again()
    expect(after).toMatchObject({ ok: true, version: 1, replayed: true, ticket: { status: 'whistled' } })
    expect(JSON.stringify(after)).not.toContain('111.671234')
    expect(JSON.stringify(after)).not.toContain(photo.sha256)
  })

  it('happens once however often it is asked for, and never on a version that is past', async () => {
    await wholeWay()
    const first = await erase('supervisor', { reason: '应居民要求' })
    expect(await erase('supervisor', { reason: '应居民要求' })).toMatchObject({
      ok: true,
      version: first?.ok && first.version,
      replayed: true,
    })
    expect(await erase('supervisor', { reason: '另一理由' })).toEqual({ ok: false, commandReused: true })
    expect(await erase('supervisor', { reason: '再删一次' }, { commandId: 'e-2', ifVersion: 1 })).toEqual({
      ok: false,
      conflict: { currentVersion: 7 },
    })
    expect((await stored()).events).toHaveLength(7)
  })

  it('leaves every earlier command with its first result', async () => {
    const whistled = whistle()
    expect(await send('gridWorker', whistled, ticketId, 'tap-1')).toMatchObject({ ok: true, version: 1 })
    await erase('supervisor', { reason: '应居民要求' })
    const again = await parts.service.execute(sampleSession('gridWorker'), ticketId, whistled, {
      commandId: 'tap-1',
      ifVersion: 0,
    })
    expect(again).toMatchObject({ ok: true, version: 1, replayed: true })
    expect(JSON.stringify(again)).not.toMatch(resident)
  })

  it('leaves a ticket that goes on, in which the resident no longer takes part', async () => {
    await send('gridWorker', whistle())
    await erase('supervisor', { reason: '应居民要求' })
    expect(await send('cityManagement', { type: 'ACCEPT' })).toMatchObject({ ok: true, version: 3 })
    expect(await parts.service.get(sampleSession('citizen'), ticketId)).toBeUndefined()
    const { ticket, events } = await stored()
    expect(verifyHistory(events).ok).toBe(true)
    expect(fold(ticketId, events)).toEqual(ticket)
  })
})

describe('personal data where it does not belong', () => {
  const typedIn = {
    crs: 'wgs84',
    lng: 111.67,
    lat: 40.82,
    address: '示例路李某某家楼下，电话13800001234',
    communityId: 'community-1',
  }

  it('in an address is masked for whom it is none of, found by no search, and not hashed', async () => {
    await send('gridWorker', whistle({ location: typedIn }))
    for (const person of ['cityManagement', 'reviewer', 'analyst'] as const) {
      const session = sampleSession(person)
      const shown = [
        await parts.service.get(session, ticketId),
        await parts.service.history(session, ticketId),
        await parts.service.query(session, {}),
      ]
      expect(JSON.stringify(shown)).not.toMatch(/李某某|13800001234/)
    }
    for (const text of ['13800001234', '李某某'])
      expect((await parts.service.query(sampleSession('dispatcher'), { text })).items).toEqual([])
    const hashed = (await stored()).events.map(({ personal: _, ...event }) => event)
    expect(JSON.stringify(hashed)).not.toMatch(/李某某|13800001234/)
  })

  it('in the name of a photo is not taken', async () => {
    const photo = await parts.service.upload(
      sampleSession('gridWorker'),
      attachmentOf(new Uint8Array([1]), 'image/png'),
    )
    await send('gridWorker', whistle({ attachments: [{ ...photo, name: '李某某家门口.png' }] }))
    const { ticket } = await stored()
    expect(ticket.draft.attachments).toEqual([photo])
  })

  it('in a tag is refused: tags are from the city’s list', async () => {
    await wholeWay()
    const tagged: Command = { type: 'EVALUATE', level: 1, solved: false, tags: ['我是李某某'] }
    expect(await send('secretary', tagged)).toMatchObject({
      ok: false,
      rejection: { code: 'invalidInput', issues: [{ path: ['tags', 0] }] },
    })
  })
})

describe('a tag that the city drops from its list', () => {
  it('does not undo a rating: its repeat still gets the first result', async () => {
    const tag = { code: 'quick', label: { zh: '办理及时', en: 'Quick' } }
    const { evaluation } = testCityData.policy
    const rating: Command = { type: 'EVALUATE', level: 5, solved: true, tags: ['quick'] }
    await send('gridWorker', whistle())
    await send('cityManagement', { type: 'ACCEPT' })
    await send('cityManagement', { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '已清理' })
    await send('gridWorker', { type: 'CONFIRM_RESULT' })
    const before = evaluation.tags
    evaluation.tags = [tag]
    try {
      expect(await send('secretary', rating, ticketId, 'rate')).toMatchObject({ ok: true })
    } finally {
      evaluation.tags = before
    }
    expect(await send('secretary', rating, ticketId, 'rate')).toMatchObject({ ok: true, replayed: true })
  })
})

describe('the digest of personal data', () => {
  it('cannot be guessed by trying numbers: it is salted anew for each event, and the salt goes with the data', async () => {
    await send('gridWorker', whistle())
    await send('gridWorker', whistle(), other)
    const [one] = (await stored()).events
    const history = await parts.store.history({
      tenantId: sampleSession('dispatcher').tenantId,
      ticketId: other,
    })
    const [two] = history.items
    expect(one?.personal?.salt).toMatch(/^[0-9a-f]{32}$/)
    expect(one?.personal?.salt).not.toBe(two?.personal?.salt)
    expect(one?.personalDigest).not.toBe(two?.personalDigest)
    expect(
      verifyHistory(one && one.personal ? [{ ...one, personal: { ...one.personal, contact: {} } }] : []),
    ).toEqual({
      ok: false,
      version: 1,
      broken: 'personal',
    })
  })
})

describe('the view log', () => {
  const looks = async (person: TestPerson = 'supervisor') => {
    const views = await parts.service.views(sampleSession(person), ticketId)
    return views?.ok ? views.page.items : views
  }

  it('says who saw a resident’s data unmasked, by which way, when and why', async () => {
    await send('gridWorker', whistle())
    later(20)
    await parts.service.get({ ...sampleSession('dispatcher'), purpose: '回访' }, ticketId)
    expect(await looks()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        ticketId,
        at: parts.clock.now,
        personId: people.dispatcher.personId,
        name: people.dispatcher.name,
        roles: ['dispatcher'],
        unitId: 'dispatch',
        via: 'ticket',
        parts: ['name', 'phone', 'identity', 'words'],
        purpose: '回访',
      },
      expect.objectContaining({ personId: people.gridWorker.personId, via: 'command' }),
    ])
  })

  it('records one line for a ticket and its history that are opened together', async () => {
    await send('gridWorker', whistle())
    later(1)
    for (let times = 0; times < 3; times += 1) {
      await parts.service.get(sampleSession('dispatcher'), ticketId)
      await parts.service.history(sampleSession('dispatcher'), ticketId)
    }
    expect(await looks()).toHaveLength(2)
    later(11)
    await parts.service.history(sampleSession('dispatcher'), ticketId)
    expect(await looks()).toMatchObject([{ via: 'history' }, { via: 'ticket' }, { via: 'command' }])
  })

  it('records nobody who sees nothing unmasked, and not the resident', async () => {
    await send('gridWorker', whistle())
    const before = await looks()
    for (const person of ['cityManagement', 'reviewer', 'analyst', 'citizen'] as const) {
      await parts.service.get(sampleSession(person), ticketId)
      await parts.service.history(sampleSession(person), ticketId)
    }
    await send('cityManagement', { type: 'ACCEPT' })
    expect(await looks()).toEqual(before)
  })

  it('records nothing where there is no personal data', async () => {
    const {
      contact: _,
      citizenId: __,
      ...draft
    } = (whistle() as Extract<Command, { type: 'WHISTLE' }>).draft ?? {}
    await send('gridWorker', { type: 'WHISTLE', draft: { ...draft, description: '占道停车' } })
    await parts.service.get(sampleSession('dispatcher'), ticketId)
    expect(await looks()).toEqual([])
  })

  it('does not count as a step of the ticket', async () => {
    await send('gridWorker', whistle())
    await parts.service.get(sampleSession('dispatcher'), ticketId)
    expect((await stored()).ticket.version).toBe(1)
    expect(await parts.store.position(sampleSession('dispatcher').tenantId)).toBe(1)
  })

  it('is read by supervisors, by the resident without names, and by nobody else', async () => {
    await send('gridWorker', whistle())
    later(1)
    await parts.service.get(sampleSession('dispatcher'), ticketId)
    expect(await looks('citizen')).toMatchObject([
      { personId: 'hidden', name: 'hidden', unitId: 'dispatch' },
      { personId: 'hidden', name: 'hidden', unitId: 'community-1' },
    ])
    for (const person of ['dispatcher', 'gridWorker', 'cityManagement'] as const)
      expect(await looks(person)).toMatchObject({ ok: false, rejection: { code: 'wrongRole' } })
    expect(await looks('neighbour')).toBeUndefined()
  })

  it('survives the erasure: who had looked is still to be known', async () => {
    await send('gridWorker', whistle())
    await parts.service.get(sampleSession('dispatcher'), ticketId)
    await erase('supervisor', { reason: '应居民要求' })
    expect(await looks()).toHaveLength(2)
  })
})
