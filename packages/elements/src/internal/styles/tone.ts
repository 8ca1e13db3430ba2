/** Which colour a status or a warning speaks in. Never colour alone: the word stands beside it. */
import type { Status, Ticket } from '@chuishao/core/ticket'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

const tones: Record<Status, Tone> = {
  draft: 'neutral',
  whistled: 'warning',
  accepted: 'info',
  rejected: 'danger',
  'underReview.returned': 'warning',
  'underReview.resolved': 'info',
  closed: 'success',
  evaluated: 'success',
  withdrawn: 'neutral',
  merged: 'neutral',
  discarded: 'neutral',
}

export const statusTone = (status: Status): Tone => tones[status]

export const warningTone = (warning: Ticket['warning']): Tone =>
  (({ none: 'neutral', yellow: 'warning', red: 'danger' }) as const)[warning]
