/** What a history must not have. */

import type { AuditRule } from '../audit/break.ts'

/** The rules that `checkHistory` proves, by the name under which a broken one is reported. */
export type RuleName =
  /** What an audit finds in the store alone. `lost` is also an acknowledged command without its effect, or with another. */
  | AuditRule
  /** A command took effect more than once, or was acknowledged with two results. */
  | 'twice'
  /** A refused command took effect. */
  | 'refusedButDone'
  /** A call that began after another was answered took effect before it. */
  | 'order'
  /** Something of one tenant is with another. */
  | 'tenant'
  /** Two pollers had the same deadline at the same time. */
  | 'lease'

export interface Violation {
  rule: RuleName
  tenantId: string
  ticketId?: string
  /** What was found, for a person. */
  found: string
}
