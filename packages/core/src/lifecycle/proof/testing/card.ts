/** A ticket as the naive model keeps it: only what the mechanism's description speaks of, in numbers and words. */
import type { DeadlineKind, Limit, Rater, Status } from '../../../ticket/index.ts'

/** A clock as a person would note it: what it counts from and by, when it is due, and since when it stands still. */
export interface NaiveClock {
  start: number
  /** None where a person has set the date. */
  limit?: Limit
  due: number
  stoppedAt?: number
}

/** A ticket as a person would keep it on an index card. */
export interface Card {
  status: Status
  version: number
  community?: string
  matter?: string
  /** The community in whose area the draft's place lies. */
  place?: string
  photos: number
  citizen?: string
  lead?: string
  whistledAt: number
  dispatchedAt: number
  closedAt: number
  closing?: 'confirmed' | 'unconfirmed' | 'notReviewed' | 'declined'
  returnedBy?: string
  /** Returns that were not taken back. */
  returns: number
  /** Units whose return was refused: they can return this ticket no more. */
  bound: string[]
  /** Whether the present lead is one of them. */
  designated: boolean
  assists: { unit: string; state: 'open' | 'done' | 'lapsed' }[]
  /** An extension that was asked for and not decided. */
  asked?: Limit
  /** Extensions that the present lead was granted. */
  granted: number
  suspended: boolean
  reworks: number
  reopened: number
  /** Ratings of the present round. */
  ratings: { rater: Rater; appeal?: 'pending' | 'decided' }[]
  silent: Rater[]
  warning: 'none' | 'yellow' | 'red'
  overdue: ('accept' | 'handle')[]
  urges: number
  supervised: boolean
  clocks: Partial<Record<DeadlineKind, NaiveClock>>
}

export const blankCard: Card = {
  status: 'draft',
  version: 0,
  photos: 0,
  whistledAt: 0,
  dispatchedAt: 0,
  closedAt: 0,
  returns: 0,
  bound: [],
  designated: false,
  assists: [],
  granted: 0,
  suspended: false,
  reworks: 0,
  reopened: 0,
  ratings: [],
  silent: [],
  warning: 'none',
  overdue: [],
  urges: 0,
  supervised: false,
  clocks: {},
}
