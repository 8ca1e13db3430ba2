/** How fast histories are replayed: one million events, and whether twice as many take twice as long. */
import { fold } from '../src/lifecycle/index.ts'
import { people } from '../src/testing/index.ts'
import { accepted, closed, rating, returnTo, whistled, type Scenario } from '../src/testing/scenario.ts'
import type { TicketEvent } from '../src/ticket/index.ts'
import { median, report, sideBySide } from './side-by-side.ts'

const evaluated = closed().when(people.secretary, rating(5)).when(people.citizen, rating(4))
const returned = whistled()
  .when(people.cityManagement, returnTo('water'))
  .when(people.reviewer, { type: 'CLAIM_REVIEW' })
  .when(people.reviewer, { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属供水' })
const talked = accepted()
  .when(people.cityManagement, { type: 'REPORT_PROGRESS', text: '已到场' })
  .when(people.gridWorker, { type: 'URGE', message: '请尽快' })
// Copies, so that every event is an object of its own as it comes from a store: some 100,000, folded again and again.
const histories = Array.from({ length: 6_000 }, () =>
  [evaluated, returned, talked].map(({ events }: Scenario) => structuredClone(events)),
).flat()
const perRound = histories.reduce((sum, { length }) => sum + length, 0)

/** Folds about so many events, history after history. */
function foldMany(count: number): number {
  let done = 0
  while (done < count) {
    for (const events of histories) fold(events[0]?.ticketId ?? '', events)
    done += perRound
  }
  return done
}

foldMany(100_000)
const halves = Array.from({ length: 3 }, () => {
  const start = performance.now()
  const half = foldMany(500_000)
  const middle = performance.now()
  const whole = foldMany(1_000_000)
  const end = performance.now()
  const [first, second] = [middle - start, end - middle]
  return { perSecond: (whole / second) * 1000, growth: ((second / first) * half * 2) / whole }
})
const perSecond = median(halves.map((it) => it.perSecond))
const growth = median(halves.map((it) => it.growth))

// One long history, to see that a ticket's own length does not matter more than in proportion.
const withComments = (comments: number): TicketEvent[] => {
  const story = accepted()
  for (let i = 0; i < comments; i += 1) story.when(people.gridWorker, { type: 'COMMENT', text: `第${i}次` })
  return story.events
}
const short = withComments(20)
const longer = withComments(200)
const lengths = sideBySide({
  'short history': () => fold(short[0]?.ticketId ?? '', short),
  'long history': () => fold(longer[0]?.ticketId ?? '', longer),
})
const perEvent =
  (lengths['long history'].perSecond * longer.length) / (lengths['short history'].perSecond * short.length)

report(
  'fold',
  {
    'one million events': {
      'events/s': Math.round(perSecond),
      'time against half a million': growth.toFixed(2),
      'speed per event, 202 against 22 events': perEvent.toFixed(2),
    },
  },
  [
    [`at least 300,000 events/s on this machine (${Math.round(perSecond)})`, perSecond >= 300_000],
    [
      `linear: twice the events, 1.6 to 2.5 times the time (${growth.toFixed(2)})`,
      growth > 1.6 && growth < 2.5,
    ],
    [`a long history costs no more per event (${perEvent.toFixed(2)})`, perEvent > 0.6],
  ],
)
