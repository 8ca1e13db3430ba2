/** Reads the statechart directly: which transitions a command may take, and the ticket after the one that it takes. */
import { statuses, type CommandType, type Policy, type Status, type Ticket } from '../ticket/index.ts'
import type { Settings } from './clocks.ts'
import { withEffect, type Effect } from './effects.ts'
import type { LifecycleEvent } from './event.ts'
import { statechart } from './machine.ts'
import { brokenRule, type Rule } from './rules.ts'

export interface Transition {
  type: CommandType
  rules: readonly Rule[]
  /** What is done on the way, the entry of the new state included. */
  effects: readonly Effect[]
  /** Absent where the ticket stays in its state. */
  to?: Status
}

/** A transition as the statechart writes it. */
interface Written {
  guard: { params: readonly Rule[] }
  actions: readonly Effect[]
  target?: string
}

interface StateNode {
  entry?: Effect
  on?: Partial<Record<CommandType, Written | readonly Written[]>>
  states?: Record<string, StateNode>
}

type ByType = Map<CommandType, Transition[]>

const charts = new WeakMap<Policy, Map<Status, ByType>>()

function chartOf(policy: Policy): Map<Status, ByType> {
  const known = charts.get(policy)
  if (known) return known
  const root: StateNode = statechart(policy)
  const chart = new Map(statuses.map((status) => [status, readState(root, status)]))
  charts.set(policy, chart)
  return chart
}

const nodeOf = (root: StateNode, status: string): StateNode | undefined =>
  status.split('.').reduce<StateNode | undefined>((node, name) => node?.states?.[name], root)

function readState(root: StateNode, status: Status): ByType {
  const commands = Object.entries(nodeOf(root, status)?.on ?? {}) as [CommandType, Written | Written[]][]
  return new Map(
    commands.map(([type, written]) => [type, [written].flat().map((it) => readTransition(root, type, it))]),
  )
}

function readTransition(root: StateNode, type: CommandType, { guard, actions, target }: Written): Transition {
  if (target === undefined) return { type, rules: guard.params, effects: actions }
  const to = target.replace('#ticket.', '') as Status
  const entry = nodeOf(root, to)?.entry
  return { type, rules: guard.params, effects: entry ? [...actions, entry] : actions, to }
}

/** The transitions that a command may take in a state, first choice first. */
export const transitionsFor = (policy: Policy, status: Status, type: CommandType): Transition[] =>
  chartOf(policy).get(status)?.get(type) ?? []

/** Every transition that leads out of a state. */
export const transitionsFrom = (policy: Policy, status: Status): Transition[] =>
  [...(chartOf(policy).get(status)?.values() ?? [])].flat()

/** The ticket after a command, undefined where no transition's rules are obeyed. */
export function step(ticket: Ticket, event: LifecycleEvent, settings: Settings): Ticket | undefined {
  const taken = transitionsFor(settings.policy, ticket.status, event.type).find(
    ({ rules }) => brokenRule(ticket, event, rules) === undefined,
  )
  return taken?.effects.reduce((next, effect) => withEffect(next, effect, event, settings), ticket)
}
