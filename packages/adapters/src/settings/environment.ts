/** Settings from the environment: every place with a fixed name has a variable, `listen.port` → `WHISTLE_LISTEN_PORT`. */
import { branchesOf, type OutlineNode } from './outline.ts'

export interface Variable {
  name: string
  path: string[]
  nodes: OutlineNode[]
}

/** All variables of an outline, sections before what is in them. */
export function variablesOf(outline: OutlineNode, prefix: string, path: string[] = []): Variable[] {
  const nodes = branchesOf(outline)
  const own = path.length === 0 ? [] : [{ name: variableName(prefix, path), path, nodes }]
  const below = nodes.flatMap(({ properties = {} }) => Object.entries(properties))
  const inside = below.flatMap(([key, node]) => variablesOf(node, prefix, [...path, key]))
  const byName = new Map([...own, ...inside].map((it) => [it.name, it]))
  return [...byName.values()]
}

const variableName = (prefix: string, path: readonly string[]) =>
  [prefix, ...path.map((key) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase())].join('_')

/**
 * A variable's text as the value that its place takes: lists with commas or as JSON, objects as JSON. What does not fit
 * stays a text, which the schema then refuses.
 */
export function valueFrom(text: string, nodes: readonly OutlineNode[]): unknown {
  const takes = (type: string) => nodes.some((node) => node.type === type)
  if ((takes('integer') || takes('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (takes('boolean') && /^(true|false)$/.test(text)) return text === 'true'
  if (/^[[{]/.test(text) && (takes('object') || takes('array'))) {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  if (takes('array'))
    return text
      .split(',')
      .map((it) => it.trim())
      .filter((it) => it !== '')
  return text
}
