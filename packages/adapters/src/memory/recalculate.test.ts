import { recalculationCsv, type RecalculationReport, type TicketService } from '@chuishao/core/service'
import { people, testCity, testCityData } from '@chuishao/core/testing'
import { systemActor, verifyHistory, type Actor } from '@chuishao/core/ticket'
import { localCalendar } from '@chuishao/core/time'
import { beforeEach, describe, expect, it } from 'vitest'
import { serviceOn } from '../deadlines/testing/due-city.ts'
import { memoryStore } from './memory-store.ts'

const tenantId = '150102'
const as = (actor: Actor) => ({ tenantId, actor })
const system = as(systemActor)
const idOf = (n: number) => `01970000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const day = { zh: '假日', en: 'holiday' }
const announced = localCalendar(testCity.calendar, {
  version: 'announced',
  holidays: { '2026-03-04': day, '2026-03-05': day },
})

let now: number
let calendar: typeof announced
let service: TicketService
let store: ReturnType<typeof memoryStore>

beforeEach(async () => {
  now = Date.parse('2026-03-02T01:00:00.000Z')
  calendar = testCity.calendar
  store = memoryStore()
  service = serviceOn(
    store,
    () => new Date((now += 1)).toISOString(),
    () => ({ index: { ...testCity, calendar }, data: testCityData }),
  )
  for (let n = 0; n < 7; n += 1) await signed(n)
})

async function signed(n: number) {
  const location = { crs: 'wgs84', lng: 111.67, lat: 40.82, communityId: 'community-1' }
  const whistle = { type: 'WHISTLE', draft: { matterCode: 'parking', location } }
  const send = (actor: Actor, command: unknown, ifVersion: number) =>
    service.execute(as(actor), idOf(n), command, { commandId: `c-${n}-${ifVersion}`, ifVersion })
  await send(people.gridWorker, whistle, 0)
  expect(await send(people.cityManagement, { type: 'ACCEPT' }, 1)).toMatchObject({ ok: true })
}

async function reportOf(options?: Parameters<TicketService['recalculateOpenDeadlines']>[1]) {
  const done = await service.recalculateOpenDeadlines(system, options)
  if (!done.ok) throw new Error(done.rejection.code)
  return done.report
}
const dueOf = async (n: number) =>
  (await service.get(as(people.dispatcher), idOf(n)))?.ticket.clocks.handle?.dueAt
const before = '2026-03-09T15:59:59.999Z'
const after = '2026-03-11T15:59:59.999Z'
const limits = ({ moved }: RecalculationReport) => moved.filter((it) => it.kind === 'handle')

describe('a changed calendar', () => {
  it('is tried first: the report is the same, and nothing is stored', async () => {
    calendar = announced
    const position = await service.position(system)
    const { moved } = await reportOf({ dryRun: true })
    expect(await service.position(system)).toBe(position)
    expect(await dueOf(0)).toBe(before)
    expect(moved.length).toBeGreaterThan(0)
    expect((await reportOf()).moved).toEqual(moved)
  })

  it('moves the deadlines of every open ticket, and says which from when to when', async () => {
    calendar = announced
    const report = await reportOf({ pageSize: 3 })
    expect(report).toMatchObject({ looked: 7, failed: [], calendarVersion: announced.version })
    expect(report.nextCursor).toBeUndefined()
    expect(
      limits(report)
        .map((it) => it.ticketId)
        .toSorted(),
    ).toEqual([0, 1, 2, 3, 4, 5, 6].map(idOf))
    expect(limits(report)[0]).toEqual({
      ticketId: idOf(6),
      matterName: 'parking',
      leadUnitId: 'city-management',
      kind: 'handle',
      from: before,
      to: after,
      provisional: false,
    })
    const history = (await service.history(as(people.dispatcher), idOf(3))) ?? []
    expect(history.at(-1)).toMatchObject({
      actor: systemActor,
      command: { type: 'RECALCULATE_DEADLINES' },
      facts: { moved: [{ kind: 'handle', from: before, to: after }, { kind: 'handleWarning' }] },
    })
    expect(verifyHistory(history).ok).toBe(true)
    const due = await store.claimDue({ now: before, limit: 100, leaseMs: 0, owner: 'test' })
    expect(due.map((it) => it.kind)).not.toContain('handle')
  })

  it('moves nothing twice', async () => {
    calendar = announced
    await reportOf()
    const versions = await service.position(system)
    expect(await reportOf()).toMatchObject({ looked: 7, moved: [] })
    expect(await service.position(system)).toBe(versions)
  })

  it('moves nothing while the calendar is the same', async () => {
    expect(await reportOf()).toMatchObject({ looked: 7, moved: [] })
  })

  it('goes on where it was ended', async () => {
    calendar = announced
    const stop = new AbortController()
    const first = await reportOf({ pageSize: 3, signal: stop.signal, onPage: () => stop.abort() })
    expect(limits(first)).toHaveLength(3)
    const rest = await reportOf({ pageSize: 3, cursor: first.nextCursor ?? '' })
    expect(limits(rest)).toHaveLength(4)
    for (const n of [0, 1, 2, 3, 4, 5, 6]) expect(await dueOf(n)).toBe(after)
  })

  it('finds what somebody changed behind its back', async () => {
    calendar = announced
    let told = false
    const report = await reportOf({
      pageSize: 2,
      onPage: async () => {
        if (told) return
        told = true
        const comment = { type: 'COMMENT', text: '补充' }
        await service.execute(as(people.gridWorker), idOf(0), comment, { commandId: 'late', ifVersion: 2 })
      },
    })
    expect(limits(report)).toHaveLength(7)
    expect(await dueOf(0)).toBe(after)
  })

  it('is walked by two at once, and each deadline moves once', async () => {
    calendar = announced
    const reports = await Promise.all([reportOf({ pageSize: 2 }), reportOf({ pageSize: 2 })])
    expect(reports.flatMap((it) => it.failed)).toEqual([])
    for (const n of [0, 1, 2, 3, 4, 5, 6]) {
      expect(await service.history(as(people.dispatcher), idOf(n))).toHaveLength(3)
      expect(await dueOf(n)).toBe(after)
    }
  })

  it('reports a ticket that cannot be read, and goes on', async () => {
    calendar = announced
    const load = store.load.bind(store)
    store.load = async (ref) => {
      if (ref.ticketId === idOf(4)) throw new Error('this row cannot be read')
      return load(ref)
    }
    const report = await reportOf()
    expect(report.failed).toEqual([{ ticketId: idOf(4), error: 'this row cannot be read' }])
    expect(limits(report)).toHaveLength(6)
  })

  it('is the system’s business', async () => {
    calendar = announced
    expect(await service.recalculateOpenDeadlines(as(people.dispatcher))).toMatchObject({
      ok: false,
      rejection: { code: 'wrongRole' },
    })
    expect(await dueOf(0)).toBe(before)
  })

  it('is told to people as a table', async () => {
    calendar = announced
    const csv = recalculationCsv(await reportOf()).split('\r\n')
    expect(csv[0]).toBe('\uFEFF工单,事项,主办单位,期限,原定,改为,暂定,日历版本')
    expect(csv[1]).toBe(
      `${idOf(6)},parking,city-management,办理时限,2026-03-09 24:00,2026-03-11 24:00,,${announced.version}`,
    )
    expect(csv).toHaveLength(1 + 14 + 1)
  })
})
