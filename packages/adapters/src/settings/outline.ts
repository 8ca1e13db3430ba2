/** The outline of a configuration: its JSON Schema with the meanings, and how one finds one's way in it. */
import type { Sentence } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { meanings } from './setting.ts'

/** One place of the outline. The names are those of JSON Schema. */
export interface OutlineNode {
  type?: string
  properties?: Record<string, OutlineNode>
  required?: string[]
  additionalProperties?: OutlineNode | boolean
  /** What the names of a record may be. */
  propertyNames?: OutlineNode
  items?: OutlineNode
  anyOf?: OutlineNode[]
  oneOf?: OutlineNode[]
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  format?: string
  default?: unknown
  about?: Sentence
  allowed?: Sentence
  secret?: 'whole' | 'url'
  isPath?: boolean
}

export const outlineOf = (schema: z.ZodMiniType): OutlineNode => {
  const outline: OutlineNode = z.toJSONSchema(schema, {
    metadata: meanings,
    io: 'input',
    unrepresentable: 'any',
  }) as OutlineNode
  return outline
}

/** A node and all that may stand in its place. */
export const branchesOf = (node: OutlineNode): OutlineNode[] => [
  node,
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(branchesOf),
]

/** What may stand under a key; an empty list where nothing is known of it. */
export const childrenOf = (nodes: readonly OutlineNode[], key: string): OutlineNode[] =>
  nodes.flatMap(branchesOf).flatMap((node) => {
    const named = node.properties?.[key]
    if (named !== undefined) return branchesOf(named)
    if (node.items !== undefined && /^\d+$/.test(key)) return branchesOf(node.items)
    return typeof node.additionalProperties === 'object' ? branchesOf(node.additionalProperties) : []
  })

export const nodesAt = (outline: OutlineNode, path: readonly PropertyKey[]): OutlineNode[] =>
  path.reduce<OutlineNode[]>((nodes, key) => childrenOf(nodes, String(key)), branchesOf(outline))

/** Keys that may stand in an object. */
export const keysOf = (nodes: readonly OutlineNode[]): string[] => [
  ...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {}))),
]
