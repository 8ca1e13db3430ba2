/** What keeps a whistle from being sent, by the field where it is said. */
import type { Rejection } from '@chuishao/core/ticket'
import type { Answers } from './answers.ts'
import type { FormMessages } from './messages.ts'
import { flawOf } from './place.ts'

/** In the order in which they stand in the form. */
export const formFields = ['community', 'matter', 'photos', 'location', 'description', 'contact'] as const
export type FormField = (typeof formFields)[number]
export type Problems = Partial<Record<FormField, string>>

/** As the backend wants it, so that a mistake is said where it is made. */
const phonePattern = /^\+?[0-9 -]{5,20}$/

/** A draft may miss anything, but nothing in it may be wrong. */
export function problemsOf(answers: Answers, t: FormMessages, kind: 'WHISTLE' | 'EDIT'): Problems {
  const flaw = flawOf(answers.place)
  const phone = answers.contact?.phone
  const wrong: Problems = {
    ...(flaw === 'coordinates' && { location: t.coordinatesBad }),
    ...(phone && !phonePattern.test(phone) && { contact: t.phoneBad }),
  }
  if (kind === 'EDIT') return wrong
  const { communityId, matter, photoCount } = answers
  return {
    ...(communityId === undefined && { community: t.communityMissing }),
    ...(!matter && { matter: t.matterMissing }),
    ...(matter?.whistleEvidence === 'required' && photoCount === 0 && { photos: t.photoMissing }),
    ...(flaw === 'missing' && { location: t.locationMissing }),
    ...wrong,
  }
}

/** The field that a refusal speaks of, if it is one. */
export function fieldOf({ code, issues }: Rejection): FormField | undefined {
  switch (code) {
    case 'matterMissing':
    case 'unknownMatter':
    case 'unknownUnit':
      return 'matter'
    case 'locationMissing':
      return 'location'
    case 'evidenceMissing':
      return 'photos'
    case 'invalidInput':
      return fieldAt(issues?.[0]?.path[1])
    default:
      return undefined
  }
}

function fieldAt(key: string | number | undefined): FormField | undefined {
  const fields: Record<string, FormField> = {
    matterCode: 'matter',
    attachments: 'photos',
    location: 'location',
    description: 'description',
    contact: 'contact',
  }
  return key === undefined ? undefined : fields[key]
}
