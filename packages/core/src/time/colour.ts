/** What colour a clock has: none, yellow before it is due, red once it is overdue. */
import type { Instant } from '../ticket/primitives.ts'
import type { Clock, Ticket } from '../ticket/ticket.ts'

type Colour = Ticket['warning']

/**
 * The colour of a limit at a moment. A clock that stands still keeps the colour that it had when it stopped.
 * @param warning the clock of its warning; undefined where it has none, or where that one has rung: see `ticketColour`
 */
export function clockColour(clock: Clock, at: Instant, warning?: Clock): Colour {
  const moment = clock.pausedAt !== undefined && clock.pausedAt < at ? clock.pausedAt : at
  if (clock.dueAt <= moment) return 'red'
  return warning && warning.dueAt <= moment ? 'yellow' : 'none'
}

const order: Colour[] = ['none', 'yellow', 'red']

/**
 * The colour of a ticket at a moment, at least that of its latest event: what the next deadlines make of it, also
 * before anybody has told the ticket that they were reached.
 */
export function ticketColour({ warning, clocks }: Pick<Ticket, 'warning' | 'clocks'>, at: Instant): Colour {
  const { accept, acceptWarning, handle, handleWarning, suspensionReview } = clocks
  const colours = [
    warning,
    ...(accept ? [clockColour(accept, at, acceptWarning)] : []),
    ...(handle ? [clockColour(handle, at, handleWarning)] : []),
    ...(suspensionReview && suspensionReview.dueAt <= at ? ['yellow' as const] : []),
  ]
  return colours.reduce((worst, colour) => (order.indexOf(colour) > order.indexOf(worst) ? colour : worst))
}
