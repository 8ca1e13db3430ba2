/**
 * `structuredClone` for what goes through a story: plain data and bytes, copied several times faster than by way of a
 * serialised form. Like the real one it refuses what no disk and no other tab can take.
 */
export function copied<T>(value: T): T
export function copied(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw notCloneable(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item))
  if (value instanceof Uint8Array) return value.slice()
  if (value instanceof Set) return new Set([...value].map((item: unknown) => copied(item)))
  if (Object.getPrototypeOf(value) !== Object.prototype) throw notCloneable(value)
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) copy[key] = copied(item)
  return copy
}

const notCloneable = (value: unknown) =>
  new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError')
