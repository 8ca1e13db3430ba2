/**
 * Places the lifecycle on a sheet with ELK's layered layout: the main path straight down, loops back on one side of it,
 * the return review on the other. ELK (EPL-2.0) only runs here; nothing of it is in any package.
 */
import type { DiagramArrow, Diagram, DiagramState } from '@chuishao/core/lifecycle'
import type { Status } from '@chuishao/core/ticket'
import Elk from 'elkjs/lib/elk.bundled.js'
import type { ElkExtendedEdge, ElkNode, ElkPoint } from 'elkjs/lib/elk-api.js'

export interface Size {
  width: number
  height: number
}
export interface Box extends Size {
  x: number
  y: number
}

export interface LayoutOptions {
  /** Size of a state's box, in pixels. */
  boxOf: (state: DiagramState) => Size
  /** Size of an arrow's label, in pixels. */
  labelOf: (arrow: DiagramArrow) => Size
}

export interface PlacedArrow {
  arrow: DiagramArrow
  /** Corners from start to end. */
  points: ElkPoint[]
  label: Box
}

export interface Sheet extends Size {
  states: { state: DiagramState; box: Box }[]
  arrows: PlacedArrow[]
}

const layered = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.thoroughness': '60',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.labelNode': '4',
  'elk.spacing.labelLabel': '6',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
}

const onTheLine = { 'elk.edgeLabels.inline': 'true' }
const priority = (value: number) => ({
  'elk.layered.priority.direction': String(value),
  'elk.layered.priority.straightness': String(value),
  'elk.layered.priority.shortness': String(value),
})

/** Draws the states into layers: a step of the main path each, and whatever a step leads to beside the next step. */
function layersOf({ states, arrows }: Diagram): Map<Status, number> {
  const main = states.filter(({ part }) => part === 'main').map(({ status }) => status)
  const layers = new Map(main.map((status, i) => [status, i]))
  for (const { status } of states.filter(({ part }) => part !== 'main')) {
    const from = arrows.filter((it) => it.to === status).map((it) => layers.get(it.from) ?? 0)
    layers.set(status, Math.max(0, ...from) + 1)
  }
  return layers
}

type Side = 'ahead' | 'behind' | 'near' | 'far'

/** Where an arrow leaves and enters: straight on, or, for a way back, round by one side of the main path or the other. */
function sidesOf({ from, to, main }: DiagramArrow, { states }: Diagram, layers: Map<Status, number>): Side[] {
  const partOf = (status: Status) => states.find((it) => it.status === status)?.part
  const back = (layers.get(from) ?? 0) - (layers.get(to) ?? 0)
  if (main || partOf(to) !== 'main') return ['ahead', 'behind']
  if (partOf(from) === 'main') return ['near', 'near']
  if (back < 0) return ['ahead', 'behind']
  return back < 2 ? ['near', 'far'] : ['far', 'far']
}

const compass = { ahead: 'SOUTH', behind: 'NORTH', near: 'EAST', far: 'WEST' } as const

interface Port {
  id: string
  status: Status
  side: Side
  /** Layers to the other end of its arrow, negative for a way back. */
  reach: number
}

function portsOf(diagram: Diagram): Port[] {
  const layers = layersOf(diagram)
  const layer = (status: Status) => layers.get(status) ?? 0
  return diagram.arrows.flatMap((arrow, i) => {
    const { from, to } = arrow
    const [leaves = 'ahead', enters = 'behind'] = sidesOf(arrow, diagram, layers)
    return [
      { id: `${i}.from`, status: from, side: leaves, reach: layer(to) - layer(from) },
      { id: `${i}.to`, status: to, side: enters, reach: layer(from) - layer(to) },
    ]
  })
}

/** Along a side: loops lie in each other, so the longest stand in the middle. Counted clockwise, as ELK does. */
const alongSide = ({ reach, side }: Port) => {
  const along = reach < 0 ? -reach : 100 - reach
  return side === 'near' ? along : -along
}

/** Lays the diagram out. The same diagram gives the same sheet, to the pixel. */
export async function layOut(diagram: Diagram, options: LayoutOptions): Promise<Sheet> {
  const { states, arrows } = diagram
  const {
    children = [],
    edges = [],
    width = 0,
    height = 0,
  } = await new Elk.default().layout(graphOf(diagram, options))
  return {
    width,
    height,
    states: states.map((state) => ({ state, box: boxAt(children.find(({ id }) => id === state.status)) })),
    arrows: arrows.map((arrow, i) =>
      placedArrow(
        arrow,
        edges.find(({ id }) => id === String(i)),
      ),
    ),
  }
}

function graphOf(diagram: Diagram, { boxOf, labelOf }: LayoutOptions): ElkNode {
  const layers = layersOf(diagram)
  const ports = portsOf(diagram).sort((a, b) => alongSide(a) - alongSide(b))
  return {
    id: 'sheet',
    layoutOptions: layered,
    children: diagram.states.map((state) => {
      const own = ports.filter(({ status }) => status === state.status)
      const on = (side: Side) => own.filter((it) => it.side === side).length
      // ELK finds the better order itself where several arrows lead straight on.
      const loopsOnly = on('ahead') < 2 && on('behind') < 2
      return {
        id: state.status,
        ...boxOf(state),
        layoutOptions: {
          'elk.portConstraints': loopsOnly ? 'FIXED_ORDER' : 'FIXED_SIDE',
          'elk.partitioning.partition': String(layers.get(state.status) ?? 0),
        },
        ports: own.map(({ id, side }, i) => ({
          id,
          layoutOptions: {
            'elk.port.side': compass[side],
            ...(loopsOnly && { 'elk.port.index': String(i) }),
          },
        })),
      }
    }),
    edges: diagram.arrows.map((arrow, i) => ({
      id: String(i),
      sources: [`${i}.from`],
      targets: [`${i}.to`],
      labels: [
        { id: `${i}.label`, text: arrow.commands.join(), ...labelOf(arrow), layoutOptions: onTheLine },
      ],
      layoutOptions: priority(arrow.main ? 10 : 1),
    })),
  }
}

const boxAt = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box> = {}): Box => ({ x, y, width, height })

function placedArrow(arrow: DiagramArrow, edge: ElkExtendedEdge | undefined): PlacedArrow {
  const [section] = edge?.sections ?? []
  if (section === undefined) throw new Error(`No way was found from ${arrow.from} to ${arrow.to}`)
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
  return { arrow, points, label: boxAt(edge?.labels?.[0]) }
}
