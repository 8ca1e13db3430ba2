/** Who may see what: which tickets at all, and which parts of one. */
import type { Actor, Ticket, TicketEvent } from '../ticket/index.ts'
import { hasRole, isCitizenOf, isCommunity } from '../lifecycle/parties.ts'
import type { TicketSummary, Visibility } from './store.ts'

const seesEverything = (actor: Actor) =>
  hasRole(actor, ['dispatcher', 'returnReviewer', 'supervisor', 'analyst', 'system'])

/** The restriction on lists for this actor; undefined sees the whole tenant. */
export function visibilityOf(actor: Actor): Visibility | undefined {
  if (seesEverything(actor)) return undefined
  return {
    createdBy: actor.personId,
    ...(actor.unitId !== undefined && { unitIds: [actor.unitId] }),
    ...(actor.roles.includes('citizen') && { citizenId: actor.personId }),
  }
}

/** Whether a list line may be shown to this actor; agrees with `visibilityOf`. */
export function maySee(actor: Actor, summary: TicketSummary): boolean {
  const restriction = visibilityOf(actor)
  if (restriction === undefined) return true
  const { unitIds = [], citizenId, createdBy } = restriction
  return (
    summary.partyUnitIds.some((id) => unitIds.includes(id)) ||
    (citizenId !== undefined && summary.citizenId === citizenId) ||
    summary.createdBy === createdBy
  )
}

/** Complainants' personal data is for the community that knows them, the centre, and themselves. */
const seesContact = (actor: Actor, ticket: Ticket) =>
  isCommunity(ticket, actor) || isCitizenOf(ticket, actor) || hasRole(actor, ['dispatcher', 'supervisor'])

/** The ticket as this actor may see it. */
export function viewFor(actor: Actor, ticket: Ticket): Ticket {
  if (seesContact(actor, ticket)) return ticket
  const { contact: _contact, citizenId, ...draft } = ticket.draft
  return {
    ...ticket,
    draft: { ...draft, ...(citizenId !== undefined && { citizenId: 'hidden' }) },
    evaluations: ticket.evaluations.map((it) =>
      it.rater === 'citizen' ? { ...it, personId: 'hidden' } : it,
    ),
  }
}

/** The list line as this actor may see it: who the resident is stays between them and the centre. */
export function summaryFor(actor: Actor, summary: TicketSummary): TicketSummary {
  if (summary.citizenId === undefined || summary.citizenId === actor.personId) return summary
  if (hasRole(actor, ['dispatcher', 'supervisor'])) return summary
  const { citizenId: _, ...rest } = summary
  return rest
}

/** The event as this actor may see it: without what identifies a resident, which is never part of the hash. */
export function eventFor(actor: Actor, ticket: Ticket, event: TicketEvent): TicketEvent {
  if (seesContact(actor, ticket)) return event
  const { personal: _, ...rest } = event
  return rest
}
