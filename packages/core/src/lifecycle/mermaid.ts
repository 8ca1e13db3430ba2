/** Draws the lifecycle as a Mermaid state diagram, from the machine itself. */
import type { CommandType, Policy, Status } from '../ticket/index.ts'
import { lifecycleDiagram } from './diagram.ts'

/** What people call states and commands, e.g. the catalogue of a language; codes stand alone where absent. */
export interface DiagramWords {
  statuses?: Partial<Record<Status, string>>
  commands?: Partial<Record<CommandType, string>>
}

const id = (status: Status) => status.replace('.', '_')
const called = (code: string, word: string | undefined) => (word === undefined ? code : `${word} ${code}`)

/**
 * Mermaid source (`stateDiagram-v2`). Commands that lead to the same place share one arrow; those that leave a ticket
 * where it is are not drawn. The main path is bold, ends are dashed. The two rooms of `underReview` stand on their own,
 * because Mermaid 11 lays labels over each other where arrows enter and leave a nested state.
 */
export function toMermaid(policy: Policy, { statuses = {}, commands = {} }: DiagramWords = {}): string {
  const { states, arrows } = lifecycleDiagram(policy)
  const lines = [
    ...states.map(({ status }) => `state "${called(status, statuses[status])}" as ${id(status)}`),
    '[*] --> draft',
    ...arrows.map(
      ({ from, to, commands: types }) =>
        `${id(from)} --> ${id(to)}: ${types.map((type) => called(type, commands[type])).join('<br/>')}`,
    ),
    'classDef main font-weight:bold,stroke-width:3px',
    'classDef exit stroke-dasharray:4',
    ...(['main', 'end'] as const).map((part) => {
      const members = states.filter((it) => it.part === part).map(({ status }) => id(status))
      return `class ${members.join(',')} ${part === 'end' ? 'exit' : part}`
    }),
  ]
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n')
}
