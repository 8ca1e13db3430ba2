/** Writes down which deadlines a poller got, when it gets them and before anybody acts on them. */
import type { TicketStore } from '@chuishao/core/service'
import type { OperationLog } from '../operation-log.ts'

export const loggingClaims = (store: TicketStore, log: Pick<OperationLog, 'write'>): TicketStore => ({
  ...store,
  async claimDue(asked) {
    const claimed = await store.claimDue(asked)
    const until = new Date(Date.parse(asked.now) + asked.leaseMs).toISOString()
    for (const due of claimed) log.write({ type: 'claim', ...due, owner: asked.owner, now: asked.now, until })
    return claimed
  },
})
