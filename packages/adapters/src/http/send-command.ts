/** Sends one command and reads every outcome that the service can answer with. */
import type { Outcome } from '@chuishao/core/service'
import type { Command } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { parse, type Connection } from './connection.ts'
import { failureOf, readProblem } from './failures.ts'
import type { Problem } from './problem.ts'
import { CommandResultBody, RejectionBody } from './wire.ts'

export const sendCommand = async (
  connection: Connection,
  ticketId: string,
  command: Command,
  { commandId, ifVersion }: { commandId: string; ifVersion: number },
): Promise<Outcome> => {
  const response = await connection.send(`/tickets/${encodeURIComponent(ticketId)}/commands`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': commandId,
      'If-Match': `"v${ifVersion}"`,
    },
    body: JSON.stringify(command),
  })
  const text = await response.text()
  if (response.ok) return { ok: true, ...parse(CommandResultBody, text, response.headers) }
  const problem = readProblem(text)
  const outcome = problem && outcomeOf(problem)
  if (outcome === undefined) throw failureOf(response.status, problem)
  return outcome
}

/** Undefined where the problem is not an answer to the command. */
const outcomeOf = (problem: Problem): Outcome | undefined => {
  const { code, currentVersion, ticket } = problem
  if (code === 'commandReused') return { ok: false, commandReused: true }
  if (code === 'versionConflict' && currentVersion !== undefined)
    return { ok: false, conflict: { currentVersion, ...(ticket === undefined ? {} : { ticket }) } }
  const rejection = z.safeParse(RejectionBody, problem)
  return rejection.success ? { ok: false, rejection: rejection.data } : undefined
}
