/** A story for each command: what came before, and the command itself last. All are carried out as they stand. */
import type { Command, CommandType } from '@chuishao/core/ticket'
import { earlierTicket, type Step, type Told } from './play.ts'

export const photo = {
  sha256: '5d41402abc4b2a76b9719d911017c592ae1f8b0c2b3b4f5a6978877665544332',
  mediaType: 'image/jpeg',
  bytes: 184_320,
} as const

export const whistle = {
  type: 'WHISTLE',
  draft: {
    matterCode: 'manhole',
    description: '路口井盖破损，夜间有危险',
    location: { crs: 'cgcs2000', lng: 111.67, lat: 40.82, communityId: 'community-1' },
    attachments: [photo],
    citizenId: 'citizen-1',
  },
} as const satisfies Command

const edit: Told = ['gridWorker', { type: 'EDIT', draft: { description: '路口井盖破损' } }]
const whistled: Step[] = [['gridWorker', whistle]]
const byItself: Step[] = [['gridWorker', { ...whistle, draft: { ...whistle.draft, matterCode: 'benches' } }]]
const accepted: Step[] = [...whistled, ['cityManagement', { type: 'ACCEPT' }]]
const returned: Step[] = [
  ...whistled,
  [
    'cityManagement',
    {
      type: 'RETURN',
      reasonCode: 'notOurDuty',
      explanation: '井盖属供水管线，由供水单位管护',
      suggestedUnitId: 'water',
    },
  ],
]
const claimed: Step[] = [...returned, ['reviewer', { type: 'CLAIM_REVIEW' }]]
const assisted: Step[] = [
  ...accepted,
  ['cityManagement', { type: 'ADD_ASSIST', unitId: 'police', task: '施工期间疏导交通' }],
]
const asked: Step[] = [
  ...accepted,
  [
    'cityManagement',
    { type: 'REQUEST_EXTENSION', by: { amount: 3, unit: 'workingDay' }, reason: '需定制井盖' },
  ],
]
const suspended: Step[] = [
  ...accepted,
  ['dispatcher', { type: 'SUSPEND', plan: '随道路改造一并更换', reviewAt: '2026-04-01T01:00:00.000Z' }],
]
const resolved: Step[] = [
  ...accepted,
  [
    'cityManagement',
    {
      type: 'SUBMIT_RESULT',
      outcome: 'resolved',
      text: '已更换井盖并复核',
      attachments: [photo],
      contacted: true,
    },
  ],
]
const closed: Step[] = [...resolved, ['secretary', { type: 'CONFIRM_RESULT' }]]
const rated: Step[] = [
  ...closed,
  ['secretary', { type: 'EVALUATE', level: 2, solved: true, tags: [], comment: '修得慢' }],
]
const appealed: Step[] = [
  ...rated,
  [
    'cityManagement',
    { type: 'APPEAL_EVALUATION', rater: 'community', reason: '等待定制井盖三天，已事先说明' },
  ],
]

/** Each command's stories; where a command has two ways, there is one for each. */
export const examples: Record<CommandType, Step[][]> = {
  EDIT: [[edit]],
  DISCARD: [[edit, ['gridWorker', { type: 'DISCARD' }]]],
  WHISTLE: [whistled, byItself],
  ACCEPT: [accepted],
  RETURN: [returned],
  ESCALATE: [[...byItself, ['secretary', { type: 'ESCALATE', reason: '长椅需整体更换，社区无力承担' }]]],
  REDISPATCH: [
    [...whistled, ['dispatcher', { type: 'REDISPATCH', toUnitId: 'water', reason: '属供水管线' }]],
  ],
  MERGE: [
    [
      ...whistled,
      ['dispatcher', { type: 'MERGE', intoTicketId: earlierTicket.ticketId, reason: '同一处井盖' }],
    ],
  ],
  WITHDRAW: [[...whistled, ['secretary', { type: 'WITHDRAW', reason: '居民已自行联系解决' }]]],
  RETRACT_RETURN: [[...returned, ['cityManagement', { type: 'RETRACT_RETURN' }]]],
  CLAIM_REVIEW: [claimed],
  UPHOLD_RETURN: [
    [...claimed, ['reviewer', { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '确属供水管线' }]],
    [
      ...claimed,
      ['reviewer', { type: 'UPHOLD_RETURN', explanation: '该处为在建工地，由建设单位负责，不予受理' }],
    ],
  ],
  REFUSE_RETURN: [
    [...claimed, ['reviewer', { type: 'REFUSE_RETURN', explanation: '井盖在市政道路上，属城管' }]],
  ],
  REPORT_PROGRESS: [
    [
      ...accepted,
      ['cityManagement', { type: 'REPORT_PROGRESS', text: '已设围挡，井盖明日到货', contacted: true }],
    ],
  ],
  ADD_ASSIST: [assisted],
  ASSIST_DONE: [[...assisted, ['police', { type: 'ASSIST_DONE', text: '已疏导' }]]],
  REQUEST_EXTENSION: [asked],
  GRANT_EXTENSION: [[...asked, ['dispatcher', { type: 'GRANT_EXTENSION', note: '同意' }]]],
  REFUSE_EXTENSION: [[...asked, ['dispatcher', { type: 'REFUSE_EXTENSION', reason: '可先用通用井盖' }]]],
  SUSPEND: [suspended],
  RESUME: [[...suspended, ['dispatcher', { type: 'RESUME', note: '道路改造提前' }]]],
  SUBMIT_RESULT: [resolved],
  CONFIRM_RESULT: [closed],
  REFUSE_RESULT: [[...resolved, ['secretary', { type: 'REFUSE_RESULT', reason: '井盖仍有响动' }]]],
  EVALUATE: [rated, [...rated, ['citizen', { type: 'EVALUATE', level: 5, solved: true, tags: [] }]]],
  REOPEN: [[...closed, ['secretary', { type: 'REOPEN', cause: 'unsolved', reason: '雨后井盖又下沉' }]]],
  APPEAL_EVALUATION: [appealed],
  DECIDE_APPEAL: [
    [
      ...appealed,
      ['supervisor', { type: 'DECIDE_APPEAL', rater: 'community', excluded: true, reason: '延误不在该单位' }],
    ],
  ],
  URGE: [[...accepted, ['gridWorker', { type: 'URGE', message: '今晚有雨，请尽快' }]]],
  SUPERVISE: [[...accepted, ['dispatcher', { type: 'SUPERVISE', instruction: '今日办结' }]]],
  COMMENT: [[...accepted, ['citizen', { type: 'COMMENT', text: '谢谢，路口已看到围挡' }]]],
  DEADLINE_REACHED: [
    [...whistled, ['system', 'acceptWarning']],
    [...resolved, ['system', 'resultReview']],
  ],
  RECALCULATE_DEADLINES: [[...accepted, ['system', { type: 'RECALCULATE_DEADLINES' }]]],
}
