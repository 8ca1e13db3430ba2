/** Attribute converters shared by all elements. */
import type { ComplexAttributeConverter } from 'lit'
import { warnOnce } from './warn-once.ts'

/** Low-code engines write `attribute="false"` and mean false; HTML alone would read it as true. */
export const booleanAttribute: ComplexAttributeConverter<boolean> = {
  fromAttribute: (value) => value !== null && value !== 'false',
  toAttribute: (value) => (value ? '' : null),
}

/** Reads JSON, for the few attributes that low-code engines must be able to set. Bad JSON counts as absent. */
export const jsonAttribute: ComplexAttributeConverter<unknown> = {
  fromAttribute(value) {
    if (value === null || value === '') return undefined
    try {
      return JSON.parse(value) as unknown
    } catch {
      warnOnce(`this attribute is no JSON and is ignored: ${value.slice(0, 80)}`)
      return undefined
    }
  },
  toAttribute: (value) => (value === undefined ? null : JSON.stringify(value)),
}
