/**
 * Every path of the XState machine up to a depth, by `xstate/graph`, and its replay through `decide` and `fold`: XState
 * and the reader of the statechart behind `decide` are two, and give the same answers.
 */
import assert from 'node:assert/strict'
import { getAdjacencyMap } from 'xstate/graph'
import { people } from '../../../testing/test-city.ts'
import { verifyHistory, type DeadlineKind, type Status, type Ticket } from '../../../ticket/index.ts'
import type { City } from '../../city.ts'
import { createLifecycle, snapshotOf } from '../../create-lifecycle.ts'
import type { LifecycleEvent } from '../../event.ts'
import { fold } from '../../fold.ts'
import { lifecycleEvent } from '../../known.ts'
import { movesFrom, soonest } from './path-moves.ts'
import { mergeTarget } from './stages.ts'
import { instant, storyId, tell, type Story } from './story.ts'

const hour = 3_600_000
const start = Date.parse('2026-03-02T01:00:00.000Z')

export interface Walk {
  story: Story
  /** Commands on the way, at most. */
  depth: number
  talking: boolean
}

export interface Walked {
  paths: number
  /** `from command to` of everything that was taken. */
  taken: Set<string>
  refused: number
}

/** Walks every path from the end of a story, checking each. Throws where anything differs. */
export function walk({ story, depth, talking }: Walk): Walked {
  const { city } = story
  const machine = createLifecycle(city.policy, city.calendar)
  const root = snapshotOf(machine, story.ticket)
  const pathOf = new WeakMap<object, string>()
  const adjacency = getAdjacencyMap(machine, {
    input: { id: storyId },
    fromState: root,
    events: ({ context }) => eventsFrom(context.ticket, city, talking),
    serializeEvent: ({ actor, command }) => `${actor.personId} ${JSON.stringify(command)}`,
    // A state is known by the path to it, so that no two paths are taken for one.
    serializeState: (state, event, before) => {
      const known = pathOf.get(state.context.ticket)
      if (known !== undefined) return known
      const path =
        before && event
          ? `${pathOf.get(before.context.ticket)} → ${event.actor.personId} ${JSON.stringify(event.command)}`
          : ''
      pathOf.set(state.context.ticket, path)
      return path
    },
    stopWhen: ({ context }) => context.ticket.version >= story.ticket.version + depth,
  })
  return replay(adjacency, root, story)
}

/** The same moment for everything that may happen next, except that a clock runs out when it is due. */
function eventsFrom(ticket: Ticket, city: City, talking: boolean): LifecycleEvent[] {
  const next = (ticket.updatedAt === undefined ? start : Date.parse(ticket.updatedAt)) + hour
  return movesFrom(ticket, next, talking).map(([who, command]) => {
    const due = Date.parse(soonest(ticket)?.dueAt ?? instant(next))
    const at = who === people.system ? Math.max(next, due) : next
    return lifecycleEvent(ticket, command, who, instant(at), city, { mergeTarget })
  })
}

type Snapshot = ReturnType<typeof snapshotOf>
type Adjacency = ReturnType<typeof getAdjacencyMap<Snapshot, LifecycleEvent, { id: string }>>

function replay(adjacency: Adjacency, root: Snapshot, beginning: Story): Walked {
  const stories = new Map([[root.context.ticket, beginning]])
  const walked: Walked = { paths: 0, taken: new Set(), refused: 0 }
  for (const [path, { state, transitions }] of Object.entries(adjacency)) {
    const before = stories.get(state.context.ticket)
    assert.ok(before, path)
    stories.delete(state.context.ticket)
    walked.paths += 1
    if (Object.keys(transitions).length === 0) checkEnd(before)
    for (const { event, state: next } of Object.values<{ event: LifecycleEvent; state: Snapshot }>(
      transitions,
    )) {
      const { command, actor, at } = event
      const told = tell(before, actor, command, Date.parse(at), mergeTarget)
      const moved = next.context.ticket !== state.context.ticket
      assert.equal(told.decision.ok, moved, `${path} → ${actor.personId} ${command.type}`)
      if (!moved) {
        walked.refused += 1
        continue
      }
      const { ticket } = told.story
      assert.deepEqual({ ...ticket, lastHash: '' }, { ...next.context.ticket, lastHash: '' }, path)
      assert.equal(ticket.status, statusOf(next.value))
      checkClocks(ticket, at)
      stories.set(next.context.ticket, told.story)
      walked.taken.add(`${before.ticket.status} ${command.type} ${ticket.status}`)
    }
  }
  return walked
}

const statusOf = (value: object | string) =>
  typeof value === 'string' ? value : Object.entries(value).flat().join('.')

function checkEnd({ ticket, events }: Story) {
  assert.deepEqual(fold(storyId, events), ticket)
  assert.deepEqual(verifyHistory(events), { ok: true, count: ticket.version, lastHash: ticket.lastHash })
}

const clocksOf: Partial<Record<Status, DeadlineKind[]>> = {
  whistled: ['accept', 'acceptWarning'],
  accepted: ['handle', 'handleWarning', 'suspensionReview'],
  'underReview.resolved': ['resultReview'],
  closed: ['evaluation'],
}
const warningOf: Partial<Record<DeadlineKind, DeadlineKind>> = {
  accept: 'acceptWarning',
  handle: 'handleWarning',
}

/** Only the clocks of its state run, none is due before it started, and a warning comes before its limit. */
function checkClocks({ status, clocks }: Ticket, at: string) {
  for (const clock of Object.values(clocks)) {
    const what = `${clock.kind} in ${status}`
    assert.ok(clocksOf[status]?.includes(clock.kind), what)
    assert.ok(clock.startedAt < clock.dueAt && clock.startedAt <= at, what)
    const warning = clocks[warningOf[clock.kind] ?? clock.kind] ?? clock
    assert.ok(warning.dueAt <= clock.dueAt, what)
    assert.ok(clock.explanation.zh && clock.explanation.en, what)
  }
}
