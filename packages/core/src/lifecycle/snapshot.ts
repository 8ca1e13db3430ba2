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

/** The rules of each transition that a command may take from here, first choice first. */
export const rulesFor = (machine: TicketMachine, ticket: Ticket, type: CommandType): Rule[][] =>
  transitionsOf(snapshotOf(machine, ticket)).flatMap((it) => (it.type === type ? [it.rules] : []))
