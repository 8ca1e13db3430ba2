/** The lifecycle as the parts of a picture: states, and the arrows between them. Mermaid and SVG are drawn from it. */
import type { CommandType, Policy, Status } from '../ticket/index.ts'
import { permissionMatrix } from './permission-matrix.ts'

export interface DiagramState {
  status: Status
  /** On the main path, off it, or an end without a way on. */
  part: 'main' | 'side' | 'end'
  /** Commands that leave a ticket where it is, in the order of the machine. */
  stays: CommandType[]
}

export interface DiagramArrow {
  from: Status
  to: Status
  /** Commands that share the way, each once. */
  commands: CommandType[]
  /** Whether it is a step of the main path. */
  main: boolean
}

/** The main path comes first, also among the arrows that leave a state: layout engines keep to that order. */
export interface Diagram {
  states: DiagramState[]
  arrows: DiagramArrow[]
}

/** The way of a ticket for which all goes well. A policy without result review skips that room. */
const mainPath: readonly Status[] = [
  'draft',
  'whistled',
  'accepted',
  'underReview.resolved',
  'closed',
  'evaluated',
]

/** States and arrows that a policy's tickets can reach. */
export function lifecycleDiagram(policy: Policy): Diagram {
  const permissions = permissionMatrix(policy)
  const statuses = reachable(permissions)
  const path = mainPath.filter((it) => statuses.has(it))
  const arrows = new Map<string, DiagramArrow>()
  const stays = new Map<Status, Set<CommandType>>()
  for (const { from, command, to } of permissions.filter((it) => statuses.has(it.from))) {
    if (from === to) {
      stays.set(from, (stays.get(from) ?? new Set()).add(command))
      continue
    }
    const main = path.includes(from) && path[path.indexOf(from) + 1] === to
    const arrow = arrows.get(`${from} ${to}`) ?? { from, to, commands: [], main }
    if (!arrow.commands.includes(command)) arrow.commands.push(command)
    arrows.set(`${from} ${to}`, arrow)
  }
  const isEnd = (status: Status) => ![...arrows.values()].some(({ from }) => from === status)
  const order = [...new Set([...path, ...statuses])]
  const states = order.map((status) => ({
    status,
    part: path.includes(status) ? ('main' as const) : isEnd(status) ? ('end' as const) : ('side' as const),
    stays: [...(stays.get(status) ?? [])],
  }))
  const inOrder = [...arrows.values()].sort(
    (a, b) => order.indexOf(a.from) - order.indexOf(b.from) || Number(b.main) - Number(a.main),
  )
  return { states, arrows: inOrder }
}

/** From the draft on, breadth first. */
function reachable(permissions: readonly { from: Status; to: Status }[]): Set<Status> {
  const found = new Set<Status>(['draft'])
  for (const status of found) {
    for (const { from, to } of permissions) if (from === status) found.add(to)
  }
  return found
}
