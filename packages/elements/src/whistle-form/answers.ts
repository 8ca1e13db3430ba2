/** The answers of the form, and the draft that they make. */
import type { AttachmentRef, Contact, Crs, Draft, Matter } from '@chuishao/core/ticket'
import { locationOf, type Place } from './place.ts'

export interface Answers {
  communityId: string | undefined
  matter: Matter | undefined
  photoCount: number
  place: Place
  /** Reference system of an address without coordinates. */
  addressCrs: Crs
  description: string
  contact: Contact | undefined
}

export function draftOf(answers: Answers, attachments: AttachmentRef[] | undefined): Draft {
  const { communityId, matter, place, addressCrs, contact } = answers
  const description = answers.description.trim()
  const location = communityId ? locationOf(place, communityId, addressCrs) : undefined
  return {
    ...(matter && { matterCode: matter.code }),
    ...(description && { description }),
    ...(location && { location }),
    ...(attachments && { attachments }),
    ...(contact && { contact }),
  }
}
