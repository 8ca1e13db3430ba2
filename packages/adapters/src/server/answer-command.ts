/** One command over HTTP: the key that makes it happen once, the version that the person saw, and every outcome. */
import type { Outcome, Session, TicketService } from '@chuishao/core/service'
import { Uuid } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { executeSeen } from './execute-seen.ts'
import { mediaTypeOf, readBody } from './read-body.ts'
import { refuse, refuseCommand } from './refusal.ts'
import type { Answer } from './route.ts'

export interface CommandRequest {
  service: TicketService
  session: Session
  request: Request
  ticketId: string
  /** Cap of the body in bytes. */
  limitBytes: number
}

export const versionTag = (version: number) => `"v${version}"`

export const answerCommand = async (asked: CommandRequest): Promise<Answer> => {
  const { service, session, request, ticketId, limitBytes } = asked

  const key = request.headers.get('Idempotency-Key')?.replace(/^"(.*)"$/, '$1')
  if (!key) return refuse('idempotencyKeyMissing')
  // A UUID only: the system names its own commands in other ways, and nobody may take such a name first.
  const commandId = z.safeParse(Uuid, key.toLowerCase())
  if (!commandId.success) return refuse('idempotencyKeyInvalid')

  const condition = request.headers.get('If-Match')
  if (condition === null) return refuse('preconditionMissing')
  const version = /^"v(\d{1,9})"$/.exec(condition)?.[1]
  if (version === undefined) return refuse('preconditionInvalid')

  if (mediaTypeOf(request) !== 'application/json') return refuse('unsupportedType')
  const body = await readBody(request, limitBytes)
  if (!body.ok) return refuse('bodyTooLarge')
  const command = readJson(body.bytes)
  if (!command.ok) return refuse('malformedJson')

  const options = { commandId: commandId.data, ifVersion: Number(version) }
  const outcome = await executeSeen(service, session, ticketId, command.value, options)
  if (outcome === undefined) return refuse('unknownTicket')
  if (outcome.ok) return done(outcome, `/api/v1/tickets/${ticketId}`)
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

const readJson = (bytes: Uint8Array): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return { ok: false }
  }
}
