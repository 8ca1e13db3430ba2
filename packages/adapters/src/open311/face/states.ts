/** How our states are told in GeoReport v2, which has two: lossy, and published in docs/open311.md. */
import type { Sentence, Status } from '@chuishao/core/ticket'

export interface PublicState {
  status: 'open' | 'closed'
  /** What `status_notes` says. */
  notes: Sentence
}

/** A state that is not here is published to nobody. */
export const publicStates: Partial<Record<Status, PublicState>> = {
  whistled: { status: 'open', notes: { zh: '已派单，待签收', en: 'Dispatched, not yet accepted' } },
  accepted: { status: 'open', notes: { zh: '办理中', en: 'In hand' } },
  rejected: { status: 'open', notes: { zh: '退单待审核', en: 'Returned by the unit' } },
  'underReview.returned': { status: 'open', notes: { zh: '退单审核中', en: 'Return under review' } },
  'underReview.resolved': {
    status: 'open',
    notes: { zh: '已办理，待确认', en: 'Handled, to be confirmed' },
  },
  closed: { status: 'closed', notes: { zh: '已办结', en: 'Closed' } },
  evaluated: { status: 'closed', notes: { zh: '已办结，已评价', en: 'Closed and rated' } },
  withdrawn: { status: 'closed', notes: { zh: '已撤回', en: 'Withdrawn' } },
  merged: { status: 'closed', notes: { zh: '已并入其他工单', en: 'Merged into another request' } },
}

/** Our statuses that stand behind `open`, `closed`, or both. */
export const statusesBehind = (wanted: readonly string[]): Status[] =>
  (Object.entries(publicStates) as [Status, PublicState][])
    .filter(([, { status }]) => wanted.length === 0 || wanted.includes(status))
    .map(([name]) => name)
