/** What the processes of a fault round write down: one JSON line before each call, one after it. */
import { Command, DeadlineKind } from '@chuishao/core/ticket'
import { readFileSync, writeSync, openSync, closeSync } from 'node:fs'
import * as z from 'zod/mini'

const call = z.string()

/** Before a command is sent. A repeat is another call with the same `commandId`. */
const Invoke = z.object({
  type: z.literal('invoke'),
  call,
  tenantId: z.string(),
  ticketId: z.string(),
  commandId: z.string(),
  personId: z.string(),
  ifVersion: z.int(),
  command: Command,
})

const Ok = z.object({ type: z.literal('ok'), call, version: z.int() })
/** Refused for good: the command took no effect and never will. */
const Fail = z.object({ type: z.literal('fail'), call, code: z.string() })
/** No answer, or one that says nothing about the command. */
const Unknown = z.object({ type: z.literal('unknown'), call, why: z.string() })

/** A poller got a deadline. `now` and `until` are moments of the clock that it gave to the store. */
const Claim = z.object({
  type: z.literal('claim'),
  owner: z.string(),
  tenantId: z.string(),
  ticketId: z.string(),
  kind: DeadlineKind,
  dueAt: z.string(),
  now: z.string(),
  until: z.string(),
})

export const LogEntry = z.discriminatedUnion('type', [Invoke, Ok, Fail, Unknown, Claim])
export type LogEntry = z.infer<typeof LogEntry>
export type Invocation = z.infer<typeof Invoke>
export type Claim = z.infer<typeof Claim>

export interface OperationLog {
  /** On its way to the file when this returns: it outlives the process. */
  write(entry: LogEntry): void
  close(): void
}

export function openOperationLog(path: string): OperationLog {
  const file = openSync(path, 'a')
  return {
    write: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(file),
  }
}

/** The entries of one process in their order. The line on which a process died is passed over: nobody answered it. */
export function readOperationLog(path: string): LogEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  const last = lines.pop()
  const entries = lines.map((line) => z.parse(LogEntry, JSON.parse(line)))
  const cut = last ? z.safeParse(LogEntry, parseJson(last)) : undefined
  return cut?.success ? [...entries, cut.data] : entries
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
