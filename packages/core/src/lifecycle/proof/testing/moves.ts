/**
 * What people might ask for, right or wrong: for every command a payload out of a handful, chosen by a number, so that
 * a sequence shrinks to small numbers. Payloads are well formed; whether they fit is for the mechanism to say.
 */
import type {
  AttachmentRef,
  Command,
  CommandType,
  DeadlineKind,
  Draft,
  Limit,
} from '../../../ticket/index.ts'

const photo: AttachmentRef = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', bytes: 1000 }
const placeIn = (communityId: string): Draft['location'] => ({
  crs: 'cgcs2000',
  lng: 111.67,
  lat: 40.82,
  communityId,
})

/** The other ticket that a merge names. */
export const otherTicketId = '0198c0de-0000-7000-8000-000000000009'

const complete = (matterCode: string, more: Draft = {}): Draft => ({
  matterCode,
  location: placeIn('community-1'),
  attachments: [photo],
  citizenId: 'citizen-1',
  ...more,
})

const drafts: Draft[] = [
  complete('manhole'),
  complete('benches'),
  complete('signs'),
  complete('pipe', { contact: { name: '某居民', phone: '000-0000' } }),
  complete('quiet', { attachments: [] }),
  complete('quiet'),
  complete('manhole', { attachments: [] }),
  complete('ufo'),
  complete('parking', { location: placeIn('community-2') }),
  { matterCode: 'parking' },
  { description: '补充说明' },
  { location: placeIn('community-1') },
  { contact: { phone: '000-1111' } },
]
const unitIds = [
  'water',
  'police',
  'street-1',
  'community-1',
  'community-2',
  'city-management',
  'dispatch',
  'nowhere',
]
const extensions: Limit[] = [
  { amount: 2, unit: 'workingDay' },
  { amount: 1, unit: 'day' },
  { amount: 36, unit: 'hour' },
  { amount: 1, unit: 'minute' },
  { amount: 10_000, unit: 'day' },
]
const kinds: DeadlineKind[] = [
  'acceptWarning',
  'accept',
  'handleWarning',
  'handle',
  'resultReview',
  'evaluation',
  'suspensionReview',
  'supervision',
]
const photos = [[photo], [], undefined]

/** How many different things `commandFor` has for a command, as far as it matters to what fits. */
const variety: Partial<Record<CommandType, number>> = {
  EDIT: drafts.length,
  WHISTLE: drafts.length + 1,
  RETURN: 3 * unitIds.length,
  REDISPATCH: unitIds.length,
  UPHOLD_RETURN: unitIds.length + 1,
  ADD_ASSIST: unitIds.length,
  REQUEST_EXTENSION: extensions.length,
  SUSPEND: 5,
  SUBMIT_RESULT: photos.length,
  APPEAL_EVALUATION: 2,
  DECIDE_APPEAL: 2,
  DEADLINE_REACHED: kinds.length,
}

/** Everything that one may ask for by this command, beginning with the `choice`-th. */
export const commandsFor = (type: CommandType, choice: number, at: number): Command[] =>
  Array.from({ length: variety[type] ?? 1 }, (_, offset) => commandFor(type, choice + offset, at))

/** The `choice`-th thing that one may ask for by this command; `at` in milliseconds, for dates ahead. */
export function commandFor(type: CommandType, choice: number, at: number): Command {
  const one = <T>(of: readonly [T, ...T[]] | T[]): T => of[choice % of.length] as T
  const attachments = one(photos)
  const withPhotos = attachments && { attachments }
  switch (type) {
    case 'EDIT':
      return { type, draft: one(drafts) }
    case 'WHISTLE':
      return choice % (drafts.length + 1) === drafts.length ? { type } : { type, draft: one(drafts) }
    case 'RETURN': {
      const reasonCode = choice % 17 === 16 ? 'lazy' : 'notOurs'
      const item = choice % 5 === 4 ? 'ufo' : 'parking'
      const named = [
        { suggestedUnitId: one(unitIds) },
        { violatedMatterCode: item },
        { suggestedUnitId: one(unitIds), violatedMatterCode: item },
        {},
      ]
      return {
        type,
        reasonCode,
        explanation: '不属本单位职责',
        ...named[choice % 13 === 12 ? 3 : choice % 3],
      }
    }
    case 'ESCALATE':
    case 'WITHDRAW':
    case 'REFUSE_EXTENSION':
      return { type, reason: '说明' }
    case 'REDISPATCH':
      return { type, toUnitId: one(unitIds), reason: '改派' }
    case 'MERGE':
      return { type, intoTicketId: otherTicketId }
    case 'UPHOLD_RETURN':
      return { type, explanation: '属实', ...(choice % 9 < 8 && { toUnitId: unitIds[choice % 9] as string }) }
    case 'REFUSE_RETURN':
      return { type, explanation: '清单第一项' }
    case 'REPORT_PROGRESS':
    case 'ASSIST_DONE':
    case 'COMMENT':
      return { type, text: '进展', ...withPhotos }
    case 'ADD_ASSIST':
      return { type, unitId: one(unitIds), task: '协助' }
    case 'REQUEST_EXTENSION':
      return { type, by: one(extensions), reason: '天气' }
    case 'SUSPEND': {
      const hoursAhead = one([24 * 30, 1, 24 * 4, -1, 0])
      return { type, plan: '开春施工', reviewAt: new Date(at + hoursAhead * 3_600_000).toISOString() }
    }
    case 'SUBMIT_RESULT':
      return { type, outcome: 'resolved', text: '已办结', ...withPhotos }
    case 'REFUSE_RESULT':
      return { type, reason: '仍未解决', ...withPhotos }
    case 'EVALUATE':
      return { type, level: (choice % 5) + 1, solved: choice % 2 === 0, tags: [] }
    case 'REOPEN':
      return { type, cause: one(['unsolved', 'unsatisfied'] as const), reason: '复发' }
    case 'APPEAL_EVALUATION':
      return { type, rater: one(['community', 'citizen'] as const), reason: '评价对象有误' }
    case 'DECIDE_APPEAL':
      return {
        type,
        rater: one(['community', 'citizen'] as const),
        excluded: choice % 3 === 0,
        reason: '裁定',
      }
    case 'URGE':
      return { type, message: '请尽快' }
    case 'SUPERVISE':
      return { type, instruction: '限期办理' }
    case 'DEADLINE_REACHED':
      return { type, kind: one(kinds) }
    case 'DISCARD':
    case 'ACCEPT':
    case 'RETRACT_RETURN':
    case 'CLAIM_REVIEW':
    case 'GRANT_EXTENSION':
    case 'RESUME':
    case 'CONFIRM_RESULT':
    case 'RECALCULATE_DEADLINES':
      return { type }
  }
}
