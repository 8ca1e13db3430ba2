import { memoryAttachments, memoryStore } from '@chuishao/adapters/memory'
import { createTicketService, type Session, type TicketService } from '@chuishao/core/service'
import { systemActor, type Ticket } from '@chuishao/core/ticket'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemoCity, tenantId } from '../server/city.ts'
import { seedCases } from './cases.ts'
import { runSeed, ticketIdOf } from './run-seed.ts'
import { residentByPhone } from '../server/identities.ts'
import { spanMs } from './script.ts'

const city = await loadDemoCity()
const start = new Date('2026-11-20T02:00:00.000Z')
const everything: Session = { tenantId, actor: systemActor }

function freshCity() {
  let now = start.toISOString()
  const service = createTicketService({
    store: memoryStore(),
    attachments: memoryAttachments(),
    cities: () => city,
    clock: () => now,
    // The same for every city, so that two seeds come to the same hashes.
    newSalt: () => '5a'.repeat(16),
    identifyResident: (_tenant, { phone = '' }) => residentByPhone(phone)?.actor.personId,
  })
  const seed = (onStep?: (done: number) => void) =>
    runSeed({
      service,
      tenantId,
      unit: city.index.unit,
      cases: seedCases,
      start,
      setClock: (moment) => {
        now = moment
      },
      ...(onStep && { onStep }),
    })
  return { service, seed }
}

async function ticketOf(service: TicketService, caseId: string): Promise<Ticket> {
  const seedCase = seedCases.find(({ id }) => id === caseId)
  if (!seedCase) throw new Error(`no case ${caseId}`)
  const view = await service.get(everything, ticketIdOf(seedCase, start))
  if (!view) throw new Error(`no ticket for ${caseId}`)
  return view.ticket
}

const hoursBetween = (from = '', to = '') => (Date.parse(to) - Date.parse(from)) / 3_600_000

describe('the seed', () => {
  const { service, seed } = freshCity()
  beforeAll(() => seed(), 60_000)

  it('only tells of what lies behind the moment at which the portal starts', () => {
    const ahead = seedCases.filter(({ ago, steps }) => steps.some(({ after }) => spanMs(after) > spanMs(ago)))
    expect(ahead).toEqual([])
  })

  it.each([
    ['fitness-gear', 72],
    ['ageing-wiring', 240],
    ['manhole-cover', 4],
    ['street-lamps', 336],
    ['occupied-pavement', 72],
  ])('tells %s as it went: done within %i hours, confirmed and rated', async (id, hours) => {
    const ticket = await ticketOf(service, id)
    expect(ticket.status).toBe('evaluated')
    expect(ticket.closing).toBe('confirmed')
    expect(ticket.overdue).toEqual([])
    expect(hoursBetween(ticket.whistledAt, ticket.results.at(-1)?.at)).toBeLessThanOrEqual(hours)
  })

  it('lets the iron triangle settle the fitness gear by itself', async () => {
    const ticket = await ticketOf(service, 'fitness-gear')
    expect(ticket.leadUnitId).toBe(ticket.communityId)
    expect(ticket.formerLeadUnitIds).toEqual([])
  })

  it('has the wiring handled jointly, the manhole signed within the hour, the lift with five stars', async () => {
    expect((await ticketOf(service, 'ageing-wiring')).assists).toMatchObject([
      { unitId: 'xincheng-cityManagement', doneAt: expect.any(String) },
    ])
    const manhole = await ticketOf(service, 'manhole-cover')
    expect(hoursBetween(manhole.whistledAt, manhole.acceptedAt)).toBeLessThan(1)
    const lift = await ticketOf(service, 'lift')
    expect(lift.evaluations.map(({ level }) => level)).toEqual([5, 5])
  })

  it('sends the bike company within 30 minutes, and merges the second whistle', async () => {
    const bikes = await ticketOf(service, 'shared-bikes')
    expect(hoursBetween(bikes.whistledAt, bikes.acceptedAt)).toBeLessThan(0.5)
    expect(await ticketOf(service, 'merged')).toMatchObject({ status: 'merged', mergedInto: bikes.id })
  })

  it('shows every turn that a ticket can take', async () => {
    expect(await ticketOf(service, 'return-refused')).toMatchObject({
      designated: true,
      returns: [{ decision: 'refused' }],
    })
    expect(await ticketOf(service, 'return-upheld')).toMatchObject({
      leadUnitId: 'utility-power',
      returns: [{ decision: 'upheld' }],
    })
    expect(await ticketOf(service, 'declined')).toMatchObject({ closing: 'declined' })
    expect(await ticketOf(service, 'extension-granted')).toMatchObject({
      extensions: [{ decision: 'granted' }],
    })
    expect(await ticketOf(service, 'reopened')).toMatchObject({ reopenCount: 1, status: 'evaluated' })
    expect(await ticketOf(service, 'rework')).toMatchObject({ reworkCount: 1, status: 'accepted' })
    expect(await ticketOf(service, 'overdue')).toMatchObject({
      overdue: ['handle'],
      warning: 'red',
      supervised: true,
    })
    expect(await ticketOf(service, 'unsigned-overdue')).toMatchObject({
      overdue: ['accept'],
      status: 'whistled',
    })
    expect(await ticketOf(service, 'silent-community')).toMatchObject({
      closing: 'unconfirmed',
      unrated: ['community'],
    })
    expect(await ticketOf(service, 'withdrawn')).toMatchObject({ status: 'withdrawn' })
    expect((await ticketOf(service, 'suspended')).suspension).toBeDefined()
  })

  it('leaves work on every desk', async () => {
    const statuses = new Set(
      (await service.query(everything, { limit: 200 })).items.map(({ status }) => status),
    )
    expect([...statuses]).toEqual(
      expect.arrayContaining([
        'draft',
        'whistled',
        'accepted',
        'rejected',
        'underReview.returned',
        'underReview.resolved',
        'closed',
        'evaluated',
      ]),
    )
  })

  it('goes on where it was interrupted, to the same end', async () => {
    const interrupted = freshCity()
    await expect(
      interrupted.seed((done) => {
        if (done === 150) throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    await interrupted.seed()
    for (const { id } of seedCases) {
      expect(await ticketOf(interrupted.service, id)).toEqual(await ticketOf(service, id))
    }
  }, 60_000)
})
