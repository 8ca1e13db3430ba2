/** The configuration as it may be shown: without what only its holder may know. */
import type * as z from 'zod/mini'
import { branchesOf, childrenOf, outlineOf, type OutlineNode } from './outline.ts'
import { withPassword } from './url-password.ts'

export const masked = '•••'

/** A copy with every secret replaced, and URLs without their passwords. */
export const maskSettings = (schema: z.ZodMiniType, settings: unknown): unknown =>
  mask(settings, branchesOf(outlineOf(schema)))

function mask(value: unknown, nodes: OutlineNode[]): unknown {
  const kind = nodes.find(({ secret }) => secret !== undefined)?.secret
  if (kind === 'url' && typeof value === 'string')
    return withPassword(value, masked).replaceAll(encodeURI(masked), masked)
  if (kind !== undefined && value !== undefined) return masked
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((it, index) => mask(it, childrenOf(nodes, String(index))))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mask(inner, childrenOf(nodes, key))]),
  )
}
