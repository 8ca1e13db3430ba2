/** Runs the statechart in XState: actors, pure transitions, the inspector, graph tools. */
import { assign, setup, type StateValue } from 'xstate'
import { newTicket, type Policy, type Status, type Ticket } from '../ticket/index.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { weekendCalendar } from '../time/custom-calendar.ts'
import type { ClockOrder, Settings } from './clocks.ts'
import { entered } from './entered.ts'
import { withEffect, type Effect } from './effects.ts'
import type { LifecycleEvent } from './event.ts'
import { statechart } from './machine.ts'
import { brokenRule, type Rule } from './rules.ts'

interface Moment {
  context: { ticket: Ticket }
  event: LifecycleEvent
}

const lifecycle = (settings: Settings) => {
  const after = ({ context, event }: Moment, effect: Effect) => ({
    ticket: withEffect(context.ticket, effect, event, settings),
  })
  return setup({
    types: {
      context: {} as { ticket: Ticket },
      input: {} as { id: string },
      events: {} as LifecycleEvent,
    },
    guards: {
      obeys: ({ context, event }, rules: readonly Rule[]) =>
        brokenRule(context.ticket, event, rules) === undefined,
    },
    actions: {
      record: assign((moment) => after(moment, 'record')),
      endRating: assign((moment) => after(moment, 'endRating')),
      clock: assign((moment, params: ClockOrder) => after(moment, { type: 'clock', params })),
      close: assign((moment, params: { as: NonNullable<Ticket['closing']> }) =>
        after(moment, { type: 'close', params }),
      ),
      // Not by `after`: a new actor enters its first state before there is any command.
      enter: assign(({ context }, { status }: { status: Status }) => ({
        ticket: entered(context.ticket, status),
      })),
    },
  })
}

/**
 * The machine of a policy in XState: `createActor`, `transition`, the inspector. Its context is the whole ticket; its
 * events are made by `lifecycleEvent`.
 * @param calendar what its working days are; Monday to Friday where none is given
 */
export const createLifecycle = (policy: Policy, calendar: WorkingCalendar = weekendCalendar) =>
  lifecycle({ policy, calendar }).createMachine({
    ...statechart(policy),
    context: ({ input }) => ({ ticket: newTicket(input.id) }),
  })

export type TicketMachine = ReturnType<typeof createLifecycle>

/** A snapshot of the machine in a stored ticket's state, to go on from there. */
export function snapshotOf(machine: TicketMachine, ticket: Ticket) {
  const [outer = 'draft', inner] = ticket.status.split('.')
  const value: StateValue = inner === undefined ? outer : { [outer]: inner }
  return machine.resolveState({ value: value as never, context: { ticket } })
}
