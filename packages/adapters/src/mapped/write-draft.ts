/** A draft as the portal's record of a new ticket, each field where `ticket.fields` reads it. */
import type { Draft } from '@chuishao/core/ticket'
import type { JsonObject } from './at-path.ts'
import { placeOf, putValue, UnfitValue, writeValue, type PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { draftFields, ticketFields } from './our-fields.ts'
import type { OwnPlane } from './own-plane.ts'
import type { Pair } from './projection.ts'
import { conversionsOf, placesOf } from './read-fields.ts'

export type DraftField = (typeof draftFields)[number]

export const isDraftField = (name: string): name is DraftField => draftFields.some((it) => it === name)

/** CGCS2000 and WGS 84 differ by centimetres. */
const same: Record<string, string> = { cgcs2000: 'wgs84' }

/** A draft whose point is where the portal keeps points: metres on its plane, or degrees. */
export interface PlacedDraft extends Draft {
  point?: Pair
}

/** Throws a GatewayError where the page's own plane does not convert. */
export async function placedDraft(draft: Draft, plane: OwnPlane | undefined): Promise<PlacedDraft> {
  const { lng, lat } = draft.location ?? {}
  if (lng === undefined || lat === undefined) return draft
  const [point = undefined] = plane === undefined ? [[lng, lat] as Pair] : await plane.toPlane([[lng, lat]])
  return { ...draft, ...(point && { point }) }
}

/** The draft's parts by the names that the description gives them. */
export function draftValues({
  matterCode,
  description,
  location,
  attachments,
  contact,
  citizenId,
  point,
}: PlacedDraft) {
  const [x, y] = point ?? []
  const values: Partial<Record<DraftField, unknown>> = {
    matterCode,
    description,
    address: location?.address,
    lng: x,
    lat: y,
    crs: x === undefined ? undefined : location?.crs,
    communityId: location?.communityId,
    contactName: contact?.name,
    contactPhone: contact?.phone,
    citizenId,
    attachments: attachments?.length === 0 ? undefined : attachments,
  }
  return values
}

/** Throws `UnfitValue` where a part would be lost or changed on the way. */
export function writeDraft(
  draft: PlacedDraft,
  wanted: true | readonly string[],
  description: PortalDescription,
  photos: PhotoNames,
): JsonObject {
  const record: JsonObject = {}
  const values = draftValues(draft)
  for (const [name, place] of placesOf(description.ticket.fields, ticketFields, description)) {
    if (!isDraftField(name) || place.readOnly) continue
    if (wanted !== true && !wanted.includes(name)) continue
    const value = values[name]
    if (value === undefined || (name === 'crs' && isSameSystem(value, description))) continue
    named(name, () => putValue(record, value, place, photos))
  }
  return record
}

/** One part of the draft, for a request that names it: `{description}`. Throws `UnfitValue`. */
export function writeDraftField(
  name: DraftField,
  draft: PlacedDraft,
  description: PortalDescription,
  photos: PhotoNames,
): unknown {
  const values = draftValues(draft)
  const value = values[name]
  if (value === undefined) return undefined
  // A point is never sent without a look at its system.
  if ((name === 'lng' || name === 'lat') && !isSameSystem(values.crs, description)) {
    const { crs } = description.ticket.fields
    named('crs', () =>
      writeValue(values.crs, placeOf(crs, ticketFields.crs, conversionsOf(description)), photos),
    )
  }
  const field = placeOf(description.ticket.fields[name], ticketFields[name], conversionsOf(description))
  // How a list lies in a record says nothing about how a request names what is in it.
  const isInRecord = field.as !== undefined && 'each' in field.as
  const place = isInRecord ? placeOf(undefined, ticketFields[name], conversionsOf(description)) : field
  if (name === 'crs' && isSameSystem(value, description)) return undefined
  return named(name, () => writeValue(value, place, photos))
}

/** Whether a point in this system may be sent as one of the portal's. */
export function isSameSystem(crs: unknown, { ticket }: Pick<PortalDescription, 'ticket'>): boolean {
  const { crs: field } = ticket.fields
  const as = typeof field === 'object' && !Array.isArray(field) ? field.as : undefined
  return as !== undefined && 'constant' in as && systemOf(String(as.constant)) === systemOf(String(crs))
}

const systemOf = (crs: string) => same[crs] ?? crs

/** Says which part it was that the portal has no word for. */
function named<T>(name: DraftField, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw error instanceof UnfitValue ? new UnfitValue(error.message, name) : error
  }
}
