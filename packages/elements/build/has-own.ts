/** Stands for `Object.hasOwn`, which a library calls and Chromium 86 lacks. */
export const hasOwn = (object: object, key: PropertyKey): boolean =>
  Object.prototype.hasOwnProperty.call(object, key)
