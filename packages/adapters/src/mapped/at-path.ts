/** Values in JSON by their paths, `user.dept.deptId`. */

/** Undefined where nothing lies there; only own properties, so that `constructor` is no field. */
export function valueAt(value: unknown, path: string | undefined): unknown {
  if (path === undefined) return value
  let found = value
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Object.prototype.hasOwnProperty.call(found, name) ? Reflect.get(found, name) : undefined
  }
  return found
}

export interface JsonObject {
  [name: string]: unknown
}

/** Makes the objects on the way. */
export function putAt(target: JsonObject, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? path
  let place = target
  for (const name of names) {
    const next = place[name]
    const inner: JsonObject = isObject(next) ? next : {}
    place[name] = inner
    place = inner
  }
  place[last] = value
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
