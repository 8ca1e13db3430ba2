/** The fields of a portal's record as a whole ticket. */
import type { City } from '@chuishao/core/lifecycle'
import { newTicket, Ticket, type Clock, type Evaluation, type Rater } from '@chuishao/core/ticket'
import * as z from 'zod/mini'
import { isUuid, ticketIdOf } from '../foreign/native-id.ts'
import { assistsOf, extensionsOf, type ListedParts } from './listed-parts.ts'
import type { ticketFields } from './our-fields.ts'
import type { KnownPhotos } from './portal-photos.ts'
import type { Pair } from './projection.ts'
import type { Values } from './read-fields.ts'
import { versionOf } from './version-of.ts'

export type TicketValues = Values<typeof ticketFields>

/** What is missing or does not fit, by the name of the field. */
export class UnfitRecord extends Error {
  override readonly name = 'UnfitRecord'
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

export interface PortalTicketsShape {
  uuids?: boolean | undefined
}

/** Throws `UnfitRecord`: half a ticket is none. `point` is where it lies, in degrees. */
export function ticketOf(
  said: TicketValues,
  parts: ListedParts,
  point: Pair | undefined,
  city: City,
  photos: KnownPhotos,
  { uuids = false }: PortalTicketsShape,
): Ticket {
  const { status, createdAt, updatedAt = createdAt, communityId, leadUnitId, id: nativeId } = said
  if (nativeId === undefined) throw new UnfitRecord('id', '缺少 / missing')
  if (status === undefined) throw new UnfitRecord('status', '缺少 / missing')
  const id = uuids && isUuid(nativeId) ? nativeId : ticketIdOf(nativeId)
  if (id === undefined)
    throw new UnfitRecord(
      'id',
      '最多20个字母、数字、-、_，或24位十六进制 / at most 20 letters, digits, -, _, or 24 hexadecimal digits',
    )
  const values = withPhotosOf(id, said, photos)
  const isSent = status !== 'draft'
  const matter = values.matterCode === undefined ? undefined : city.matter(values.matterCode)
  const whistledAt = values.whistledAt ?? (isSent ? createdAt : undefined)
  const dispatchedAt = values.dispatchedAt ?? (leadUnitId === undefined ? undefined : whistledAt)
  const isClosed = status === 'closed' || status === 'evaluated'
  const closedAt = isClosed ? (values.closedAt ?? updatedAt) : undefined
  const ticket = {
    ...newTicket(id),
    status,
    version: versionOf(values, parts),
    draft: draftOf(values, point),
    matter: isSent ? matter : undefined,
    createdAt: createdAt ?? updatedAt,
    updatedAt,
    createdBy: values.createdBy,
    communityId: isSent ? communityId : undefined,
    whistledAt,
    dispatchedAt,
    acceptedAt: values.acceptedAt,
    closedAt,
    closing: isClosed ? values.closing : undefined,
    leadUnitId: isSent ? leadUnitId : undefined,
    formerLeadUnitIds: values.formerLeadUnitIds ?? [],
    designated: values.designated ?? false,
    returns: returnsOf(values, city),
    extensions: extensionsOf(parts.extensions, updatedAt),
    assists: assistsOf(parts.assists, updatedAt),
    results: resultsOf(values),
    suspension: suspensionOf(values),
    evaluations: evaluationsOf(values),
    warning: values.warning ?? 'none',
    supervised: values.supervised ?? false,
    urgeCount: values.urgeCount ?? 0,
    reworkCount: values.reworkCount ?? 0,
    reopenCount: values.reopenCount ?? 0,
    clocks: clocksOf(values, dispatchedAt ?? whistledAt),
  }
  const parsed = z.safeParse(Ticket, withoutAbsent(ticket))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UnfitRecord(issue?.path.join('.') ?? '*', issue?.message ?? '')
}

const withPhotosOf = (
  id: string,
  { attachments, resultAttachments, ...values }: TicketValues,
  photos: KnownPhotos,
): TicketValues => ({
  ...values,
  ...(attachments && { attachments: photos.on(id, attachments) }),
  ...(resultAttachments && { resultAttachments: photos.on(id, resultAttachments) }),
})

const withoutAbsent = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

function draftOf(values: TicketValues, point: Pair | undefined): object {
  const { matterCode, description, communityId, address, attachments, citizenId } = values
  const contact = withoutAbsent({ name: values.contactName, phone: values.contactPhone })
  const hasPlace = communityId !== undefined && (address !== undefined || point !== undefined)
  const at = point === undefined ? {} : { lng: point[0], lat: point[1] }
  // Of an address alone: the national system, which the address base is in.
  const location = hasPlace && withoutAbsent({ crs: values.crs ?? 'cgcs2000', ...at, address, communityId })
  return withoutAbsent({
    matterCode,
    description,
    attachments: attachments?.length === 0 ? undefined : attachments,
    citizenId,
    ...(location && { location }),
    ...(Object.keys(contact).length > 0 && { contact }),
  })
}

function returnsOf(values: TicketValues, { policy }: City): Ticket['returns'] {
  const { returnReason: reasonCode, leadUnitId, status, designated } = values
  const at = values.returnedAt ?? values.updatedAt ?? values.createdAt
  const label = policy.returns.reasons.find(({ code }) => code === reasonCode)?.label.zh
  const explanation = values.returnExplanation ?? label
  if (!reasonCode || !leadUnitId || !explanation || !at) return []
  const isOpen = status === 'rejected' || status === 'underReview.returned'
  const decision = designated ? 'refused' : 'upheld'
  return [{ unitId: leadUnitId, reasonCode, explanation, at, ...(!isOpen && { decision }) }]
}

function resultsOf(values: TicketValues): Ticket['results'] {
  const { resultText: text, resultOutcome: outcome, leadUnitId: unitId, resultAttachments = [] } = values
  const at = values.resultAt ?? values.updatedAt ?? values.createdAt
  return text && outcome && unitId && at
    ? [{ outcome, text, unitId, at, attachments: resultAttachments }]
    : []
}

const suspensionOf = ({
  suspensionPlan: plan,
  suspendedUntil: reviewAt,
  suspendedAt,
  updatedAt,
}: TicketValues) => {
  const at = suspendedAt ?? updatedAt
  return plan && reviewAt && at ? { plan, reviewAt, at } : undefined
}

function evaluationsOf(values: TicketValues): Evaluation[] {
  const one = (rater: Rater, personId: string | undefined): Evaluation[] => {
    const { [`${rater}Level` as const]: level, [`${rater}Solved` as const]: solved } = values
    const { [`${rater}Comment` as const]: comment, [`${rater}RatedAt` as const]: ratedAt } = values
    const at = ratedAt ?? values.updatedAt ?? values.createdAt
    const unitId = values.leadUnitId ?? values.communityId
    if (level === undefined || solved === undefined || !at || !unitId) return []
    const round = values.reopenCount ?? 0
    const said = { level, solved, tags: [], ...(comment !== undefined && { comment }) }
    return [{ rater, personId: personId ?? rater, round, unitId, at, ...said }]
  }
  return [...one('community', values.createdBy), ...one('citizen', values.citizenId)]
}

/** The portal's own dates, as it says them: nobody counts them again. */
function clocksOf(
  { status, acceptBy, handleBy }: TicketValues,
  startedAt: string | undefined,
): Ticket['clocks'] {
  const clock = (kind: Clock['kind'], dueAt: string | undefined) =>
    dueAt && startedAt && { [kind]: { ...given, kind, startedAt, dueAt } }
  return {
    ...(status === 'whistled' && clock('accept', acceptBy)),
    ...((status === 'whistled' || status === 'accepted') && clock('handle', handleBy)),
  }
}

const given = {
  calendarVersion: 'portal',
  provisional: false,
  explanation: { zh: '由原平台给出的期限。', en: 'The portal’s own date.' },
}
