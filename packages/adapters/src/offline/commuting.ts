/** Which commands keep their meaning when others have acted on the ticket meanwhile. */
import type { Command, Ticket } from '@chuishao/core/ticket'

/** They only add: whatever else happened, the person would have said the same. */
const adding: ReadonlySet<Command['type']> = new Set(['COMMENT', 'URGE', 'REPORT_PROGRESS', 'ASSIST_DONE'])

/** @param seen the ticket that the command was made for */
export function commutes(command: Command, seen: Ticket | undefined, current: Ticket): boolean {
  if (adding.has(command.type)) return true
  // Two who rate do not disturb each other, as long as they rate the same result.
  return command.type === 'EVALUATE' && !!seen && resultOf(seen) === resultOf(current)
}

const resultOf = ({ results, reopenCount, reworkCount }: Ticket): string =>
  [results.length, reopenCount, reworkCount].join()
