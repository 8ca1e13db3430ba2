/** Sends one command to the portal: checked by our own machine first, because a portal's refusals say little. */
import { decide, reasons, type City } from '@chuishao/core/lifecycle'
import { invalidInput, isGatewayError, type ExecuteOptions, type Outcome } from '@chuishao/core/service'
import {
  attachmentsOf,
  commandSchemas,
  newTicket,
  type Actor,
  type Command,
  type CommandType,
  type Instant,
  type Rejection,
  type RejectionCode,
  type Sentence,
  type Ticket,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { failureOf } from '../http/failures.ts'
import { valueAt } from './at-path.ts'
import { bothLanguages } from './both-languages.ts'
import { cannotCarry } from './cannot-carry.ts'
import { UnfitValue, type PhotoNames } from './convert.ts'
import type { PortalCommand, PortalDescription } from './description.ts'
import type { OwnPlane } from './own-plane.ts'
import type { PortalAnswer, PortalConnection } from './portal-connection.ts'
import { failureFrom, rejectionCodeOf, understand, type Refusal } from './portal-failure.ts'
import { lostFields } from './lost-fields.ts'
import { isRatingLost } from './offered-actions.ts'
import type { LoadedTicket, PortalTickets } from './portal-tickets.ts'
import { fillRequest, type FilledRequest } from './request-line.ts'
import { commandLookup } from './variables.ts'
import { placedDraft, writeDraft, type PlacedDraft } from './write-draft.ts'

export interface Executing {
  description: PortalDescription
  connection: PortalConnection
  photos: PhotoNames
  /** Undefined where the portal keeps degrees. */
  plane: OwnPlane | undefined
  tickets: PortalTickets
  /** Asked of the portal anew: where the line is dead it shows here, before anything is sent that cannot be sent twice. */
  whoAmI: () => Promise<Actor>
  city: City
  now: () => Instant
  /** What this person may send now, as far as the portal takes it. */
  allowedOn: (loaded: LoadedTicket, actor: Actor) => CommandType[]
  /** Commands that were sent and never answered: whether the portal carried them out nobody knows. */
  unanswered: Set<string>
}

export async function executeCommand(
  ticketId: string,
  command: Command,
  options: ExecuteOptions,
  executing: Executing,
): Promise<Outcome> {
  const { description, tickets, whoAmI, allowedOn, unanswered } = executing
  const { ifVersion, commandId } = options
  const actor = await whoAmI()
  const current = await tickets.load(ticketId)
  if (current === undefined && (ifVersion !== 0 || !begins(command))) throw failureOf(404, undefined)
  if (current !== undefined && current.ticket.version !== ifVersion) return conflictWith(current)

  const loaded = current ?? { ticket: newTicket(ticketId), values: {} }
  const refuse = (code: RejectionCode, more: Partial<Rejection> = {}): Outcome => ({
    ok: false,
    rejection: { code, message: reasons[code], allowed: allowedOn(loaded, actor), ...more },
  })
  const parsed = z.safeParse(commandSchemas[command.type], command)
  if (!parsed.success) return { ok: false, rejection: invalidInput(parsed.error) }
  const described = description.commands[command.type]
  const isTaken = described !== undefined && (loaded.allowed?.includes(command.type) ?? true)
  const decision = await decided(loaded.ticket, parsed.data, actor, executing)
  if (!decision.ok) return refuse(decision.rejection.code, { message: decision.rejection.message })
  if (!isTaken) return refuse('notAllowedInState')
  if (isRatingLost(command.type, loaded.ticket, actor, description.ticket.fields)) return refuse('notARater')
  if (attachmentsOf(command).some((ref) => executing.photos.addressOf(ref) === undefined))
    return refuse('unknownAttachment')
  const lost = lostFields(parsed.data, described, description)
  if (lost.length > 0) {
    const message = cannotCarry(description.name, lost)
    const issues = lost.map((field) => ({ path: pathOf(field, command), message: message.zh }))
    return refuse('invalidInput', { message, issues })
  }
  // An existing ticket would have another version by now.
  if (current === undefined && unanswered.has(commandId))
    return refuse('invalidInput', { message: perhapsThere(description.name) })

  const draft = await draftFor(described, loaded.ticket, parsed.data, executing)
  const request = requestFor(described, loaded.ticket, parsed.data, draft, actor, options, executing)
  if (request instanceof UnfitValue) {
    const message = unsayable(description.name, request)
    return refuse('invalidInput', {
      message,
      issues: [{ path: pathOf(request.field, command), message: message.zh }],
    })
  }
  const answer = await sendOnce(request, commandId, executing)
  if (!answer.ok) return refused(answer.refusal, ticketId, refuse, executing)
  const native = current === undefined ? valueAt(answer.json, described.id) : undefined
  if (typeof native === 'string' || typeof native === 'number') tickets.began(ticketId, String(native))
  const { ticket } = (await readAgain(ticketId, tickets)) ?? decision
  return { ok: true, ticket, version: ticket.version, replayed: false }
}

const begins = ({ type }: Command) => type === 'WHISTLE' || type === 'EDIT'

const conflictWith = ({ ticket }: LoadedTicket): Outcome => ({
  ok: false,
  conflict: { currentVersion: ticket.version, ticket },
})

async function decided(ticket: Ticket, command: Command, actor: Actor, { tickets, city, now }: Executing) {
  const target = command.type === 'MERGE' ? (await tickets.load(command.intoTicketId))?.ticket : undefined
  const { status, whistledAt } = target ?? {}
  const mergeTarget = target && status && whistledAt && { ticketId: target.id, status, whistledAt }
  const known = command.type === 'WHISTLE' ? dispatchedByHand(city) : city
  return decide(ticket, command, actor, now(), known, mergeTarget ? { mergeTarget } : {})
}

/** Where a portal names no department for a matter its centre dispatches it: that is not for us to refuse. */
const dispatchedByHand = (city: City): City => ({
  ...city,
  unit(id) {
    const unit = city.unit(id)
    return unit?.type === 'dispatchCentre' ? { ...unit, type: 'cityDepartment' } : unit
  },
})

/** Undefined where the command says nothing of it. */
async function draftFor(
  { record = false }: PortalCommand,
  ticket: Ticket,
  command: Command,
  { plane }: Executing,
): Promise<PlacedDraft | undefined> {
  if (record === false && !begins(command)) return undefined
  return placedDraft({ ...ticket.draft, ...('draft' in command && command.draft) }, plane)
}

function requestFor(
  described: PortalCommand,
  ticket: Ticket,
  command: Command,
  draft: PlacedDraft | undefined,
  actor: Actor,
  { commandId, ifVersion: version }: ExecuteOptions,
  { description, photos, tickets, now }: Executing,
): FilledRequest | UnfitValue {
  const { record = false } = described
  const nativeId = tickets.nativeId(ticket.id)
  const of = begins(command) ? draft : undefined
  const saying = { nativeId, commandId, version, now: now(), actor, ticket, command, draft: of }
  try {
    const begun = record === false || !draft ? {} : writeDraft(draft, record, description, photos)
    return fillRequest(described, commandLookup(saying, description, photos), begun)
  } catch (error) {
    if (error instanceof UnfitValue) return error
    throw error
  }
}

/** Notes while it is under way that it may have arrived; an answer, whatever it is, ends that. */
async function sendOnce(
  request: FilledRequest,
  commandId: string,
  { connection, unanswered }: Executing,
): Promise<PortalAnswer> {
  unanswered.add(commandId)
  const answer = await connection.ask(request)
  unanswered.delete(commandId)
  return answer
}

async function refused(
  refusal: Refusal,
  ticketId: string,
  refuse: (code: RejectionCode, more?: Partial<Rejection>) => Outcome,
  { description, tickets }: Executing,
): Promise<Outcome> {
  const { means, sentence } = understand(refusal, description)
  const message = sentence && { message: sentence }
  if (means === 'conflict') {
    const current = await tickets.load(ticketId)
    return current ? conflictWith(current) : refuse('notAllowedInState', message)
  }
  const code = rejectionCodeOf(means)
  if (code !== undefined) return refuse(code, message)
  // It decided and said why, in words that nobody has described: they are what the person is told.
  if (means === undefined && refusal.status < 500) return refuse('notAllowedInState', message)
  throw failureFrom(refusal, description)
}

/** The command is done, whether it can be looked at or not: a failure here must not have it sent again. */
async function readAgain(ticketId: string, tickets: PortalTickets): Promise<LoadedTicket | undefined> {
  try {
    return await tickets.load(ticketId)
  } catch (error) {
    if (isGatewayError(error)) return undefined
    throw error
  }
}

const perhapsThere = (name: string): Sentence => ({
  zh: `上次发送没有收到${name}的答复，可能已经成功。请先在工单列表中查看，没有再重新填报。`,
  en: `${name} did not answer the last time, and may have taken it. Look in the list first; if it is not there, whistle again.`,
})

const unsayable = (name: string, { field, message }: UnfitValue): Sentence => {
  const { zh, en } = bothLanguages(message)
  return {
    zh: `${name}不接受这一内容：${field}（${zh}）。`,
    en: `${name} does not take this: ${field} (${en}).`,
  }
}

const draftPaths: Record<string, string[]> = {
  address: ['location', 'address'],
  lng: ['location', 'lng'],
  lat: ['location', 'lat'],
  crs: ['location', 'crs'],
  communityId: ['location', 'communityId'],
  contactName: ['contact', 'name'],
  contactPhone: ['contact', 'phone'],
}

const pathOf = (field: string, command: Command): string[] =>
  begins(command) ? ['draft', ...(draftPaths[field] ?? [field])] : field.split('.')
