/** No deadline is with two pollers at once, by the clock that they gave to the store. */
import { groupBy } from './group-by.ts'
import type { Claim, LogEntry } from './operation-log.ts'
import type { Violation } from './violation.ts'

export function checkLeases(logs: LogEntry[][]): Violation[] {
  const claims = logs.flat().filter((entry) => entry.type === 'claim')
  return [...groupBy(claims, deadlineKey).values()].flatMap((same) => {
    const inTime = same.toSorted((a, b) => (a.now < b.now ? -1 : a.now > b.now ? 1 : 0))
    return inTime.flatMap((claim, index): Violation[] => {
      const before = inTime[index - 1]
      if (!before || claim.now >= before.until) return []
      const { tenantId, ticketId, kind } = claim
      const found = `${kind}: ${before.owner} had it until ${before.until}, ${claim.owner} got it at ${claim.now}`
      return [{ rule: 'lease', tenantId, ticketId, found }]
    })
  })
}

const deadlineKey = ({ tenantId, ticketId, kind, dueAt }: Claim) => `${tenantId} ${ticketId} ${kind} ${dueAt}`
