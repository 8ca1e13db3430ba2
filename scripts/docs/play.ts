/** Plays a ticket's story through `decide`, for the examples of the reference. */
import { decide, defaultPolicy, type City, type Decision } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import { newTicket, type Command, type DeadlineKind, type Instant, type Ticket } from '@chuishao/core/ticket'
import { localCalendar, weekendCalendar } from '@chuishao/core/time'

/** Where the stories play: the test city, under the policy that the project ships. */
export const city: City = indexCity({ ...testCityData, policy: defaultPolicy }, weekendCalendar)

/** The calendar after an announcement; invented. Examples of a recalculation find it changed. */
const announced = localCalendar(weekendCalendar, {
  version: 'announced',
  holidays: { '2026-03-04': { zh: '假日', en: 'a holiday' } },
})

/** The ticket of every example. */
export const ticketId = '0198c0de-0000-7000-8000-000000000002'
/** An open one that was raised before it. */
export const earlierTicket = {
  ticketId: '0198c0de-0000-7000-8000-000000000001',
  status: 'accepted',
  whistledAt: '2026-03-01T01:00:00.000Z',
} as const

/** Somebody gives a command, an hour after the step before. */
export type Told = readonly [person: TestPerson, command: Command]
/** A clock runs out, and the system says so. */
export type Rung = readonly ['system', DeadlineKind]
export type Step = Told | Rung

/** A Monday, nine o'clock in Beijing. */
const start = Date.parse('2026-03-02T01:00:00.000Z')
const hour = 3_600_000

export interface Played {
  before: Ticket
  at: Instant
  command: Command
  decision: Decision
}

/** The last step of a story, after every step before it was accepted. Throws where one was not. */
export function play(story: readonly Step[], where = city): Played {
  let ticket = newTicket(ticketId)
  let at = start - hour
  let played: Played | undefined
  for (const step of story) {
    if (played && !played.decision.ok) throw new Error(`${played.command.type} was refused`)
    ticket = played?.decision.ok ? played.decision.ticket : ticket
    at = isRung(step) ? Math.max(at, Date.parse(ticket.clocks[step[1]]?.dueAt ?? '')) : at + hour
    played = playStep(ticket, step, new Date(at).toISOString(), where)
  }
  if (played === undefined) throw new Error('A story needs a step')
  return played
}

/** One step on a ticket as it stands. */
export function playStep(before: Ticket, step: Step, at: Instant, where = city): Played {
  const command: Command = isRung(step) ? { type: 'DEADLINE_REACHED', kind: step[1] } : step[1]
  const isKnown = command.type === 'MERGE' && command.intoTicketId === earlierTicket.ticketId
  const related = isKnown ? { mergeTarget: earlierTicket } : {}
  const asked = command.type === 'RECALCULATE_DEADLINES' ? { ...where, calendar: announced } : where
  return { before, at, command, decision: decide(before, command, people[step[0]], at, asked, related) }
}

const isRung = (step: Step): step is Rung => typeof step[1] === 'string'
