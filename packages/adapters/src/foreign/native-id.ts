/**
 * A foreign system's own ids as the UUIDs that tickets have, and back, without a table: 1001 is the same UUID on every device.
 * A version 8 UUID (RFC 9562, for the maker's own use) has 122 bits: room for 20 letters, digits, `-` and `_`.
 */
import { Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
const base = BigInt(letters.length + 1)
const mostLetters = 20

/** Undefined where the portal's id does not fit. */
export function ticketIdOf(native: string): string | undefined {
  if (native === '' || native.length > mostLetters) return undefined
  let number = 0n
  for (const letter of native) {
    const digit = letters.indexOf(letter)
    if (digit < 0) return undefined
    number = number * base + BigInt(digit + 1)
  }
  // 48 bits, the version, 12 bits, the variant, 62 bits.
  const hex = (value: bigint, length: number) => value.toString(16).padStart(length, '0')
  const high = hex(number >> 74n, 12)
  const middle = hex((number >> 62n) & 0xfffn, 3)
  const low = hex((number & ((1n << 62n) - 1n)) | (1n << 63n), 16)
  return `${high.slice(0, 8)}-${high.slice(8)}-8${middle}-${low.slice(0, 4)}-${low.slice(4)}`
}

/** Undefined for a UUID that is not one of ours: no portal's ticket has it. */
export function nativeIdOf(ticketId: string): string | undefined {
  if (!isUuid(ticketId) || ticketId[14] !== '8') return undefined
  const hex = ticketId.replace(/-/g, '')
  const low = BigInt(`0x${hex.slice(16)}`) & ((1n << 62n) - 1n)
  let number = (BigInt(`0x${hex.slice(0, 12)}`) << 74n) | (BigInt(`0x${hex.slice(13, 16)}`) << 62n) | low
  let native = ''
  while (number > 0n) {
    const digit = Number(number % base)
    const letter = letters[digit - 1]
    if (letter === undefined) return undefined
    native = letter + native
    number /= base
  }
  return native === '' || native.length > mostLetters ? undefined : native
}

export const isUuid = (text: string): boolean => z.safeParse(Uuid, text).success
