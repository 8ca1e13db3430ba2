/** Walks the machine: who may send what in which state, where it leads, and under which rules. */
import { roles, statuses, type CommandType, type Policy, type Role, type Status } from '../ticket/index.ts'
import type { Rule } from './rules.ts'
import { transitionsFrom } from './step.ts'

export interface Permission {
  from: Status
  command: CommandType
  to: Status
  roles: Role[]
  /** The other rules that must be obeyed. */
  rules: Exclude<Rule, { type: 'hasRole' }>[]
}

/** Every transition of the lifecycle under a policy, in the order of its states. */
export function permissionMatrix(policy: Policy): Permission[] {
  return statuses.flatMap((from) =>
    transitionsFrom(policy, from).map(({ type, rules, to }) => ({
      from,
      command: type,
      to: to ?? from,
      roles: rolesOf(rules),
      rules: rules.filter((rule) => rule.type !== 'hasRole'),
    })),
  )
}

/** A transition without a rule about roles is open to every role. */
function rolesOf(rules: readonly Rule[]): Role[] {
  const named = rules.flatMap((rule) => (rule.type === 'hasRole' ? rule.roles : []))
  return named.length > 0
    ? roles.filter((role) => named.includes(role))
    : roles.filter((role) => role !== 'system')
}
