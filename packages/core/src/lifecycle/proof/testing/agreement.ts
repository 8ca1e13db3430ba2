/**
 * Plays a random sequence against the statechart and against the naive model. The two must agree at every step about
 * what is allowed and what comes of it, down to the last millisecond of every deadline.
 */
import assert from 'node:assert/strict'
import { indexCity } from '../../../matters/index.ts'
import { people, testCityData } from '../../../testing/test-city.ts'
import { commandTypes, Ticket, verifyHistory, type CommandType, type Policy } from '../../../ticket/index.ts'
import { available } from '../../available.ts'
import { fold } from '../../fold.ts'
import { calendar, start, type Step } from './arbitraries.ts'
import { cardOf } from './card-of.ts'
import { commandFor, commandsFor, otherTicketId } from './moves.ts'
import { blankCard, type Card } from './card.ts'
import { attempt, pushesDown, type Attempt } from './naive-model.ts'
import { emptyStory, instant, storyId, tell, type Story } from './story.ts'

const everybody = Object.values(people)
const minute = 60_000

interface Both {
  story: Story
  card: Card
}

/** Everything that is claimed of a sequence, checked; the story that it made. Throws where a claim fails. */
export function checkSequence(policy: Policy, sequence: readonly Step[]): Story {
  const city = indexCity({ ...testCityData, policy }, calendar)
  let played: Both = { story: emptyStory(city), card: blankCard }
  let now = start
  for (const step of sequence) {
    // Never two things in the same millisecond.
    now = step.wait === 'next' ? Math.max(now + 1, nextDue(played.card)) : now + 1 + step.wait * minute
    const asked = attemptOf(step, played.card, now, policy)
    checkAlternatives(played, asked, policy)
    played = playBoth(played, asked, policy)
  }
  checkInvariants(played.story)
  checkOffers(played, now, policy, sequence.length)
  return played.story
}

/** When the next clock runs out; 0 where none runs. */
const nextDue = ({ clocks }: Card) =>
  Object.values(clocks)
    .flatMap(({ due, stoppedAt }) => (stoppedAt === undefined ? [due] : []))
    .toSorted((a, b) => a - b)[0] ?? 0

interface Wish extends Omit<Attempt, 'command'> {
  what: CommandType
  choice: number
}

/** The first payload of a command that the model thinks possible. */
const fitting = (card: Card, { what, choice, ...rest }: Wish, policy: Policy): Attempt | undefined =>
  commandsFor(what, choice, rest.at)
    .map((command) => ({ ...rest, command }))
    .find((asked) => attempt(card, asked, policy))

/** What ends a story, or could go on for ever: less of it, so that stories get somewhere. */
const seldom = [
  'DISCARD',
  'WITHDRAW',
  'MERGE',
  'EDIT',
  'URGE',
  'SUPERVISE',
  'COMMENT',
  'REPORT_PROGRESS',
  'SUSPEND',
]

/** What somebody may well do now, all commands and people taking turns; or, unlikely, whatever the step says. */
function attemptOf(step: Step, card: Card, at: number, policy: Policy): Attempt {
  const { likely, pick, choice, what, mergeTarget } = step
  const stride = 2 * (pick >> 5) + 1
  for (let i = 0; likely && i < commandTypes.length; i++) {
    const type = commandTypes[(pick + i * stride) % commandTypes.length]
    if (type === undefined || (seldom.includes(type) && pick % 7 > 0)) continue
    for (let j = 0; j < everybody.length; j++) {
      const who = everybody[(pick + j) % everybody.length] ?? people[step.who]
      const asked = fitting(card, { who, what: type, choice, at, mergeTarget }, policy)
      if (asked) return asked
    }
  }
  return { who: people[step.who], command: commandFor(what, choice, at), at, mergeTarget }
}

/** The unit that a command would bring onto a ticket. */
const unitNamed = ({ command }: Attempt) => {
  if ('toUnitId' in command) return command.toUnitId
  if ('unitId' in command) return command.unitId
  return 'suggestedUnitId' in command ? command.suggestedUnitId : undefined
}

/** Plays one attempt on both and compares them. */
function playBoth({ story, card }: Both, asked: Attempt, policy: Policy): Both {
  const { mergeTarget, who, command, at } = asked
  const what = `${instant(at)} ${who.personId} ${JSON.stringify(command)} in ${card.status}`
  const target = mergeTarget && { ...mergeTarget, whistledAt: instant(mergeTarget.whistledAt) }
  const told = tell(story, who, command, at, target && { ticketId: otherTicketId, ...target })
  const expected = attempt(card, asked, policy)
  assert.equal(told.decision.ok, expected !== undefined, `${what}: allowed by the statechart`)
  const onRecord = !told.decision.ok && told.decision.record !== undefined
  if (onRecord) assert.ok(pushesDown(card, unitNamed(asked)), `${what}: put on record`)
  const after = expected ?? (onRecord ? { ...card, version: card.version + 1 } : card)
  const { granted: _, ...kept } = after
  assert.deepEqual(cardOf(told.story.ticket), kept, what)
  return { story: told.story, card: after }
}

/** The same person might have asked for other things by the same command, and every clock might have rung just now. */
function checkAlternatives(played: Both, asked: Attempt, policy: Policy) {
  for (const command of commandsFor(asked.command.type, 0, asked.at))
    playBoth(played, { ...asked, command }, policy)
  for (const { kind } of Object.values(played.story.ticket.clocks))
    playBoth(
      played,
      { who: people.system, command: { type: 'DEADLINE_REACHED', kind }, at: asked.at },
      policy,
    )
}

const over = ['closed', 'evaluated', 'withdrawn', 'merged', 'discarded']

function checkInvariants({ ticket, events }: Story) {
  assert.deepEqual(
    events.map(({ version }) => version),
    events.map((_, i) => i + 1),
  )
  assert.deepEqual(fold(storyId, events), ticket)
  assert.deepEqual(Ticket.parse(ticket), ticket)
  const verified = { ok: true, count: ticket.version, lastHash: ticket.lastHash }
  assert.deepEqual(verifyHistory(events), verified)
  const clocks = Object.keys(ticket.clocks)
  if (over.includes(ticket.status))
    assert.deepEqual(clocks, ticket.status === 'closed' ? clocks.filter((it) => it === 'evaluation') : [])
}

/** What is offered can be done with some payload, what is not cannot; and the model says the same. */
function checkOffers({ story, card }: Both, at: number, policy: Policy, first: number) {
  const mergeTarget = { status: 'accepted', whistledAt: start - minute } as const
  for (const who of [0, 3, 6, 9, 12].flatMap((it) => everybody[(first + it) % everybody.length] ?? [])) {
    for (const { type, enabled } of available(story.ticket, who, instant(at), story.city)) {
      // A whistle is offered for the draft as it is saved; whoever types more sends it along.
      const saved = { who, command: { type: 'WHISTLE' } as const, at, mergeTarget }
      const asked =
        type === 'WHISTLE'
          ? attempt(card, saved, policy) && saved
          : fitting(card, { who, what: type, at, choice: 0, mergeTarget }, policy)
      const busy = card.assists.filter((it) => it.state === 'open').length
      if (type === 'ADD_ASSIST' && busy > 1) continue
      assert.equal(enabled, asked !== undefined, `${who.personId} is offered ${type} in ${card.status}`)
      playBoth({ story, card }, asked ?? { ...saved, command: commandFor(type, 0, at) }, policy)
    }
  }
}
