import { createActor, initialTransition, transition } from 'xstate'
import { describe, expect, it } from 'vitest'
import { people, testCity, testPolicy } from '../testing/test-city.ts'
import { closed, rating, resolved, scenario, ticketId, whistle } from '../testing/scenario.ts'
import type { Actor, Command, Policy } from '../ticket/index.ts'
import type { City } from './city.ts'
import { decide } from './decide.ts'
import { lifecycleEvent } from './known.ts'
import { createLifecycle, snapshotOf } from './create-lifecycle.ts'
import { statechart } from './machine.ts'
import { defaultPolicy, ticketMachine } from './ticket-machine.ts'

const at = '2026-03-02T01:00:00.000Z'

const cityWith = (policy: Partial<Policy>): City => ({ ...testCity, policy: { ...testPolicy, ...policy } })

describe('the machine in plain XState', () => {
  it('runs as an actor, whose context is the whole ticket', () => {
    const seen: string[] = []
    const actor = createActor(ticketMachine, {
      input: { id: ticketId },
      inspect: ({ type }) => seen.push(type),
    }).start()
    const send = (person: Actor, command: Command) =>
      actor.send(lifecycleEvent(actor.getSnapshot().context.ticket, command, person, at, testCity))
    send(people.gridWorker, whistle())
    expect(actor.getSnapshot().value).toBe('whistled')
    send(people.water, { type: 'ACCEPT' })
    expect(actor.getSnapshot().value).toBe('whistled')
    send(people.cityManagement, { type: 'ACCEPT' })
    const { ticket } = actor.getSnapshot().context
    expect(ticket).toMatchObject({ status: 'accepted', version: 2, leadUnitId: 'city-management' })
    expect(Object.keys(ticket.clocks)).toEqual(['handle', 'handleWarning'])
    expect(seen).toContain('@xstate.snapshot')
  })

  it('moves by pure transitions to exactly what decide says', () => {
    const machine = createLifecycle(testCity.policy, testCity.calendar)
    const [start] = initialTransition(machine, { id: ticketId })
    const event = lifecycleEvent(start.context.ticket, whistle(), people.gridWorker, at, testCity)
    const [next] = transition(machine, start, event)
    const decision = decide(start.context.ticket, whistle(), people.gridWorker, at, testCity)
    expect(decision).toMatchObject({ ok: true, ticket: next.context.ticket })
  })

  it('goes on from a stored ticket, and survives its own JSON', () => {
    const { ticket } = resolved()
    const snapshot = snapshotOf(createLifecycle(testPolicy), ticket)
    const actor = createActor(createLifecycle(testPolicy), {
      input: { id: ticket.id },
      snapshot: JSON.parse(JSON.stringify(snapshot)) as typeof snapshot,
    }).start()
    actor.send(lifecycleEvent(ticket, { type: 'CONFIRM_RESULT' }, people.secretary, at, testCity))
    expect(actor.getSnapshot().value).toBe('closed')
    expect(actor.getSnapshot().can(lifecycleEvent(ticket, rating(5), people.water, at, testCity))).toBe(false)
  })

  it('is plain data, and uses of a statechart only what step.ts reads', () => {
    const keys = new Set<string>()
    const collect = (value: unknown, path: string[]): void => {
      expect(typeof value).not.toBe('function')
      if (typeof value !== 'object' || value === null) return
      for (const [key, part] of Object.entries(value)) {
        // Names of states and commands are ours to choose, and so is what the parameters hold.
        const named = path.at(-1) === 'states' || path.at(-1) === 'on' || Array.isArray(value)
        if (!named && !path.includes('params')) keys.add(key)
        collect(part, [...path, key])
      }
    }
    collect(statechart(testPolicy), [])
    expect([...keys].toSorted()).toEqual(
      ['actions', 'entry', 'guard', 'id', 'initial', 'on', 'params', 'states', 'target', 'type'].toSorted(),
    )
  })
})

describe('a policy adapts the lifecycle without forking it', () => {
  it('lets the resident confirm the result where the city says so', () => {
    const city = cityWith({ resultReview: { ...testPolicy.resultReview, confirmedBy: ['citizen'] } })
    resolved(city)
      .refused(people.secretary, { type: 'CONFIRM_RESULT' }, 'wrongRole')
      .when(people.citizen, { type: 'CONFIRM_RESULT' })
      .then('closed', { closing: 'confirmed' })
  })

  it('asks the community where the resident should confirm and there is none', () => {
    const city = cityWith({ resultReview: { ...testPolicy.resultReview, confirmedBy: ['citizen'] } })
    const noResident = whistle('parking')
    if (noResident.type === 'WHISTLE') delete noResident.draft?.citizenId
    scenario(city)
      .when(people.gridWorker, noResident)
      .when(people.cityManagement, { type: 'ACCEPT' })
      .when(people.cityManagement, { type: 'SUBMIT_RESULT', outcome: 'explained', text: '已说明' })
      .refused(people.dispatcher, { type: 'CONFIRM_RESULT' }, 'wrongRole')
      .when(people.secretary, { type: 'REFUSE_RESULT', reason: '没有解决' })
      .then('accepted', { reworkCount: 1 })
  })

  it('lets the dispatch centre confirm by a call back', () => {
    const city = cityWith({
      resultReview: { ...testPolicy.resultReview, confirmedBy: ['community', 'dispatchCentre'] },
    })
    resolved(city).when(people.dispatcher, { type: 'CONFIRM_RESULT' }).then('closed')
  })

  it('waits on past a silence where silence confirms nothing, and warns', () => {
    const city = cityWith({ resultReview: { ...testPolicy.resultReview, silence: 'waits' } })
    const waiting = resolved(city)
    expect(waiting.ring()).toBe('resultReview')
    waiting
      .then('underReview.resolved', { warning: 'yellow', clocks: {} })
      .when(people.secretary, { type: 'CONFIRM_RESULT' })
      .then('closed', { closing: 'confirmed' })
  })

  it('waits for ratings without end where silence ends none', () => {
    const city = cityWith({ evaluation: { ...testPolicy.evaluation, silence: 'waits' } })
    closed(city).then('closed', { clocks: {}, unrated: [] })
  })

  it('knows the reasons that a city adds, and no others', () => {
    const reasons = [
      ...defaultPolicy.returns.reasons,
      { code: 'heating', label: { zh: '供热', en: 'Heating' } },
    ]
    const city = cityWith({ returns: { max: 3, reasons } })
    const back = (reasonCode: string): Command => ({
      type: 'RETURN',
      reasonCode,
      explanation: '属供热',
      suggestedUnitId: 'water',
    })
    scenario(city)
      .when(people.gridWorker, whistle())
      .refused(people.cityManagement, back('gas'), 'unknownReason')
      .when(people.cityManagement, back('heating'))
      .then('rejected')
  })
})
