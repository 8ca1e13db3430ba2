/** What the form tells its page. */
import type { Draft } from '@chuishao/core/ticket'

export interface WhistleDraftDetail {
  /** Without attachments, since photos are uploaded later: a host without a gateway reads them from `photos`. */
  draft: Draft
}

export interface WhistleSentDetail {
  ticketId: string
  version: number
  leadUnitId: string | null
  /** True where it waits on this device for a network. */
  pending: boolean
}

export interface WhistleDraftSavedDetail {
  ticketId: string
  version: number
}

declare global {
  interface HTMLElementEventMap {
    'whistle-before-send': CustomEvent<WhistleDraftDetail>
    'whistle-submit': CustomEvent<WhistleDraftDetail>
    'whistle-sent': CustomEvent<WhistleSentDetail>
    'whistle-draft-saved': CustomEvent<WhistleDraftSavedDetail>
  }
}
