/** Finds values in claims: nothing in a token is believed to have a shape. */
import type { JWTPayload } from 'jose'
import type { ClaimPath } from './identity-config.ts'

/** What lies at a path; only what the token itself says, nothing that objects inherit. */
const claimAt = (claims: JWTPayload, path: ClaimPath): unknown => {
  let value: unknown = claims
  for (const key of typeof path === 'string' ? [path] : path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** A claim as text; of a list with one value, that value. */
export const textClaim = (claims: JWTPayload, path: ClaimPath): string | undefined => {
  const value = claimAt(claims, path)
  return textOf(Array.isArray(value) && value.length === 1 ? value[0] : value)
}

/** A claim as a list of texts; a text is a list of one, or of several between `separator`. */
export const listClaim = (claims: JWTPayload, path: ClaimPath, separator?: string): string[] => {
  const value = claimAt(claims, path)
  const texts = (Array.isArray(value) ? value : [value]).flatMap((it) => textOf(it) ?? [])
  return separator === undefined
    ? texts
    : texts.flatMap((it) => it.split(separator).flatMap((part) => textOf(part) ?? []))
}

/** What a map makes of a value: without a map the value itself, else nothing that the map does not name. */
export const throughMap = (value: string, map: Record<string, string> | undefined): string | undefined => {
  if (map === undefined) return value
  return Object.hasOwn(map, value) ? map[value] : undefined
}
