/** Identifiers that sort by the time they were made: UUID version 7. */

/**
 * @param random 16 random bytes: `crypto.getRandomValues(new Uint8Array(16))`. `crypto.randomUUID` is missing on pages over
 *   plain HTTP, as on intranets, and in Chromium 86
 * @param now milliseconds
 */
export function uuidv7(random: Uint8Array, now: number): string {
  const time = now.toString(16).padStart(12, '0')
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[Number.parseInt(hex.slice(0, 1), 16) % 4]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}
