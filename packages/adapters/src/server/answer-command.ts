/** Carries out what changes a ticket, commands and erasures, and turns each outcome into an answer. */
import { Erasure } from '@chuishao/core/privacy'
import {
  inputIssues,
  invalidInput,
  type Outcome,
  type Session,
  type TicketService,
} from '@chuishao/core/service'
import { Command, type Rejection } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import type { Pace } from './body-chunks.ts'
import { executeSeen } from './execute-seen.ts'
import type { InProgress } from './in-progress.ts'
import { readOrder, type Order } from './read-order.ts'
import { refuse, refuseCommand } from './refusal.ts'
import type { Answer } from './route.ts'
import { unknownNames } from './unknown-names.ts'

export interface ChangeRequest {
  service: TicketService
  session: Session
  request: Request
  ticketId: string
  /** Cap of the body in bytes. */
  limitBytes: number
  /** How slow it may come. */
  pace: Pace
  /** Commands that are being carried out. */
  running: InProgress
}

const versionTag = (version: number) => `"v${version}"`

type Issues = NonNullable<Rejection['issues']>

interface Change {
  /** What may be sent. */
  schema: z.ZodMiniType
  unknownIn: (sent: unknown) => Issues
  carryOut: (asked: ChangeRequest, order: Order) => Promise<Outcome | undefined>
}

const command: Change = {
  schema: Command,
  unknownIn: unknownNames(Command),
  carryOut: ({ service, session, ticketId }, { body, options }) =>
    executeSeen(service, session, ticketId, body, options),
}

const erasure: Change = {
  schema: Erasure,
  unknownIn: unknownNames(Erasure),
  carryOut: ({ service, session, ticketId }, { body, options }) =>
    service.erasePersonal(session, ticketId, body, options),
}

export const answerCommand = (asked: ChangeRequest): Promise<Answer> => answerChange(asked, command)

export const answerErasure = (asked: ChangeRequest): Promise<Answer> => answerChange(asked, erasure)

const answerChange = async (
  asked: ChangeRequest,
  { schema, unknownIn, carryOut }: Change,
): Promise<Answer> => {
  const read = await readOrder(asked.request, asked.limitBytes, asked.pace)
  if (!read.ok) return read.refusal
  const unknown = unknownIn(read.order.body)
  if (unknown.length > 0) {
    // Often the same mistake leaves out what must be there: all of it is told at once.
    const { error } = z.safeParse(schema, read.order.body)
    const issues = [...unknown, ...(error ? inputIssues(error) : [])]
    return refuseCommand({ ...invalidInput(undefined), issues })
  }
  const { tenantId } = asked.session
  const first = asked.running.run(`${tenantId} ${read.order.options.commandId}`, () =>
    carryOut(asked, read.order),
  )
  if (first === undefined) return refuse('commandInProgress', { headers: { 'Retry-After': '1' } })
  const outcome = await first
  if (outcome === undefined) return refuse('unknownTicket')
  if (outcome.ok) return done(outcome, `/api/v1/tickets/${asked.ticketId}`)
  if ('commandReused' in outcome) return refuse('commandReused')
  if ('rejection' in outcome) return refuseCommand(outcome.rejection)
  return refuse('versionConflict', {
    extras: outcome.conflict,
    headers: { ETag: versionTag(outcome.conflict.currentVersion) },
  })
}

const done = ({ ticket, version, replayed }: Extract<Outcome, { ok: true }>, location: string) =>
  Response.json(
    { ticket, version, replayed },
    {
      status: version === 1 ? 201 : 200,
      headers: { ETag: versionTag(version), ...(version === 1 ? { Location: location } : {}) },
    },
  )
