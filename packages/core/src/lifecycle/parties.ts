/** Who stands in which relation to a ticket. */
import type { Actor, Rater, Role, Ticket } from '../ticket/index.ts'

/** Roles that speak for a community. */
export const communityRoles: Role[] = ['gridWorker', 'communitySecretary']
/** Roles that handle for a unit; a community's people do where the matter is theirs. */
export const answeringRoles: Role[] = ['departmentHandler', 'streetOfficer', ...communityRoles]

/** Roles that may have a word on a ticket: a building head has no account, an analyst only reads. */
export const talkingRoles: Role[] = [
  ...answeringRoles,
  'dispatcher',
  'returnReviewer',
  'supervisor',
  'citizen',
]

export const hasRole = (actor: Actor, roles: Role[]) => actor.roles.some((role) => roles.includes(role))

export const isLead = (ticket: Ticket, actor: Actor) =>
  ticket.leadUnitId !== undefined && actor.unitId === ticket.leadUnitId

export const isAssist = (ticket: Ticket, actor: Actor) =>
  ticket.assists.some((assist) => assist.unitId === actor.unitId)

/** The community's own people; before the first dispatch the community is where the draft lies. */
export const isCommunity = (ticket: Ticket, actor: Actor) =>
  ticket.communityId !== undefined && actor.unitId === ticket.communityId

export const isCitizenOf = (ticket: Ticket, actor: Actor) =>
  actor.roles.includes('citizen') && ticket.draft.citizenId === actor.personId

/** Whether there is a resident whom one can contact. */
export const hasResident = ({ draft }: Ticket) =>
  draft.contact?.name !== undefined || draft.contact?.phone !== undefined || draft.citizenId !== undefined

/** Whose rating this person's would be; undefined for everybody else. */
export function raterOf(ticket: Ticket, actor: Actor): Rater | undefined {
  if (isCitizenOf(ticket, actor)) return 'citizen'
  return isCommunity(ticket, actor) && hasRole(actor, communityRoles) ? 'community' : undefined
}

/** Raters whose rating is required and still missing in the present round. */
export function missingRaters(ticket: Ticket, requiredRaters: readonly Rater[]): Rater[] {
  return requiredRaters
    .filter((rater) => rater !== 'citizen' || ticket.draft.citizenId !== undefined)
    .filter((rater) => !hasRated(ticket, rater))
}

/** An assisting task that somebody still has to finish. */
export const isOpen = ({ doneAt, lapsed }: Ticket['assists'][number]) => doneAt === undefined && !lapsed

export const hasRated = (ticket: Ticket, rater: Rater) =>
  ticket.evaluations.some((it) => it.rater === rater && it.round === ticket.reopenCount)
