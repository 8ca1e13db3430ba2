/**
 * A foreign system's own ids as the UUIDs that tickets have, and back, without a table: 1001 is the same UUID on every device.
 * A version 8 UUID (RFC 9562, for the maker's own use) has 122 bits: room for 20 letters, digits, `-` and `_`, or for the
 * 24 hexadecimal digits that MongoDB makes, with up to three letters before them.
 */
import { Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
const base = BigInt(letters.length + 1)
const mostLetters = 20

/** Undefined where the system's id does not fit. */
export function ticketIdOf(native: string): string | undefined {
  const number = shortNumber(native) ?? hexNumber(native)
  if (number === undefined) return undefined
  // 48 bits, the version, 12 bits, the variant, 62 bits.
  const hex = (value: bigint, length: number) => value.toString(16).padStart(length, '0')
  const high = hex(number >> 74n, 12)
  const middle = hex((number >> 62n) & 0xfffn, 3)
  const low = hex((number & ((1n << 62n) - 1n)) | (1n << 63n), 16)
  return `${high.slice(0, 8)}-${high.slice(8)}-8${middle}-${low.slice(0, 4)}-${low.slice(4)}`
}

/** Undefined for a UUID that is not one of ours: no ticket of the system has it. */
export function nativeIdOf(ticketId: string): string | undefined {
  if (!isUuid(ticketId) || ticketId[14] !== '8') return undefined
  const hex = ticketId.replace(/-/g, '')
  const low = BigInt(`0x${hex.slice(16)}`) & ((1n << 62n) - 1n)
  const number = (BigInt(`0x${hex.slice(0, 12)}`) << 74n) | (BigInt(`0x${hex.slice(13, 16)}`) << 62n) | low
  const native = number < hexMark ? lettersOf(number) : hexOf(number - hexMark)
  // What does not come back as it went in was made by somebody else.
  return native !== undefined && ticketIdOf(native) === ticketId.toLowerCase() ? native : undefined
}

/** Beyond every number of 20 letters (65²⁰ < 2¹²¹). */
const hexMark = 1n << 121n
/** 24 digits, and a one before them that keeps the zeros in front. */
const hexBits = 97n

function shortNumber(native: string): bigint | undefined {
  if (native === '' || native.length > mostLetters) return undefined
  let number = 0n
  for (const letter of native) {
    const digit = letters.indexOf(letter)
    if (digit < 0) return undefined
    number = number * base + BigInt(digit + 1)
  }
  return number
}

function lettersOf(number: bigint): string | undefined {
  let native = ''
  for (let rest = number; rest > 0n; rest /= base) {
    const letter = letters[Number(rest % base) - 1]
    if (letter === undefined) return undefined
    native = letter + native
  }
  return native
}

function hexNumber(native: string): bigint | undefined {
  const [, before = '', digits] = /^([\w-]{0,3}?)([0-9a-f]{21,24})$/.exec(native) ?? []
  if (digits === undefined) return undefined
  return hexMark | ((shortNumber(before) ?? 0n) << hexBits) | BigInt(`0x1${digits}`)
}

function hexOf(number: bigint): string | undefined {
  const before = lettersOf(number >> hexBits)
  const digits = (number & ((1n << hexBits) - 1n)).toString(16)
  return before === undefined || !digits.startsWith('1') ? undefined : before + digits.slice(1)
}

export const isUuid = (text: string): boolean => z.safeParse(Uuid, text).success
