/**
 * Who sees which part of a resident's data. `sightTable` is the whole rule; `docs/privacy.md` prints it and the views
 * of tickets, events and list lines apply it.
 */
import { communityRoles, hasRole } from '../lifecycle/parties.ts'
import { partiesOf } from '../service/summary.ts'
import type { Actor, Ticket } from '../ticket/index.ts'

/** How a person stands to a ticket. One person may stand in several ways: then the most that one of them allows holds. */
export const standings = [
  'resident',
  'community',
  'centre',
  'returnDesk',
  'street',
  'buildingHead',
  'handler',
  'analyst',
] as const
export type Standing = (typeof standings)[number]

export const personalParts = ['name', 'phone', 'identity', 'words', 'place', 'photos'] as const
/**
 * `name`, `phone`: the contact that the whistler noted. `identity`: who in the portal's accounts it is. `words`: the
 * description and what the resident wrote. `place`: coordinates and address. `photos`: of the whistle and of every step.
 */
export type PersonalPart = (typeof personalParts)[number]

/** `masked`: that there is one, and what its mask lets through; of words, all but numbers and names; of a place, roughly where. */
export const sights = ['hidden', 'masked', 'full'] as const
export type Sight = (typeof sights)[number]

const all = (sight: Sight): Record<PersonalPart, Sight> => ({
  name: sight,
  phone: sight,
  identity: sight,
  words: sight,
  place: sight,
  photos: sight,
})
const atWork = { words: 'masked', place: 'full', photos: 'full' } as const

export const sightTable: Record<Standing, Record<PersonalPart, Sight>> = {
  /** The resident whom the ticket concerns. */
  resident: all('full'),
  /** Grid workers and secretaries of the community that whistled, and whoever wrote the draft: they know them. */
  community: all('full'),
  /** Dispatchers, supervisors, and the system. */
  centre: all('full'),
  /** Return reviewers: that somebody can be asked, not who. */
  returnDesk: { name: 'masked', phone: 'masked', identity: 'hidden', ...atWork },
  street: { name: 'masked', phone: 'masked', identity: 'hidden', ...atWork },
  /** Building heads of the community, on drafts that others wrote. */
  buildingHead: { name: 'masked', phone: 'masked', identity: 'hidden', ...atWork },
  /** The unit complained about, those that led before and those that assist. */
  handler: { name: 'hidden', phone: 'hidden', identity: 'hidden', ...atWork },
  /** Reads figures and lists, has no part in the ticket: the precise place of a person is sensitive (PIPL art. 28). */
  analyst: {
    name: 'hidden',
    phone: 'hidden',
    identity: 'hidden',
    words: 'masked',
    place: 'masked',
    photos: 'hidden',
  },
}

/** Whom a ticket concerns; a list line says as much as the ticket. */
export interface Concerned {
  communityId?: string | undefined
  citizenId?: string | undefined
  createdBy?: string | undefined
  /** Every unit that has or had a part in it. */
  partyUnitIds: readonly string[]
}

export const concernedBy = (ticket: Ticket): Concerned => ({
  communityId: ticket.communityId,
  citizenId: ticket.draft.citizenId,
  createdBy: ticket.createdBy,
  partyUnitIds: partiesOf(ticket),
})

export function standingsOf(actor: Actor, concerned: Concerned): Standing[] {
  const { communityId, citizenId, createdBy, partyUnitIds } = concerned
  const ofCommunity = communityId !== undefined && actor.unitId === communityId
  const isParty = actor.unitId !== undefined && partyUnitIds.includes(actor.unitId)
  const stands: Record<Standing, boolean> = {
    resident: hasRole(actor, ['citizen']) && citizenId === actor.personId,
    community: (ofCommunity && hasRole(actor, communityRoles)) || createdBy === actor.personId,
    centre: hasRole(actor, ['dispatcher', 'supervisor', 'system']),
    returnDesk: hasRole(actor, ['returnReviewer']),
    street: isParty && hasRole(actor, ['streetOfficer']),
    buildingHead: ofCommunity && hasRole(actor, ['buildingHead']),
    handler: isParty,
    analyst: hasRole(actor, ['analyst']),
  }
  return standings.filter((standing) => stands[standing])
}

/** What of each part this person sees; who stands in no way to the ticket sees what an analyst sees. */
export function sightOf(actor: Actor, concerned: Concerned): Record<PersonalPart, Sight> {
  const [first = 'analyst', ...others] = standingsOf(actor, concerned)
  return others.reduce((sight, standing) => most(sight, sightTable[standing]), sightTable[first])
}

function most(a: Record<PersonalPart, Sight>, b: Record<PersonalPart, Sight>): Record<PersonalPart, Sight> {
  const better = (part: PersonalPart) =>
    sights.indexOf(a[part]) >= sights.indexOf(b[part]) ? a[part] : b[part]
  return {
    name: better('name'),
    phone: better('phone'),
    identity: better('identity'),
    words: better('words'),
    place: better('place'),
    photos: better('photos'),
  }
}
