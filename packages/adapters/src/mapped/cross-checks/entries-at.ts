/** Parts of a description that may be anything: checks run on whatever is well formed. */
import { isObject, valueAt } from '../at-path.ts'

/** None where there is no object. */
export const entriesAt = (input: unknown, path: string): [string, unknown][] => {
  const found = valueAt(input, path)
  return isObject(found) ? Object.entries(found) : []
}

/** Every object within, with its path. */
export function objectsIn(value: unknown, path = ''): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([name, it]) =>
    objectsIn(it, path === '' ? name : `${path}.${name}`),
  )
  return isObject(value) ? [[path, value], ...inner] : inner
}
