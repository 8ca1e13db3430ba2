/**
 * Identifiers made in the browser: UUID version 7, so that they sort by the time they were made.
 *
 * `crypto.randomUUID` is missing on plain-HTTP intranets and in Chromium 86; `getRandomValues` is everywhere.
 */
function uuidv7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(now / 2 ** 32))
  view.setUint32(2, now % 2 ** 32)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Names a ticket before any server has seen it. */
export const newTicketId = (): string => uuidv7()

/** Names one tap on a button; a retry of the same tap reuses it, so that it arrives exactly once. */
export const newCommandId = (): string => uuidv7()
