/** Draws the lifecycle as a Mermaid state diagram, from the machine itself. */
import type { Policy, Status } from '../ticket/index.ts'
import { permissionMatrix } from './permission-matrix.ts'

const name = (status: Status) => status.replace('.', '_')

/** Mermaid source (`stateDiagram-v2`); commands that lead to the same place share one arrow. */
export function toMermaid(policy: Policy): string {
  const arrows = new Map<string, Set<string>>()
  for (const { from, command, to } of permissionMatrix(policy)) {
    const key = `${name(from)} --> ${name(to)}`
    arrows.set(key, (arrows.get(key) ?? new Set()).add(command))
  }
  const ends = (['withdrawn', 'merged', 'discarded', 'evaluated'] as const).map((end) => `  ${end} --> [*]`)
  const lines = [...arrows].map(([arrow, commands]) => `  ${arrow}: ${[...commands].join(', ')}`)
  return [
    'stateDiagram-v2',
    '  state "underReview: returned" as underReview_returned',
    '  state "underReview: resolved" as underReview_resolved',
    '  [*] --> draft',
    ...lines,
    ...ends,
    '',
  ].join('\n')
}
