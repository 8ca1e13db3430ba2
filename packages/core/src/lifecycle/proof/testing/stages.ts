/** Tickets in every state, each ready for some commands: what stands in the way of the others is not who asks. */
import assert from 'node:assert/strict'
import { cityWith, people, testCity, testPolicy } from '../../../testing/test-city.ts'
import type { Actor, Command, CommandType, Role } from '../../../ticket/index.ts'
import { localCalendar } from '../../../time/index.ts'
import type { City } from '../../city.ts'
import { commandFor, otherTicketId } from './moves.ts'
import { emptyStory, tell, type Story } from './story.ts'

export interface Stage extends Story {
  name: string
  /** When somebody tries something, in milliseconds. */
  at: number
  ready: CommandType[]
  /** What nobody may do here, though the state would allow it. */
  barred: CommandType[]
  /** Where a command is ready for some roles only: the others have had their turn. */
  only?: Partial<Record<CommandType, Role[]>>
}

/** The ticket into which these may be merged. */
export const mergeTarget = {
  ticketId: otherTicketId,
  status: 'accepted',
  whistledAt: '2026-03-01T00:00:00.000Z',
} as const

const hour = 3_600_000
const start = Date.parse('2026-03-02T01:00:00.000Z')
const { gridWorker, secretary, cityManagement, street, dispatcher, reviewer, citizen } = people

/** A well-formed payload that fits every stage that is ready for the command. */
export function payloadsFor(type: CommandType, at: number): Command[] {
  switch (type) {
    case 'WHISTLE':
      return [{ type }, commandFor(type, 0, at)]
    case 'RETURN':
      return [{ type, reasonCode: 'notOurs', explanation: '不属本单位职责', suggestedUnitId: 'police' }]
    case 'REDISPATCH':
      return [{ type, toUnitId: 'police', reason: '改派' }]
    case 'UPHOLD_RETURN':
      return [
        { type, toUnitId: 'police', explanation: '属实' },
        { type, explanation: '不属受理范围' },
      ]
    case 'ADD_ASSIST':
      return [{ type, unitId: 'police', task: '协助' }]
    case 'DEADLINE_REACHED':
      return (['accept', 'handle', 'resultReview', 'evaluation'] as const).map((kind) => ({ type, kind }))
    default:
      return [commandFor(type, 0, at)]
  }
}

type Line = [who: Actor, command: Command | CommandType]

/** Plays the lines an hour apart. */
function played(city: City, ...lines: Line[]): Story {
  let story = emptyStory(city)
  lines.forEach(([who, asked], i) => {
    const at = start + i * hour
    const command = typeof asked === 'string' ? payloadsFor(asked, at)[0] : asked
    assert.ok(command)
    const told = tell(story, who, command, at)
    assert.ok(told.decision.ok, `${command.type} is refused`)
    story = told.story
  })
  return story
}

const talk: CommandType[] = ['URGE', 'SUPERVISE', 'COMMENT']

/** A stage twelve days after its story's beginning, so that every clock but a suspension’s has run out. */
const stage = (name: string, story: Story, ready: CommandType[], more: Partial<Stage> = {}): Stage => ({
  name,
  ...story,
  at: start + 12 * 24 * hour,
  ready,
  barred: [],
  ...more,
})

const draftOf = (matterCode: string): Command => {
  const command = commandFor('EDIT', 0, start)
  assert.ok(command.type === 'EDIT')
  return { ...command, draft: { ...command.draft, matterCode } }
}
const whistled = (matterCode: string): Line[] => [
  [gridWorker, draftOf(matterCode)],
  [gridWorker, 'WHISTLE'],
]
const toDepartment = whistled('manhole')
const accepted: Line[] = [...toDepartment, [cityManagement, 'ACCEPT']]
const resolved: Line[] = [...accepted, [cityManagement, 'SUBMIT_RESULT']]
const closed: Line[] = [...resolved, [secretary, 'CONFIRM_RESULT']]
const returned: Line[] = [...toDepartment, [cityManagement, 'RETURN']]
const rated: Line = [gridWorker, 'EVALUATE']

/** Limits in working days, so that they move when the State Council announces a holiday. */
const days = { amount: 5, unit: 'workingDay' } as const
const workingDays = cityWith({
  profile: { ...testPolicy.profile, acceptLimit: days },
  resultReview: { ...testPolicy.resultReview, silenceLimit: days },
  evaluation: { ...testPolicy.evaluation, silenceLimit: days },
})
const holiday = { zh: '假日', en: 'holiday' }
const announced = localCalendar(workingDays.calendar, {
  version: 'announced',
  holidays: { '2026-03-04': holiday, '2026-03-05': holiday },
})

/** The lines before the announcement; what is tried comes after it. */
const beforeAnnouncement = (name: string, ...lines: Line[]): Stage => ({
  ...stage(name, played(workingDays, ...lines), ['RECALCULATE_DEADLINES']),
  city: { ...workingDays, calendar: announced },
})

const requiring = (...requiredRaters: ('community' | 'citizen')[]) =>
  cityWith({ evaluation: { ...testPolicy.evaluation, requiredRaters } })
const withoutReview = cityWith({ resultReview: { ...testPolicy.resultReview, enabled: false } })
const withOneReturn = cityWith({ returns: { ...testPolicy.returns, max: 1 } })
const withManyEars = cityWith({
  resultReview: {
    ...testPolicy.resultReview,
    confirmedBy: ['community', 'citizen', 'dispatchCentre'],
    silence: 'waits',
  },
})

/** A unit whose return was refused has it again. */
const designated: Line[] = [
  ...whistled('signs'),
  [street, 'RETURN'],
  [reviewer, 'CLAIM_REVIEW'],
  [reviewer, 'REFUSE_RETURN'],
  [street, 'ESCALATE'],
  [dispatcher, { type: 'REDISPATCH', toUnitId: 'street-1', reason: '街道已有设备' }],
]
const upheld: Line[] = [...returned, [reviewer, 'CLAIM_REVIEW'], [reviewer, 'UPHOLD_RETURN']]

/** Every state at least once, and every command that somebody may give ready at least once. */
export function stages(): Stage[] {
  const play = (...lines: Line[]) => played(testCity, ...lines)
  const answering: CommandType[] = [
    'ACCEPT',
    'RETURN',
    'REDISPATCH',
    'MERGE',
    'WITHDRAW',
    'DEADLINE_REACHED',
    ...talk,
  ]
  const handling: CommandType[] = [
    'REPORT_PROGRESS',
    'ADD_ASSIST',
    'REQUEST_EXTENSION',
    'SUSPEND',
    'SUBMIT_RESULT',
    'DEADLINE_REACHED',
    ...talk,
  ]
  const ended: CommandType[] = ['EVALUATE', 'REOPEN']
  const soon = { at: start + 8 * hour }
  const backAtTheCommunity: Line[] = [
    ...whistled('benches'),
    [secretary, 'ESCALATE'],
    [dispatcher, { type: 'REDISPATCH', toUnitId: 'community-1', reason: '本村居可解决' }],
  ]
  return [
    stage('nothing saved', play(), ['EDIT', 'WHISTLE']),
    stage('a draft', play([gridWorker, draftOf('manhole')]), ['EDIT', 'DISCARD', 'WHISTLE']),
    stage('a draft for the iron triangle', play([gridWorker, draftOf('benches')]), ['WHISTLE']),
    stage('with a department', play(...toDepartment), answering),
    stage('with the street', play(...whistled('signs')), [...answering, 'ESCALATE']),
    stage('back with the community', play(...backAtTheCommunity), answering),
    stage('returned', play(...returned), ['RETRACT_RETURN', 'CLAIM_REVIEW', ...talk]),
    stage('return under review', play(...returned, [reviewer, 'CLAIM_REVIEW']), [
      'UPHOLD_RETURN',
      'REFUSE_RETURN',
      ...talk,
    ]),
    stage('handled by a department', play(...accepted), handling),
    stage('handled by the street', play(...whistled('signs'), [street, 'ACCEPT']), [...handling, 'ESCALATE']),
    stage('handled by the community', play(...whistled('benches')), [...handling, 'ESCALATE']),
    stage('handled without review', played(withoutReview, ...accepted), handling),
    stage(
      'with an assistant',
      play(...accepted, [cityManagement, { type: 'ADD_ASSIST', unitId: 'water', task: '关阀' }]),
      ['ASSIST_DONE', 'ADD_ASSIST', 'REPORT_PROGRESS', ...talk],
      { barred: ['SUBMIT_RESULT'] },
    ),
    stage(
      'with an extension asked for',
      play(...accepted, [cityManagement, 'REQUEST_EXTENSION']),
      ['GRANT_EXTENSION', 'REFUSE_EXTENSION'],
      { barred: ['REQUEST_EXTENSION'] },
    ),
    stage('suspended', play(...accepted, [dispatcher, 'SUSPEND']), ['RESUME'], {
      barred: ['SUSPEND', 'SUBMIT_RESULT', 'REQUEST_EXTENSION', 'GRANT_EXTENSION'],
    }),
    stage('not suspended', play(...accepted), [], {
      barred: ['RESUME', 'ASSIST_DONE', 'GRANT_EXTENSION', 'REFUSE_EXTENSION'],
    }),
    stage('designated', play(...designated), ['ACCEPT', 'ESCALATE', 'REDISPATCH'], { barred: ['RETURN'] }),
    stage('returned often enough', played(withOneReturn, ...upheld), ['ACCEPT'], {
      barred: ['RETURN'],
    }),
    stage(
      'declined',
      play(
        ...returned,
        [reviewer, 'CLAIM_REVIEW'],
        [reviewer, { type: 'UPHOLD_RETURN', explanation: '不属受理范围' }],
      ),
      talk,
      {
        barred: ['EVALUATE', 'REOPEN', 'APPEAL_EVALUATION', 'DECIDE_APPEAL'],
      },
    ),
    stage('closed long ago', play(...closed), [], { at: start + 60 * 24 * hour, barred: ['REOPEN'] }),
    stage('handled in good time', play(...accepted), [], {
      at: start + 4 * hour,
      barred: ['DEADLINE_REACHED'],
    }),
    stage('with a result', play(...resolved), [
      'CONFIRM_RESULT',
      'REFUSE_RESULT',
      'DEADLINE_REACHED',
      ...talk,
    ]),
    stage(
      'with a result that anybody may confirm and silence does not',
      played(withManyEars, ...resolved),
      [],
    ),
    stage('closed, the time for rating over', play(...closed), ['REOPEN', 'DEADLINE_REACHED', ...talk], {
      barred: ['EVALUATE'],
    }),
    stage('just closed', play(...closed), ended, soon),
    stage(
      'just closed, the community’s rating enough',
      played(requiring('community'), ...closed),
      ended,
      soon,
    ),
    stage('closed and rated', play(...closed, rated), ['APPEAL_EVALUATION', 'REOPEN', ...talk]),
    stage(
      'closed, rating appealed',
      play(...closed, rated, [cityManagement, 'APPEAL_EVALUATION']),
      ['DECIDE_APPEAL'],
      {
        barred: ['APPEAL_EVALUATION', 'REOPEN'],
      },
    ),
    stage(
      'evaluated by the community',
      played(requiring('community'), ...closed, rated),
      [...ended, 'APPEAL_EVALUATION'],
      { only: { EVALUATE: ['citizen'] } },
    ),
    stage(
      'evaluated by the resident',
      played(requiring('citizen'), ...closed, [citizen, 'EVALUATE']),
      ended,
      { only: { EVALUATE: ['gridWorker', 'communitySecretary'] } },
    ),
    stage(
      'evaluated, rating appealed',
      played(requiring('community'), ...closed, rated, [cityManagement, 'APPEAL_EVALUATION']),
      ['DECIDE_APPEAL'],
    ),
    beforeAnnouncement('sent before a holiday was announced', ...toDepartment),
    beforeAnnouncement('signed before a holiday was announced', ...accepted),
    beforeAnnouncement('resolved before a holiday was announced', ...resolved),
    beforeAnnouncement('closed before a holiday was announced', ...closed),
    stage('signed under the present calendar', play(...accepted), [], { barred: ['RECALCULATE_DEADLINES'] }),
    stage('withdrawn', play(...toDepartment, [gridWorker, 'WITHDRAW']), []),
    stage('merged', mergedStory(play(...toDepartment)), []),
    stage('discarded', play([gridWorker, draftOf('manhole')], [gridWorker, 'DISCARD']), []),
  ]
}

function mergedStory(story: Story): Story {
  const command = commandFor('MERGE', 0, start)
  const told = tell(story, dispatcher, command, start + 9 * hour, mergeTarget)
  assert.ok(told.decision.ok)
  return told.story
}
