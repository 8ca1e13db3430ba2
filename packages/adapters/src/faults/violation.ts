/** What a history must not have. */

/** The rules that `checkHistory` proves, by the name under which a broken one is reported. */
export type RuleName =
  /** An acknowledged command has no effect, or another one than was acknowledged. */
  | 'lost'
  /** A command took effect more than once, or was acknowledged with two results. */
  | 'twice'
  /** A refused command took effect. */
  | 'refusedButDone'
  /** An effect that nobody asked for. */
  | 'unasked'
  /** A call that began after another was answered took effect before it. */
  | 'order'
  /** Versions of a ticket have a gap, or one of them is there twice. */
  | 'versions'
  /** Feed positions of a tenant have a gap, or one of them is there twice. */
  | 'positions'
  /** The stored state is not what its events make. */
  | 'fold'
  /** A clock runs that should not, or one that should is not watched. */
  | 'clock'
  /** The hash chain is broken. */
  | 'chain'
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
