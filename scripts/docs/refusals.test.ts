// The reference names exactly the rejections that a command can meet: everything is tried on tickets in every state.
import { permissionMatrix } from '@chuishao/core/lifecycle'
import { indexCity } from '@chuishao/core/matters'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import {
  commandTypes,
  deadlineKinds,
  newTicket,
  rejectionCodes,
  type Command,
  type CommandType,
  type Matter,
  type RejectionCode,
  type Ticket,
} from '@chuishao/core/ticket'
import { expect, it } from 'vitest'
import { refusalsOf } from './commands-page.ts'
import { examples, photo, whistle } from './examples.ts'
import { city, play, playStep, ticketId, type Step } from './play.ts'

/** What one can get wrong, beside sending a good command at the wrong time. */
const wrong: Command[] = [
  { type: 'WHISTLE' },
  { type: 'WHISTLE', draft: { ...whistle.draft, matterCode: 'unheardOf' } },
  { type: 'WHISTLE', draft: { ...whistle.draft, attachments: [] } },
  { type: 'WHISTLE', draft: { ...whistle.draft, matterCode: 'quiet' } },
  { type: 'WHISTLE', draft: { matterCode: 'parking' } },
  { type: 'WHISTLE', draft: { ...whistle.draft, matterCode: 'astray' } },
  { type: 'RETURN', reasonCode: 'tired', explanation: '…', suggestedUnitId: 'water' },
  { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…' },
  { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…', suggestedUnitId: 'nobody' },
  { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…', violatedMatterCode: 'unheardOf' },
  { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…', suggestedUnitId: 'city-management' },
  { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…', suggestedUnitId: 'community-1' },
  { type: 'REDISPATCH', toUnitId: 'nobody', reason: '…' },
  { type: 'REDISPATCH', toUnitId: 'city-management', reason: '…' },
  { type: 'REDISPATCH', toUnitId: 'community-2', reason: '…' },
  { type: 'UPHOLD_RETURN', toUnitId: 'nobody', explanation: '…' },
  { type: 'UPHOLD_RETURN', toUnitId: 'city-management', explanation: '…' },
  { type: 'UPHOLD_RETURN', toUnitId: 'community-2', explanation: '…' },
  { type: 'MERGE', intoTicketId: ticketId },
  { type: 'ADD_ASSIST', unitId: 'nobody', task: '…' },
  { type: 'ADD_ASSIST', unitId: 'community-2', task: '…' },
  { type: 'REQUEST_EXTENSION', by: { amount: 90, unit: 'day' }, reason: '…' },
  { type: 'SUSPEND', plan: '…', reviewAt: '2026-01-01T00:00:00.000Z' },
  { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '…' },
  { type: 'SUBMIT_RESULT', outcome: 'resolved', text: '…', attachments: [photo] },
  { type: 'APPEAL_EVALUATION', rater: 'citizen', reason: '…' },
  { type: 'DECIDE_APPEAL', rater: 'citizen', excluded: false, reason: '…' },
]

/** The test city with two matters for which nobody answers in the end. */
const astray = {
  ...testCityData.matters[0],
  code: 'astray',
  name: 'astray',
  responsible: 'duty:nobody',
} as Matter
const town = indexCity(
  {
    ...testCityData,
    policy: city.policy,
    matters: [...testCityData.matters, astray, { ...astray, code: 'astrayStreet', route: 'street' }],
  },
  city.calendar,
)

const whistleFor = (matterCode: string): Step => [
  'gridWorker',
  { type: 'WHISTLE', draft: { ...whistle.draft, matterCode } },
]
const returnTo = (person: TestPerson, suggestedUnitId: string): Step[] => [
  [person, { type: 'RETURN', reasonCode: 'notOurDuty', explanation: '…', suggestedUnitId }],
  ['reviewer', { type: 'CLAIM_REVIEW' }],
]
const uphold = (toUnitId: string): Step => ['reviewer', { type: 'UPHOLD_RETURN', toUnitId, explanation: '…' }]
const refuse: Step = ['reviewer', { type: 'REFUSE_RETURN', explanation: '…' }]
const suspend: Step = ['dispatcher', { type: 'SUSPEND', plan: '…', reviewAt: '2026-04-01T01:00:00.000Z' }]

const quietly: Step = [
  'gridWorker',
  { type: 'WHISTLE', draft: { ...whistle.draft, matterCode: 'quiet', attachments: [] } },
]
const first = (type: CommandType): Step[] => examples[type][0] ?? []
const last = (type: CommandType): Step => first(type).at(-1) ?? quietly

/** Stories that go on after the examples end. */
const further: Step[][] = [
  [quietly, ['cityManagement', { type: 'ACCEPT' }]],
  [...(examples.EVALUATE[1] ?? []), last('APPEAL_EVALUATION')],
  [...first('REOPEN'), last('SUBMIT_RESULT'), last('CONFIRM_RESULT')],
  [...first('CONFIRM_RESULT'), ['system', 'evaluation']],
  [...first('REQUEST_EXTENSION'), suspend],
  [whistleFor('benches'), suspend],
  [whistleFor('astrayStreet')],
  // Returned as often as allowed.
  [
    whistleFor('manhole'),
    ...returnTo('cityManagement', 'water'),
    uphold('water'),
    ...returnTo('water', 'police'),
    uphold('police'),
  ],
  // Designated, passed on, and come back.
  [
    whistleFor('signs'),
    ...returnTo('street', 'water'),
    refuse,
    ['street', { type: 'ESCALATE', reason: '…' }],
    ...returnTo('cityManagement', 'street-1'),
    uphold('street-1'),
  ],
]

/** Every ticket that a story passes, one of each kind. */
function ticketsOnTheWay(): Ticket[] {
  const stories = [...Object.values(examples).flat(), ...further]
  const found = new Map<string, Ticket>([['new', newTicket(ticketId)]])
  for (const story of stories) {
    for (let length = 1; length <= story.length; length += 1) {
      const { decision } = play(story.slice(0, length), town)
      if (!decision.ok) throw new Error(JSON.stringify(decision.rejection))
      const { updatedAt: _, lastHash: __, version: ___, ...rest } = decision.ticket
      found.set(JSON.stringify(rest), decision.ticket)
    }
  }
  return [...found.values()]
}

const commands: Command[] = [
  ...Object.values(examples).flatMap((stories) => stories.map((story) => play(story).command)),
  ...deadlineKinds.map((kind) => ({ type: 'DEADLINE_REACHED', kind }) as const),
  ...wrong,
]
const persons = Object.keys(people) as TestPerson[]

it('documents every rejection of every command, and none besides', () => {
  const met = new Map(commandTypes.map((type) => [type, new Set<RejectionCode>()]))
  const later = { soon: '2026-03-03T01:00:00.000Z', muchLater: '2026-06-01T01:00:00.000Z' }
  for (const ticket of ticketsOnTheWay())
    for (const person of persons)
      for (const command of commands)
        for (const at of command.type === 'REOPEN' ? Object.values(later) : [later.soon]) {
          const { decision } = playStep(ticket, [person, command], at, town)
          if (!decision.ok) met.get(command.type)?.add(decision.rejection.code)
        }
  const matrix = permissionMatrix(city.policy)
  // Before the machine is asked: the schema refuses the first, the service that knows the photos the second.
  const byService = new Set<RejectionCode>(['invalidInput', 'unknownAttachment'])
  const inOrder = (codes: Iterable<RejectionCode>) => {
    const set = new Set(codes)
    return rejectionCodes.filter((it) => set.has(it) && !byService.has(it)).join(' ')
  }
  const found = Object.fromEntries(commandTypes.map((type) => [type, inOrder(met.get(type) ?? [])]))
  const documented = Object.fromEntries(commandTypes.map((type) => [type, inOrder(refusalsOf(type, matrix))]))
  expect(found).toEqual(documented)
})
