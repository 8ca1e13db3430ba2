/** What every store checks before it appends: a caller that mixes up tickets or versions is a bug, not a conflict. */
import type { AppendRequest } from '@chuishao/core/service'
import { Code, Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'

export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError'
  readonly code = 'invalidAppend'
}

const Ref = z.object({ tenantId: Code, ticketId: Uuid })

/** Throws {@link InvalidAppendError} unless tenant, identifiers and versions of the request fit together. */
export function checkAppend({
  ref,
  expectedVersion,
  ticket,
  summary,
  events,
  deadlines,
}: AppendRequest): void {
  const refuse = (why: string) => {
    throw new InvalidAppendError(`Append to ticket ${ref.ticketId}: ${why}`)
  }
  if (!z.safeParse(Ref, ref).success) refuse('tenant or ticket identifier is malformed')
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0)
    refuse('expectedVersion is not a version')
  if (events.length === 0) refuse('there is no event')
  events.forEach((event, index) => {
    if (event.ticketId !== ref.ticketId) refuse('an event belongs to another ticket')
    if (event.version !== expectedVersion + 1 + index) refuse('the versions of the events leave a gap')
  })
  const version = expectedVersion + events.length
  if (ticket.id !== ref.ticketId || ticket.version !== version) refuse('the state does not follow the events')
  if (summary.ticketId !== ref.ticketId || summary.version !== version)
    refuse('the summary is of another state')
  if (new Set(deadlines.map((row) => row.kind)).size !== deadlines.length)
    refuse('a deadline kind is there twice')
}
