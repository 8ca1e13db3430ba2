/** Every setting in a row, for the reference: made from the schema, so that it cannot say anything else. */
import type { Sentence } from '@chuishao/core/ticket'
import type * as z from 'zod/mini'
import { allowedIn } from './allowed-words.ts'
import { variablesOf } from './environment.ts'
import { branchesOf, outlineOf, type OutlineNode } from './outline.ts'

export interface SettingRow {
  /** `*` stands for a name that one chooses, or a number in a list. */
  path: string
  /** Absent below names that one chooses: the section's variable takes JSON. */
  variable?: string
  about?: Sentence
  allowed: Sentence
  /** As JSON; absent where there is none. */
  default?: string
  required: boolean
}

export function settingsTable(schema: z.ZodMiniType, { prefix }: { prefix: string }): SettingRow[] {
  const outline = outlineOf(schema)
  const variables = new Map(variablesOf(outline, prefix).map(({ name, path }) => [path.join('.'), name]))
  const rows: SettingRow[] = []

  const visit = (nodes: OutlineNode[], path: string[], required: boolean) => {
    const below = childEntries(nodes)
    const about = nodes.find((it) => it.about)?.about
    const name = path.join('.')
    if (path.length > 0 && (below.length === 0 || about !== undefined)) {
      const variable = variables.get(name)
      const value = nodes.find((it) => it.default !== undefined)?.default
      rows.push({
        path: name,
        ...(variable !== undefined && { variable }),
        ...(about && { about }),
        allowed: allowedIn(nodes),
        ...(value !== undefined && !isEmptyObject(value) && { default: JSON.stringify(value) }),
        required,
      })
    }
    for (const [key, inner, needed] of below) visit(inner, [...path, key], needed)
  }
  visit(branchesOf(outline), [], true)
  return rows
}

/** Names below a place, each once, with all that may stand there. */
function childEntries(nodes: readonly OutlineNode[]): [string, OutlineNode[], boolean][] {
  const found = new Map<string, { nodes: OutlineNode[]; required: boolean }>()
  const add = (key: string, node: OutlineNode, required: boolean) => {
    const before = found.get(key)
    const all = [...(before?.nodes ?? []), ...branchesOf(node)]
    found.set(key, { nodes: all, required: required && (before?.required ?? true) })
  }
  for (const node of nodes) {
    for (const [key, inner] of Object.entries(node.properties ?? {}))
      add(key, inner, node.required?.includes(key) ?? false)
    if (typeof node.additionalProperties === 'object') add('*', node.additionalProperties, false)
    if (node.items !== undefined && branchesOf(node.items).some((it) => it.properties))
      add('*', node.items, false)
  }
  return [...found].map(([key, it]) => [key, it.nodes, it.required])
}

const isEmptyObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
