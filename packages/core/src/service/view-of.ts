/** What a screen shows of a ticket, and of a whistle before it is blown: pure, so a device without network can show it. */
import { available } from '../lifecycle/available.ts'
import type { City } from '../lifecycle/city.ts'
import { responsibleUnit } from '../matters/responsible.ts'
import type { Actor, Instant, Ticket, Unit } from '../ticket/index.ts'
import { makeClock } from '../time/clock.ts'
import type { TicketView, WhistlePreview } from './gateway.ts'
import { summarize } from './summary.ts'
import { viewFor } from './visibility.ts'

/** A ticket as this person may see it, with what they may do. */
export const viewOf = (ticket: Ticket, actor: Actor, at: Instant, city: City): TicketView => ({
  ticket: viewFor(actor, ticket),
  units: unitsOf(ticket, (id) => city.unit(id)),
  actions: available(ticket, actor, at, city),
})

/** Who would answer, and until when; undefined where the matter or the community is unknown, or nobody is responsible. */
export function previewOf(
  city: City,
  matterCode: string,
  communityId: string,
  at: Instant,
): WhistlePreview | undefined {
  if (city.unit(communityId)?.type !== 'community') return undefined
  const matter = city.matter(matterCode)
  const leadUnit = matter && responsibleUnit({ matter, communityId, city })
  if (!matter || !leadUnit) return undefined
  const { policy, calendar } = city
  const base = { startedAt: at, calendar }
  const accept = makeClock({
    ...base,
    kind: 'accept',
    limit: matter.acceptLimit ?? policy.profile.acceptLimit,
  })
  const handle = makeClock({
    ...base,
    kind: 'handle',
    limit: matter.handleLimit ?? policy.profile.handleLimit,
  })
  return matter.route === 'selfGovernance' ? { leadUnit, handle } : { leadUnit, accept, handle }
}

function unitsOf(ticket: Ticket, unit: (id: string) => Unit | undefined): Record<string, Unit> {
  const ids = [...summarize(ticket).partyUnitIds, ...ticket.returns.flatMap((it) => it.suggestedUnitId ?? [])]
  return Object.fromEntries(ids.flatMap((id) => unit(id) ?? []).map((it) => [it.id, it]))
}
