/** Which state of a record somebody has seen, where the portal does not count its changes. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { AttachmentRef } from '@chuishao/core/ticket'
import type { ListedParts } from './listed-parts.ts'
import type { TicketValues } from './ticket-of.ts'

/** What differs from one person to the next, or by the hour, without anybody having changed anything. */
const notOfTheRecord = ['allowed', 'contactName', 'contactPhone', 'citizenId', 'warning'] as const

const none: ListedParts = { extensions: [], assists: [] }

/** Beside the milliseconds of a moment up to the year 2109, this much room is left in a whole number. */
const room = 2 ** 11

/**
 * The portal's own count; else the moment of the last change, and what the record says besides: many portals tell times to
 * the second, and two changes within one look alike by the time alone. Grows from second to second, not within one.
 */
export function versionOf(values: TicketValues, { extensions, assists }: ListedParts = none): number {
  if (values.version !== undefined) return values.version
  const { attachments, resultAttachments, ...said } = values
  for (const name of notOfTheRecord) delete said[name]
  const parts = [said, namesOf(attachments), namesOf(resultAttachments), ...extensions, ...assists]
  const print = fingerprint(JSON.stringify(parts))
  return values.updatedAt === undefined ? print + 1 : Date.parse(values.updatedAt) * room + (print % room)
}

/** Of what kind a photo is only the page knows that uploaded it. */
const namesOf = (photos: AttachmentRef[] = []) => photos.map((photo) => photo.sha256)

/** 48 bits: as many as make a whole number. */
const fingerprint = (text: string): number =>
  sha256(utf8ToBytes(text))
    .subarray(0, 6)
    .reduce((sum, byte) => sum * 256 + byte, 0)
