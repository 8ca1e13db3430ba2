/** Walks the machine: who may send what in which state, where it leads, and under which rules. */
import {
  roles,
  statuses,
  type CommandType,
  type Policy,
  type Role,
  type Status,
  type Ticket,
} from '../ticket/index.ts'
import type { ClockOrder } from './clocks.ts'
import type { Effect } from './effects.ts'
import type { Rule } from './rules.ts'
import { transitionsFrom } from './step.ts'

export interface Permission {
  from: Status
  command: CommandType
  to: Status
  roles: Role[]
  /** The other rules that must be obeyed. */
  rules: Exclude<Rule, { type: 'hasRole' }>[]
  /** What it does to the clocks, in order. */
  clocks: ClockOrder[]
  /** How it closes the ticket, where it does. */
  closing?: NonNullable<Ticket['closing']>
}

/** Every transition of the lifecycle under a policy, in the order of its states. */
export function permissionMatrix(policy: Policy): Permission[] {
  return statuses.flatMap((from) =>
    transitionsFrom(policy, from).map(({ type, rules, effects, to }) => ({
      from,
      command: type,
      to: to ?? from,
      roles: rolesOf(rules),
      rules: rules.filter((rule) => rule.type !== 'hasRole'),
      ...doneBy(effects),
    })),
  )
}

function doneBy(effects: readonly Effect[]): Pick<Permission, 'clocks' | 'closing'> {
  const written = effects.filter((effect) => typeof effect !== 'string')
  const [closing] = written.flatMap((it) => (it.type === 'close' ? [it.params.as] : []))
  return {
    clocks: written.flatMap((it) => (it.type === 'clock' ? [it.params] : [])),
    ...(closing && { closing }),
  }
}

/** A transition without a rule about roles is open to every role. */
function rolesOf(rules: readonly Rule[]): Role[] {
  const named = rules.flatMap((rule) => (rule.type === 'hasRole' ? rule.roles : []))
  return named.length > 0
    ? roles.filter((role) => named.includes(role))
    : roles.filter((role) => role !== 'system')
}
