/** The one command that GeoReport has: a new request. Everything else is refused in the words of the lifecycle. */
import { reasons } from '@chuishao/core/lifecycle'
import {
  failures,
  invalidInput,
  isGatewayError,
  type ExecuteOptions,
  type Outcome,
} from '@chuishao/core/service'
import {
  commandSchemas,
  newTicket,
  type Actor,
  type Command,
  type Draft,
  type Rejection,
  type RejectionCode,
  type Sentence,
  type Ticket,
} from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { failureOf } from '../../http/failures.ts'
import type { ServiceAttribute, ServiceRequest } from '../protocol/records.ts'
import { readAnswers, type FindAnswers } from './answers.ts'
import type { Connection } from './connection.ts'
import { failureFrom, isNotFound, saidIn, serverSays, type Refusal } from './failures.ts'
import { questionText } from './guessed-city.ts'
import type { KnownCity } from './known-city.ts'
import type { Open311Photos, PhotoBook } from './photos.ts'
import type { RequestIds } from './request-ids.ts'
import { communityOf } from './request-ticket.ts'
import type { Requests } from './requests.ts'
import { sendRequest, type WhoReports } from './send-request.ts'

export interface Executing {
  connection: Connection
  city: () => Promise<KnownCity>
  ids: RequestIds
  requests: Requests
  book: PhotoBook
  photos?: Open311Photos | undefined
  reporter?: WhoReports | undefined
  findAnswers?: FindAnswers | undefined
  whoAmI: () => Promise<Actor>
  nowMs: () => number
  /** Commands that were sent and never answered: whether the server carried them out nobody knows. */
  unanswered: Set<string>
  /** Commands that this page sent and that were carried out. */
  sentCommands: Set<string>
}

export async function executeWhistle(
  ticketId: string,
  command: Command,
  { commandId, ifVersion }: ExecuteOptions,
  executing: Executing,
): Promise<Outcome> {
  const { requests, unanswered, sentCommands, city, book, connection } = executing
  const isNew = ifVersion === 0 && command.type === 'WHISTLE'
  // Nobody is asked about an id that was made a moment ago.
  const current = isNew ? await requests.sentAs(ticketId) : await requests.load(ticketId)
  if (current !== undefined && isNew && sentCommands.has(commandId))
    return { ok: true, ticket: current.ticket, version: current.ticket.version, replayed: true }
  if (current !== undefined) return refuse('notAllowedInState')
  if (ifVersion !== 0 || command.type !== 'WHISTLE') throw failureOf(404, undefined)
  const parsed = z.safeParse(commandSchemas.WHISTLE, command)
  if (!parsed.success) return { ok: false, rejection: invalidInput(parsed.error) }
  const { draft = {} } = parsed.data

  const known = await city()
  const { matterCode, location, attachments = [] } = draft
  if (matterCode === undefined) return refuse('matterMissing')
  const matter = known.data.matters.find((it) => it.code === matterCode)
  const serviceCode = known.serviceCode(matterCode)
  if (matter === undefined || serviceCode === undefined) return refuse('unknownMatter')
  if (location === undefined) return refuse('locationMissing')
  if (matter.whistleEvidence === 'required' && attachments.length === 0) return refuse('evidenceMissing')
  if (matter.whistleEvidence === 'none' && attachments.length > 0) return refuse('photosNotAsked')
  const photos = book.toSend(attachments)
  if (photos === undefined) return refuse('unknownAttachment')
  const { answers, missing } = readAnswers(
    draft,
    await known.attributesOf(serviceCode),
    executing.findAnswers,
  )
  if (missing.length > 0) return refuse('invalidInput', unansweredQuestions(missing))
  if (unanswered.has(commandId)) return refuse('invalidInput', { message: failures.unanswered })

  unanswered.add(commandId)
  const answer = await sendRequest(connection, { serviceCode, draft, answers, photos }, executing)
  unanswered.delete(commandId)
  if (!answer.ok) return refused(answer.refusal)
  sentCommands.add(commandId)
  const ticket = await sentTicket(ticketId, draft, answer.value, executing)
  return { ok: true, ticket, version: ticket.version, replayed: false }
}

const refuse = (code: RejectionCode, more: Partial<Rejection> = {}): Outcome => ({
  ok: false,
  rejection: { code, message: reasons[code], allowed: [], ...more },
})

/** A decision in the server's own words is a rejection; that nobody decided anything is a failure of the way. */
function refused(refusal: Refusal): Outcome {
  const said = saidIn(refusal)
  if (isNotFound(refusal) && /service/i.test(said ?? '')) return refuse('unknownMatter')
  if (refusal.status !== 400 && refusal.status !== 422) throw failureFrom(refusal)
  return refuse('invalidInput', said === undefined ? {} : { message: serverSays(said) })
}

/** As the server shows it, or, where it takes its time, as it was sent. It is done: no failure here may send it again. */
async function sentTicket(
  clientId: string,
  draft: Draft,
  answer: ServiceRequest | undefined,
  { ids, requests, whoAmI, city, nowMs }: Executing,
): Promise<Ticket> {
  const { service_request_id: id, token } = answer ?? {}
  const named = id !== undefined ? { id } : token !== undefined ? { token } : undefined
  // A server that answers neither (`blackbox`) never shows it: only this page remembers.
  const ticketId = named === undefined ? clientId : ids.ticketIdOf(named)
  const { data } = await city()
  const at = new Date(nowMs()).toISOString()
  const matter = data.matters.find((it) => it.code === draft.matterCode)
  const asSent: Ticket = {
    ...newTicket(ticketId),
    status: 'whistled',
    version: 1,
    draft,
    ...(matter && { matter }),
    createdAt: at,
    updatedAt: at,
    createdBy: (await whoAmI()).personId,
    communityId: communityOf(data.units).id,
    whistledAt: at,
  }
  requests.sent(clientId, draft, asSent)
  try {
    return (await requests.load(ticketId))?.ticket ?? asSent
  } catch (error) {
    if (isGatewayError(error)) return asSent
    throw error
  }
}

/** Told on the description, because that is where an answer can be written. */
function unansweredQuestions(missing: readonly ServiceAttribute[]): Partial<Rejection> {
  const questions = missing.map(questionText).join('；')
  const message: Sentence = {
    zh: `对方系统还需要以下信息，请在描述中每项另起一行，写成“名称：内容”：${questions}`,
    en: `The other system also asks for this. Write each on a line of the description, as “name: answer”: ${questions}`,
  }
  return { message, issues: missing.map(() => ({ path: ['draft', 'description'], message: message.zh })) }
}
