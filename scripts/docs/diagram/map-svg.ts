/** The lifecycle as a map: every state and every way between two of them, for screens from a tablet on. */
import { lifecycleDiagram, type DiagramArrow, type DiagramState } from '@chuishao/core/lifecycle'
import type { CommandType, Policy } from '@chuishao/core/ticket'
import { words } from '../words.ts'
import { layOut, type Box, type PlacedArrow, type Sheet, type Size } from './layout.ts'
import { roundedPath } from './rounded-path.ts'
import { escaped, font, framed, round } from './svg-frame.ts'
import { textWidth } from './text-width.ts'

const { statuses, commands } = words.zh
const lineHeight = { command: 17, commandCode: 13 }
const margin = 22
/** Room between the frame around the rooms of a state and its boxes. */
const roomMargin = 11

interface Line {
  text: string
  kind: keyof typeof lineHeight
}

/** A long code breaks after its underscore: then a label is about as narrow as its Chinese name. */
const codeLines = (type: CommandType) => (type.length > 9 ? type.split(/(?<=_)/) : [type])

const linesOf = ({ commands: types }: DiagramArrow): Line[] =>
  types.flatMap((type) => [
    { text: commands[type], kind: 'command' },
    ...codeLines(type).map((text): Line => ({ text, kind: 'commandCode' })),
  ])

const labelOf = (arrow: DiagramArrow): Size => {
  const lines = linesOf(arrow)
  return {
    width: Math.max(...lines.map(({ text, kind }) => textWidth(text, font[kind]))) + 8,
    height: lines.reduce((sum, { kind }) => sum + lineHeight[kind], 5),
  }
}

const boxOf = ({ status, part }: DiagramState): Size => {
  const width = Math.max(textWidth(statuses[status], font.name), textWidth(status, font.code)) + 24
  return { width: Math.max(part === 'end' ? 92 : 108, width), height: part === 'end' ? 48 : 56 }
}

/** The places of everything in the map of a policy's lifecycle. */
export const lifecycleSheet = (policy: Policy): Promise<Sheet> =>
  layOut(lifecycleDiagram(policy), { boxOf, labelOf })

/** Draws a policy's lifecycle with the main path straight down. */
export async function lifecycleMap(policy: Policy): Promise<string> {
  const sheet = await lifecycleSheet(policy)
  const quietFirst = [...sheet.arrows].sort((a, b) => Number(a.arrow.main) - Number(b.arrow.main))
  const parts = [
    `<g transform="translate(${margin} ${margin})">`,
    ...drawRoom(sheet),
    ...quietFirst.map(drawArrow),
    ...quietFirst.map(drawLabel),
    ...sheet.states.map(drawState),
    '</g>',
  ]
  const [width, height] = [sheet.width, sheet.height].map((it) => Math.ceil(it + 2 * margin))
  return framed(parts, width ?? 0, height ?? 0, lifecycleDiagram(policy))
}

function drawArrow({ arrow, points }: PlacedArrow): string {
  const [kind, head] = arrow.main ? ['main', 'main-head'] : ['side', 'head']
  return `<path class="arrow ${kind}" d="${roundedPath(points, 8)}" marker-end="url(#${head})"/>`
}

function drawLabel({ arrow, label }: PlacedArrow): string {
  let y = label.y
  const lines = linesOf(arrow).map(({ text, kind }) => {
    y += lineHeight[kind]
    return drawText(text, kind === 'command' ? 'command' : 'command-code', label, y - 1)
  })
  return `<g class="label ${arrow.main ? 'main' : 'side'}">${rectangle(label, 4)}${lines.join('')}</g>`
}

function drawState({ state: { status, part }, box }: Sheet['states'][number]): string {
  const centre = box.y + box.height / 2
  const texts = [
    drawText(statuses[status], 'name', box, centre - 2),
    drawText(status, 'code', box, centre + 16),
  ]
  return `<g class="state ${part}">${rectangle(box, part === 'end' ? 24 : 10)}${texts.join('')}</g>`
}

/** The one state with rooms gets a frame around them. */
function drawRoom({ states }: Sheet): string[] {
  const rooms = states.filter(({ state }) => state.status.includes('.')).map(({ box }) => box)
  if (rooms.length < 2) return []
  const x = Math.min(...rooms.map((it) => it.x)) - roomMargin
  const y = Math.min(...rooms.map((it) => it.y)) - roomMargin
  const width = Math.max(...rooms.map((it) => it.x + it.width)) + roomMargin - x
  const height = Math.max(...rooms.map((it) => it.y + it.height)) + roomMargin - y
  return [rectangle({ x, y, width, height }, 20).replace('<rect', '<rect class="room"')]
}

const drawText = (text: string, kind: string, { x, width }: Box, y: number) =>
  `<text class="${kind} centred" x="${round(x + width / 2)}" y="${round(y)}">${escaped(text)}</text>`

const rectangle = ({ x, y, width, height }: Box, radius: number) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`
