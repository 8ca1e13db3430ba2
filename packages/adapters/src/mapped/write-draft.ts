/** A draft as the portal's record of a new ticket, each field where `ticket.fields` reads it. */
import type { Draft } from '@chuishao/core/ticket'
import { putAt, type JsonObject } from './at-path.ts'
import { UnfitValue, writeValue, type PhotoNames } from './convert.ts'
import type { PortalDescription } from './description.ts'
import { draftFields, ticketFields } from './our-fields.ts'
import { placesOf } from './read-fields.ts'

export type DraftField = (typeof draftFields)[number]

export const isDraftField = (name: string): name is DraftField => draftFields.some((it) => it === name)

/** CGCS2000 and WGS 84 differ by centimetres. */
const same: Record<string, string> = { cgcs2000: 'wgs84' }

/** The draft's parts by the names that the description gives them. */
export function draftValues({ matterCode, description, location, attachments, contact, citizenId }: Draft) {
  const values: Partial<Record<DraftField, unknown>> = {
    matterCode,
    description,
    address: location?.address,
    lng: location?.lng,
    lat: location?.lat,
    crs: location?.lng === undefined ? undefined : location.crs,
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
  draft: Draft,
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
    if (value === undefined) continue
    try {
      const { as } = place
      const isSameSystem =
        name === 'crs' && as && 'constant' in as && systemOf(String(as.constant)) === systemOf(String(value))
      const written = isSameSystem ? undefined : writeValue(value, place, photos)
      if (written !== undefined && place.at !== undefined) putAt(record, place.at, written)
    } catch (error) {
      throw error instanceof UnfitValue ? new UnfitValue(error.message, name) : error
    }
  }
  return record
}

const systemOf = (crs: string) => same[crs] ?? crs
