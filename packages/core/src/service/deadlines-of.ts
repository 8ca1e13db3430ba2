/** The deadlines that a store has to watch: every clock that runs. */
import type { Ticket } from '../ticket/index.ts'
import type { DeadlineRow } from './store.ts'

export const deadlinesOf = ({ clocks }: Ticket): DeadlineRow[] =>
  Object.values(clocks)
    .filter((it) => it.pausedAt === undefined)
    .map(({ kind, dueAt }) => ({ kind, dueAt }))
