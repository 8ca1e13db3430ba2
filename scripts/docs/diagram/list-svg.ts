/** The lifecycle as a list, for phones: state by state, with the ways that lead out of each in words. */
import {
  lifecycleDiagram,
  type Diagram,
  type DiagramArrow,
  type DiagramState,
} from '@chuishao/core/lifecycle'
import type { CommandType, Policy } from '@chuishao/core/ticket'
import { words } from '../words.ts'
import { escaped, framed } from './svg-frame.ts'

const { statuses, commands } = words.zh
const width = 360
const margin = 12
const padding = 14
const headHeight = 44
const wayHeight = 42
const gap = { main: 58, side: 20 }

const text = (kind: string, x: number, y: number, content: string) =>
  `<text class="${kind}" x="${x}" y="${y}">${escaped(content)}</text>`

/** Draws a policy's lifecycle 360 pixels wide. Ends are only named: nothing leads out of them. */
export function lifecycleList(policy: Policy): string {
  const diagram = lifecycleDiagram(policy)
  const parts: string[] = []
  let y = margin
  for (const state of diagram.states.filter(({ part }) => part !== 'end')) {
    const ways = waysFrom(state, diagram)
    const height = headHeight + ways.length * wayHeight + (ways.length > 0 ? 4 : 0)
    parts.push(drawState(state, ways, y, height))
    y += height
    const next = diagram.arrows.find(({ from, main }) => main && from === state.status)
    if (next) parts.push(drawStep(next, y))
    y += next ? stepHeight(next) : gap.side
  }
  return framed(parts, width, y - gap.side + margin, diagram)
}

interface Way {
  type: CommandType
  to: DiagramArrow['to']
}

const waysFrom = ({ status }: DiagramState, { arrows }: Diagram): Way[] =>
  arrows
    .filter(({ from, main }) => from === status && !main)
    .flatMap(({ to, commands: types }) => types.map((type) => ({ type, to })))

function drawState({ status, part }: DiagramState, ways: readonly Way[], y: number, height: number): string {
  const left = margin + padding
  const box = `<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${height}" rx="10"/>`
  const lines = ways.flatMap(({ type, to }, i) => {
    const top = y + headHeight + i * wayHeight
    return [
      text('command', left, top + 14, `${commands[type]} → ${statuses[to]}`),
      text('command-code', left, top + 30, `${type} → ${to}`),
    ]
  })
  const name = text('name', left, y + 28, statuses[status])
  const code = text('code at-end', width - left, y + 28, status)
  return `<g class="state ${part}">${box}${name}${code}</g><g>${lines.join('')}</g>`
}

const stepHeight = ({ commands: types }: DiagramArrow) => gap.main + (types.length - 1) * 36

function drawStep(arrow: DiagramArrow, y: number): string {
  const x = margin + 30
  const lines = arrow.commands.flatMap((type, i) => [
    text('command', x + 20, y + 24 + i * 36, commands[type]),
    text('command-code', x + 20, y + 41 + i * 36, type),
  ])
  const end = y + stepHeight(arrow) - 3
  return `<g class="main"><path class="arrow main" d="M${x} ${y}V${end}" marker-end="url(#main-head)"/>${lines.join('')}</g>`
}
