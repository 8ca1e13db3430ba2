/** What clocks are called, and what they count from. */
import type { DeadlineKind } from '../ticket/commands.ts'
import type { Sentence } from '../ticket/primitives.ts'

export const clockNames: Record<DeadlineKind, Sentence> = {
  acceptWarning: { zh: '签收预警', en: 'Acceptance warning' },
  accept: { zh: '签收时限', en: 'Accept by' },
  handleWarning: { zh: '办理预警', en: 'Handling warning' },
  handle: { zh: '办理时限', en: 'Resolve by' },
  resultReview: { zh: '结果确认时限', en: 'Confirm the result by' },
  evaluation: { zh: '评价时限', en: 'Rate by' },
  suspensionReview: { zh: '挂账复核', en: 'Review the suspension by' },
  supervision: { zh: '督办升级', en: 'Supervision rises' },
}

const dispatch: Sentence = { zh: '派单', en: 'dispatch' }

/** What each clock counts from, unless its maker says otherwise. */
export const startOf: Record<DeadlineKind, Sentence> = {
  acceptWarning: dispatch,
  accept: dispatch,
  handleWarning: dispatch,
  handle: dispatch,
  resultReview: { zh: '提交结果', en: 'the result' },
  evaluation: { zh: '办结', en: 'closing' },
  suspensionReview: { zh: '挂账', en: 'suspension' },
  supervision: { zh: '超期', en: 'the missed limit' },
}
