/**
 * A tenant's log is not the one that the rollup was fed from: its database was put back to an earlier state, or another
 * one stands in its place. What is in stays as it is until somebody decides.
 */
export class RollupDivergedError extends Error {
  override readonly name = 'RollupDivergedError'
  readonly code = 'rollupDiverged'
  readonly tenantId: string
  /** How far the rollup is. */
  readonly position: number
  /** Where the tenant's feed ends. */
  readonly head: number
  constructor(tenantId: string, position: number, head: number) {
    super(
      `The rollup has taken in tenant ${tenantId} up to position ${position}, and the feed (now at ${head}) does not go ` +
        'on from there. If that database is the right one, build the tenant again: forgetRollup.',
    )
    this.tenantId = tenantId
    this.position = position
    this.head = head
  }
}
