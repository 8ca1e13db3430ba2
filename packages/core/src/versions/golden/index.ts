/**
 * Rows as older versions of this software stored them, on the city of `@chuishao/core/testing`: every command is in them.
 * They are written once, by that version itself, and never changed. Whoever keeps tickets tests with them that what was
 * stored long ago is still read, verified and carried on.
 */
import versionOne from './version-1.json' with { type: 'json' }

export interface GoldenTicket {
  ticket: unknown
  summary: unknown
  events: unknown[]
  deadlines: { kind: string; dueAt: string }[]
  commands: { commandId: string; fingerprint: string; version: number; position: number }[]
}

export interface GoldenRows {
  /** The moment after the last event. */
  now: string
  tenantId: string
  tickets: GoldenTicket[]
}

/** By the version of the persisted form. */
export const goldenRows: Record<1, GoldenRows> = { 1: versionOne }
