/** Which tickets a person may see at all; what they see of one says `../privacy`. */
import { hasRole } from '../lifecycle/parties.ts'
import type { Concerned } from '../privacy/sight.ts'
import type { Actor, Sentence } from '../ticket/index.ts'
import type { Visibility } from './store.ts'

export { eventFor } from '../privacy/seen-event.ts'
export { summaryFor, viewFor } from '../privacy/seen-ticket.ts'

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

/** Not residents: narrowed by place, kind and day, figures would tell them of single whistles. */
export const maySeeFigures = ({ roles }: Actor): boolean => roles.some((role) => role !== 'citizen')

export const noFigures: Sentence = {
  zh: '统计供办理工单的人员查看，居民不能查看。',
  en: 'Figures are for those who work on tickets, not for residents.',
}

/** Whether a ticket, or its list line, may be shown to this actor; agrees with `visibilityOf`. */
export function maySee(actor: Actor, concerned: Concerned): boolean {
  const restriction = visibilityOf(actor)
  if (restriction === undefined) return true
  const { unitIds = [], citizenId, createdBy } = restriction
  return (
    concerned.partyUnitIds.some((id) => unitIds.includes(id)) ||
    (citizenId !== undefined && concerned.citizenId === citizenId) ||
    concerned.createdBy === createdBy
  )
}
