/** Values in JSON by their paths, `user.dept.deptId`. */

/** Undefined where nothing lies there; only own properties, so that `constructor` is no field. */
export function valueAt(value: unknown, path: string | undefined): unknown {
  if (path === undefined) return value
  let found = value
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = ownOf(found, name)
  }
  return found
}

const ownOf = (value: object, name: string): unknown =>
  Object.prototype.hasOwnProperty.call(value, name) ? Reflect.get(value, name) : undefined

/** Steps that lead out of a value, to what all objects share. */
export const isOwnStep = (name: string): boolean => !['__proto__', 'constructor', 'prototype'].includes(name)

export interface JsonObject {
  [name: string]: unknown
}

/** Makes the objects on the way; writes own properties only, whatever the names are. */
export function putAt(target: JsonObject, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? path
  let place = target
  for (const name of names) {
    const next = ownOf(place, name)
    const inner: JsonObject = isObject(next) ? next : {}
    define(place, name, inner)
    place = inner
  }
  define(place, last, value)
}

const define = (target: JsonObject, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
