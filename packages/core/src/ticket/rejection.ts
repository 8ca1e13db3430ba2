/** Why a command was refused: a stable code, a sentence for a person, and what may be done instead. */
import * as z from 'zod/mini'
import type { Sentence } from './primitives.ts'
import type { CommandType } from './commands.ts'

export const rejectionCodes = [
  'invalidInput',
  'notAllowedInState',
  'wrongRole',
  'wrongUnit',
  'notYourTicket',
  'unknownMatter',
  'unknownUnit',
  'matterMissing',
  'locationMissing',
  'evidenceMissing',
  'unknownAttachment',
  'photosNotAsked',
  'returnTargetMissing',
  'returnToSelf',
  'returnBudgetSpent',
  'unknownReason',
  'designated',
  'ownReturn',
  'downwardAssignment',
  'noHigherUnit',
  'sameUnit',
  'mergeTargetInvalid',
  'alreadyAssisting',
  'notAssisting',
  'assistOpen',
  'extensionPending',
  'noExtensionPending',
  'extensionBudgetSpent',
  'extensionTooLong',
  'alreadySuspended',
  'notSuspended',
  'suspended',
  'reviewDateInPast',
  'alreadyRated',
  'notARater',
  'declined',
  'ratingEnded',
  'reopenBudgetSpent',
  'reopenWindowOver',
  'notEvaluated',
  'alreadyAppealed',
  'noAppeal',
  'appealPending',
  'deadlineNotDue',
  'deadlinesCurrent',
] as const

export const RejectionCode = z.enum(rejectionCodes)
export type RejectionCode = z.infer<typeof RejectionCode>

export interface Rejection {
  code: RejectionCode
  message: Sentence
  /** Commands that this actor may send now. */
  allowed: CommandType[]
  /** Where in the input it is wrong, for `invalidInput`. */
  issues?: { path: (string | number)[]; message: string }[]
}
