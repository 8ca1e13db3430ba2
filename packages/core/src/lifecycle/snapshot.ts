/** From stored tickets to the machine's snapshots and back. */
import { getNextTransitions, type StateValue } from 'xstate'
import type { CommandType, Policy, Status, Ticket } from '../ticket/index.ts'
import { createLifecycle, type TicketMachine } from './machine.ts'
import type { Rule } from './rules.ts'

const machines = new WeakMap<Policy, TicketMachine>()

/** The machine of a policy, made once. */
export function lifecycleOf(policy: Policy): TicketMachine {
  const machine = machines.get(policy) ?? createLifecycle(policy)
  machines.set(policy, machine)
  return machine
}

/** A snapshot of the machine in a stored ticket's state. */
export function snapshotOf(machine: TicketMachine, ticket: Ticket) {
  const [outer = 'draft', inner] = ticket.status.split('.')
  const value: StateValue = inner === undefined ? outer : { [outer]: inner }
  return machine.resolveState({ value: value as never, context: ticket })
}

/** Our name of a machine's state. */
export const statusOf = (value: StateValue): Status =>
  (typeof value === 'string' ? value : Object.entries(value).flat().join('.')) as Status

/** The rules of each transition that a command may take from here, first choice first. */
export function rulesFor(machine: TicketMachine, ticket: Ticket, type: CommandType): Rule[][] {
  return getNextTransitions(snapshotOf(machine, ticket))
    .filter((it) => it.eventType === type)
    .map((it) => (it.guard as { params?: Rule[] } | undefined)?.params ?? [])
}
