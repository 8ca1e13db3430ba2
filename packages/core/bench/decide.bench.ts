/**
 * How fast commands are decided and buttons drawn. `decide` is measured by XState's own pure `transition` on the same
 * machine and event, with the snapshot at hand.
 */
import { transition } from 'xstate'
import { available, createLifecycle, decide, lifecycleEvent, snapshotOf } from '../src/lifecycle/index.ts'
import { people, testCity } from '../src/testing/index.ts'
import { accepted, closed, rating, resolved, result, whistled } from '../src/testing/scenario.ts'
import type { Actor, Command, Ticket } from '../src/ticket/index.ts'
import { median, report, sideBySide } from './side-by-side.ts'

const at = '2026-03-02T02:00:00.000Z'
const machine = createLifecycle(testCity.policy, testCity.calendar)

const cases: [string, Ticket, Command, Actor][] = [
  ['ACCEPT', whistled().ticket, { type: 'ACCEPT' }, people.cityManagement],
  ['REPORT_PROGRESS', accepted().ticket, { type: 'REPORT_PROGRESS', text: '已到场' }, people.cityManagement],
  ['SUBMIT_RESULT', accepted().ticket, result, people.cityManagement],
  ['CONFIRM_RESULT', resolved().ticket, { type: 'CONFIRM_RESULT' }, people.secretary],
  ['EVALUATE', closed().ticket, rating(5), people.secretary],
]

const rows = cases.map(([name, ticket, command, actor]) => {
  const snapshot = snapshotOf(machine, ticket)
  const event = lifecycleEvent(ticket, command, actor, at, testCity)
  const speeds = sideBySide({
    transition: () => transition(machine, snapshot, event),
    decide: () => decide(ticket, command, actor, at, testCity),
  })
  return {
    command: name,
    'transition/s': Math.round(speeds.transition.perSecond),
    'decide/s': Math.round(speeds.decide.perSecond),
    ratio: Number(speeds.decide.ratio.toFixed(2)),
  }
})
const worst = Math.min(...rows.map(({ ratio }) => ratio))
report('decide against bare XState', Object.fromEntries(rows.map((row) => [row.command, row])), [
  [`decide is at least 0.7 of transition (worst ${worst})`, worst >= 0.7],
])

const page = Array.from({ length: 50 }, (_, i) => cases[i % cases.length]?.[1] ?? whistled().ticket)
const frames = Array.from({ length: 60 }, () => {
  const start = performance.now()
  for (const ticket of page) available(ticket, people.cityManagement, at, testCity)
  return performance.now() - start
})
const first = frames[0] ?? Number.NaN
const usual = median(frames)
report(
  'buttons of a list of 50 tickets',
  { 'available × 50': { 'first ms': first.toFixed(2), 'median ms': usual.toFixed(2) } },
  [[`under one frame of 16 ms (first ${first.toFixed(1)}, median ${usual.toFixed(2)})`, usual < 16]],
)
