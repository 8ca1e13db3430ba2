/** Opaque page cursors: base64url of a small JSON value, checked by a schema when it comes back. */
import * as z from 'zod/mini'

/** A cursor that this store did not make, or made for another order. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError'
  readonly code = 'invalidCursor'
  constructor(options?: ErrorOptions) {
    super('The cursor does not belong to this query.', options)
  }
}

/** Cursor values are ASCII (instants, numbers, UUIDs), so `btoa` is enough and browsers have it too. */
export function encodeCursor(value: readonly (string | number)[]): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads a cursor back; throws {@link InvalidCursorError} where it does not fit `schema`. */
export function decodeCursor<T extends z.ZodMiniType>(schema: T, cursor: string): z.output<T> {
  let value: unknown
  try {
    value = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
  } catch (cause) {
    throw new InvalidCursorError({ cause })
  }
  const result = z.safeParse(schema, value)
  if (!result.success) throw new InvalidCursorError({ cause: result.error })
  return result.data
}

/** Page size from a request: whole, 1 to 200, 50 where absent. */
export function pageLimit(limit = 50): number {
  return Number.isFinite(limit) ? Math.min(200, Math.max(1, Math.trunc(limit))) : 50
}
