/** From stored tickets to the machine's snapshots and back. */
import { getNextTransitions, type StateValue } from 'xstate'
import type { CommandType, Policy, Status, Ticket } from '../ticket/index.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { weekendCalendar } from '../time/custom-calendar.ts'
import { createLifecycle, type TicketMachine } from './machine.ts'
import type { Rule } from './rules.ts'

const machines = new WeakMap<Policy, WeakMap<WorkingCalendar, TicketMachine>>()

/** The machine of a policy on a calendar, made once. */
export function lifecycleOf(policy: Policy, calendar: WorkingCalendar = weekendCalendar): TicketMachine {
  const byCalendar = machines.get(policy) ?? new WeakMap<WorkingCalendar, TicketMachine>()
  machines.set(policy, byCalendar)
  const machine = byCalendar.get(calendar) ?? createLifecycle(policy, calendar)
  byCalendar.set(calendar, machine)
  return machine
}

/** A snapshot of the machine in a stored ticket's state. */
export function snapshotOf(machine: TicketMachine, ticket: Ticket) {
  const [outer = 'draft', inner] = ticket.status.split('.')
  const value: StateValue = inner === undefined ? outer : { [outer]: inner }
  return machine.resolveState({ value: value as never, context: { ticket } })
}

export interface Transition {
  type: CommandType
  rules: Rule[]
  /** Absent where the ticket stays in its state. */
  to?: Status
}

/** Every transition that leads out of a state, first choice first. */
export const transitionsOf = (snapshot: ReturnType<typeof snapshotOf>): Transition[] =>
  getNextTransitions(snapshot).map(({ eventType, guard, target }) => {
    const [node] = target ?? []
    return {
      type: eventType as CommandType,
      rules: (guard as { params?: Rule[] } | undefined)?.params ?? [],
      ...(node && { to: node.path.join('.') as Status }),
    }
  })

type RulesByType = Map<CommandType, Rule[][]>
const rulesByStatus = new WeakMap<TicketMachine, Map<Status, RulesByType>>()

/** The rules of each transition that a command may take from here, first choice first. */
export function rulesFor(machine: TicketMachine, ticket: Ticket, type: CommandType): Rule[][] {
  const byStatus = rulesByStatus.get(machine) ?? new Map<Status, RulesByType>()
  rulesByStatus.set(machine, byStatus)
  const byType = byStatus.get(ticket.status) ?? groupRules(transitionsOf(snapshotOf(machine, ticket)))
  byStatus.set(ticket.status, byType)
  return byType.get(type) ?? []
}

function groupRules(transitions: Transition[]): RulesByType {
  const byType: RulesByType = new Map()
  for (const { type, rules } of transitions) byType.set(type, [...(byType.get(type) ?? []), rules])
  return byType
}
