/** Takes a resident's data out of a ticket. The same comes out where the events before have lost theirs already. */
import { coarseLocation } from '../privacy/coarse-place.ts'
import { someResident, type AttachmentRef, type Ticket, type UnsealedEvent } from '../ticket/index.ts'

export function recordErasure(ticket: Ticket, { at, facts }: Pick<UnsealedEvent, 'at' | 'facts'>): Ticket {
  const {
    contact: _contact,
    citizenId: _citizen,
    description: _description,
    attachments,
    location,
    ...draft
  } = ticket.draft
  const { description, photos = [] } = facts.erased ?? {}
  const remaining = (refs: AttachmentRef[]) => refs.filter(({ sha256 }) => !photos.includes(sha256))
  return {
    ...ticket,
    updatedAt: at,
    personalErasedAt: at,
    draft: {
      ...draft,
      ...(description !== undefined && { description }),
      ...(location && { location: coarseLocation(location) }),
      ...(attachments && { attachments: remaining(attachments) }),
    },
    results: ticket.results.map((it) => ({ ...it, attachments: remaining(it.attachments) })),
    evaluations: ticket.evaluations.map((it) => {
      if (it.rater !== 'citizen') return it
      const { comment: _comment, ...rating } = it
      return { ...rating, personId: someResident.personId }
    }),
  }
}
