/** The configuration as it may be shown: without what only its holder may know. */
import type * as z from 'zod/mini'
import { branchesOf, childrenOf, outlineOf, type OutlineNode } from './outline.ts'
import { passwordOf, withPassword } from './url-password.ts'

export const masked = '•••'

/** A copy with every secret replaced, and URLs without their passwords. */
export const maskSettings = (schema: z.ZodMiniType, settings: unknown): unknown =>
  mask(settings, branchesOf(outlineOf(schema)))

const withoutPassword = (url: string) => withPassword(url, masked).replaceAll(encodeURI(masked), masked)

function mask(value: unknown, nodes: OutlineNode[]): unknown {
  const kind = nodes.find(({ secret }) => secret !== undefined)?.secret
  if (kind === 'url' && typeof value === 'string') return withoutPassword(value)
  if (kind !== undefined && value !== undefined) return masked
  // Also where no secret is meant to stand, somebody may have written one.
  if (typeof value === 'string' && URL.canParse(value) && passwordOf(value) !== '')
    return withoutPassword(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((it, index) => mask(it, childrenOf(nodes, String(index))))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mask(inner, childrenOf(nodes, key))]),
  )
}
