/** A history as it lies in a file or a column: one line of JSON per event, in bytes that somebody may have touched. */
import { verifyHistory, type TicketEvent } from '../../../ticket/index.ts'

/** Each event as the bytes of its JSON. */
export const storedLines = (events: readonly TicketEvent[]): Uint8Array[] =>
  events.map((event) => new TextEncoder().encode(JSON.stringify(event)))

/** The version of the first event that was touched: one that cannot be read any more, or does not fit its hash. */
export function touchedVersion(lines: readonly Uint8Array[]): number | undefined {
  const events: TicketEvent[] = []
  for (const line of lines) {
    const event = read(line)
    if (event === undefined) break
    events.push(event)
  }
  const verdict = verifyHistory(events)
  if (!verdict.ok) return verdict.version
  return events.length < lines.length ? events.length + 1 : undefined
}

function read(line: Uint8Array): TicketEvent | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line)) as TicketEvent
  } catch {
    return undefined
  }
}

/** The same lines with one byte changed; `mask` is what it is combined with, 1 to 255. */
export const withByteChanged = (lines: readonly Uint8Array[], line: number, byte: number, mask: number) =>
  lines.map((it, i) => (i === line ? it.map((value, j) => (j === byte ? value ^ mask : value)) : it))
