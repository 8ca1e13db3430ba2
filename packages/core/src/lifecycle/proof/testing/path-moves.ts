/** What sensible people try in each state: the moves out of which every path is made. */
import { people } from '../../../testing/test-city.ts'
import type { Actor, Command, Status, Ticket } from '../../../ticket/index.ts'
import { commandFor, otherTicketId } from './moves.ts'

export type Move = [who: Actor, command: Command]

const { gridWorker, secretary, neighbour, buildingHead, street, cityManagement, water, police } = people
const { dispatcher, reviewer, ownReviewer, supervisor, citizen, stranger, analyst, system } = people

const personOf: Record<string, Actor> = {
  'community-1': secretary,
  'street-1': street,
  'city-management': cityManagement,
  water,
  police,
}

const draft = (matterCode: string): Command => {
  const command = commandFor('EDIT', 0, 0)
  return command.type === 'EDIT' ? { ...command, draft: { ...command.draft, matterCode } } : command
}
const whistle = (matterCode: string): Command => ({ ...draft(matterCode), type: 'WHISTLE' }) as Command
const result: Command = commandFor('SUBMIT_RESULT', 0, 0)
const rating: Command = { type: 'EVALUATE', level: 2, solved: false, tags: [] }

/** Somebody without a part in it tries what others may: refused everywhere. */
const intruders = (command: Command): Move[] => [neighbour, stranger, analyst].map((who) => [who, command])

const talk: Move[] = [
  [gridWorker, { type: 'URGE', message: '请尽快' }],
  [dispatcher, { type: 'SUPERVISE', instruction: '限期办理' }],
  [citizen, { type: 'COMMENT', text: '补充' }],
]

const moves: Record<Status, (ticket: Ticket, at: number) => Move[]> = {
  draft: () => [
    [buildingHead, draft('parking')],
    [gridWorker, { type: 'DISCARD' }],
    [gridWorker, { type: 'WHISTLE' }],
    [secretary, whistle('manhole')],
    [gridWorker, whistle('benches')],
    [gridWorker, whistle('signs')],
    [buildingHead, whistle('manhole')],
    ...intruders(whistle('manhole')),
  ],
  whistled: ({ leadUnitId = '' }) => {
    const lead = personOf[leadUnitId] ?? cityManagement
    const elsewhere = leadUnitId === 'water' ? 'city-management' : 'water'
    return [
      [lead, { type: 'ACCEPT' }],
      [lead, { type: 'RETURN', reasonCode: 'notOurs', explanation: '不属职责', suggestedUnitId: elsewhere }],
      [lead, { type: 'RETURN', reasonCode: 'notOurs', explanation: '不属职责' }],
      [lead, { type: 'ESCALATE', reason: '无法解决' }],
      [dispatcher, { type: 'REDISPATCH', toUnitId: elsewhere, reason: '改派' }],
      [dispatcher, { type: 'REDISPATCH', toUnitId: 'community-1', reason: '就近' }],
      [dispatcher, { type: 'MERGE', intoTicketId: otherTicketId }],
      [gridWorker, { type: 'WITHDRAW', reason: '已自行解决' }],
      [leadUnitId === 'police' ? water : police, { type: 'ACCEPT' }],
      ...intruders({ type: 'ACCEPT' }),
    ]
  },
  rejected: ({ leadUnitId = '' }) => [
    [personOf[leadUnitId] ?? cityManagement, { type: 'RETRACT_RETURN' }],
    [reviewer, { type: 'CLAIM_REVIEW' }],
    [ownReviewer, { type: 'CLAIM_REVIEW' }],
    ...intruders({ type: 'CLAIM_REVIEW' }),
  ],
  'underReview.returned': ({ leadUnitId }) => [
    [
      reviewer,
      { type: 'UPHOLD_RETURN', toUnitId: leadUnitId === 'water' ? 'police' : 'water', explanation: '属实' },
    ],
    [reviewer, { type: 'UPHOLD_RETURN', explanation: '不属受理范围' }],
    [reviewer, { type: 'REFUSE_RETURN', explanation: '清单第一项' }],
    ...intruders({ type: 'REFUSE_RETURN', explanation: '清单第一项' }),
  ],
  accepted: ({ leadUnitId = '' }, at) => {
    const lead = personOf[leadUnitId] ?? cityManagement
    return [
      [lead, { type: 'REPORT_PROGRESS', text: '已到场' }],
      [lead, { type: 'ADD_ASSIST', unitId: 'police', task: '疏导交通' }],
      [police, { type: 'ASSIST_DONE', text: '完成' }],
      [lead, { type: 'REQUEST_EXTENSION', by: { amount: 2, unit: 'workingDay' }, reason: '等待配件' }],
      [dispatcher, { type: 'GRANT_EXTENSION' }],
      [dispatcher, { type: 'REFUSE_EXTENSION', reason: '不同意' }],
      [dispatcher, commandFor('SUSPEND', 0, at)],
      [dispatcher, { type: 'RESUME' }],
      [lead, { type: 'ESCALATE', reason: '无法解决' }],
      [lead, result],
      ...intruders(result),
    ]
  },
  'underReview.resolved': () => [
    [secretary, { type: 'CONFIRM_RESULT' }],
    [citizen, { type: 'CONFIRM_RESULT' }],
    [dispatcher, { type: 'CONFIRM_RESULT' }],
    [gridWorker, { type: 'REFUSE_RESULT', reason: '仍然松动' }],
    ...intruders({ type: 'CONFIRM_RESULT' }),
  ],
  closed: () => [...afterwards, [secretary, rating], [citizen, rating]],
  evaluated: () => [...afterwards, [secretary, rating], [citizen, rating]],
  withdrawn: () => [],
  merged: () => [],
  discarded: () => [],
}

const afterwards: Move[] = [
  [gridWorker, { type: 'REOPEN', cause: 'unsolved', reason: '又坏了' }],
  [cityManagement, { type: 'APPEAL_EVALUATION', rater: 'community', reason: '评价对象有误' }],
  [supervisor, { type: 'DECIDE_APPEAL', rater: 'community', excluded: true, reason: '属实' }],
  ...intruders(rating),
]

/**
 * Every move of a state, and the clock that runs out next.
 * @param talking whether people also urge, supervise and comment, which changes little and multiplies paths
 */
export function movesFrom(ticket: Ticket, at: number, talking: boolean): Move[] {
  const due = soonest(ticket)
  const ringing: Move[] = due ? [[system, { type: 'DEADLINE_REACHED', kind: due.kind }]] : []
  const recalculating: Move[] = ringing.length > 0 ? [[system, { type: 'RECALCULATE_DEADLINES' }]] : []
  return [...moves[ticket.status](ticket, at), ...ringing, ...recalculating, ...(talking ? talk : [])]
}

/** The clock that runs out next. */
export const soonest = (ticket: Ticket) =>
  Object.values(ticket.clocks)
    .filter((it) => it.pausedAt === undefined)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
