import { describe, expect, test } from 'vitest'
import { people } from '../../testing/index.ts'
import { result, returnTo, scenario, whistle, whistled } from '../../testing/scenario.ts'
import { ticketHistory, type HistoryEvent } from './ticket-history.ts'

const returned = () =>
  whistled().when(people.cityManagement, returnTo('water')).when(people.reviewer, { type: 'CLAIM_REVIEW' })

describe('what is remembered', () => {
  test('a unit that gave a ticket away with the desk’s consent, and the one that closed it', () => {
    const { events } = returned()
      .when(people.reviewer, { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属供水管线' })
      .when(people.water, { type: 'ACCEPT' })
      .when(people.water, result)
      .when(people.secretary, { type: 'CONFIRM_RESULT' })
    const history = ticketHistory(events)
    expect(history.of('manhole', 'city-management')).toEqual({
      unitId: 'city-management',
      dispatched: 1,
      returned: 1,
      upheld: 1,
      refused: 0,
      closed: 0,
    })
    expect(history.unitsOf('manhole').map(({ unitId, closed }) => [unitId, closed])).toEqual([
      ['water', 1],
      ['city-management', 0],
    ])
    expect(history.past).toEqual([{ text: '路口井盖破损', matterCode: 'manhole' }])
  })

  test('a return that was refused, and one that was taken back', () => {
    const refused = returned().when(people.reviewer, { type: 'REFUSE_RETURN', explanation: '属贵单位' })
    expect(ticketHistory(refused.events).of('manhole', 'city-management')).toMatchObject({
      returned: 1,
      upheld: 0,
      refused: 1,
    })
    const retracted = whistled()
      .when(people.cityManagement, returnTo('water'))
      .when(people.cityManagement, { type: 'RETRACT_RETURN' })
    expect(ticketHistory(retracted.events).of('manhole', 'city-management')).toMatchObject({
      dispatched: 1,
      returned: 1,
      upheld: 0,
      refused: 0,
    })
  })

  test('a declined ticket counts as upheld and teaches nothing', () => {
    const { events } = returned().when(people.reviewer, { type: 'UPHOLD_RETURN', explanation: '不属于清单' })
    const history = ticketHistory(events)
    expect(history.of('manhole', 'city-management')).toMatchObject({ upheld: 1, closed: 0 })
    expect(history.past).toEqual([])
  })

  test('a description that was saved before it was whistled', () => {
    const { draft } = whistle() as { draft: object }
    const { events } = scenario()
      .when(people.gridWorker, { type: 'EDIT', draft })
      .when(people.gridWorker, { type: 'WHISTLE' })
      .when(people.cityManagement, { type: 'ACCEPT' })
      .when(people.cityManagement, result)
      .when(people.secretary, { type: 'CONFIRM_RESULT' })
    expect(ticketHistory(events).past).toEqual([{ text: '路口井盖破损', matterCode: 'manhole' }])
  })
})

test('what was erased is forgotten, and what is left in its place is remembered', () => {
  const closed = whistled()
    .when(people.cityManagement, { type: 'ACCEPT' })
    .when(people.cityManagement, result)
    .when(people.secretary, { type: 'CONFIRM_RESULT' }).events
  const erasure = (facts: HistoryEvent['facts']): HistoryEvent => ({
    ticketId: closed[0]?.ticketId ?? '',
    kind: 'personalErased',
    to: 'closed',
    command: { type: 'COMMENT', text: '本人申请' },
    facts,
  })
  const history = ticketHistory(closed)
  const before = history.revision
  history.add(erasure({ erased: { description: '井盖破损' } }))
  expect(history.past).toEqual([{ text: '井盖破损', matterCode: 'manhole' }])
  expect(history.revision).toBeGreaterThan(before)
  history.add(erasure({}))
  expect(history.past).toEqual([])
})

test('nothing is known of a unit that never had the matter', () => {
  expect(ticketHistory().of('manhole', 'police')).toEqual({
    unitId: 'police',
    dispatched: 0,
    returned: 0,
    upheld: 0,
    refused: 0,
    closed: 0,
  })
})

test('events that come later are added, those of different tickets in any order', () => {
  const one = returned().events
  const other = whistled().events.map((event) => ({ ...event, ticketId: 'another' }))
  const mixed = ticketHistory([...one.slice(0, 1), ...other])
  for (const event of one.slice(1)) mixed.add(event)
  expect(mixed.of('manhole', 'city-management')).toEqual(
    ticketHistory([...other, ...one]).of('manhole', 'city-management'),
  )
})
