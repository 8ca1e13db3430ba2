/** What a screen offers: by our own machine, as far as the portal takes it. */
import { available, raterOf, reasons, type City } from '@chuishao/core/lifecycle'
import type { AvailableCommand, GatewayCapabilities } from '@chuishao/core/service'
import type { Actor, CommandType, Instant, Ticket } from '@chuishao/core/ticket'
import type { PortalDescription } from './description.ts'
import type { LoadedTicket } from './portal-tickets.ts'

/** What nobody can send over there is not shown at all; what the portal says is not open now, with that reason. */
export function offeredActions(
  { ticket, allowed: open }: LoadedTicket,
  actor: Actor,
  at: Instant,
  city: City,
  { ticket: { fields } }: Pick<PortalDescription, 'ticket'>,
  { commands = [], lostFields = {} }: Pick<GatewayCapabilities, 'commands' | 'lostFields'>,
): AvailableCommand[] {
  const taken = available(ticket, actor, at, city).filter(
    ({ type }) => commands.includes(type) && !isRatingLost(type, ticket, actor, fields),
  )
  const isOpen = (type: CommandType) => open?.includes(type) ?? true
  const allowed = taken.flatMap(({ type, enabled }) => (enabled && isOpen(type) ? [type] : []))
  return taken.map(({ type, enabled, reason, fields }) => {
    if (enabled && isOpen(type))
      return { type, enabled, fields: fields.filter(({ name }) => !lostFields[type]?.includes(name)) }
    const { code, message } = reason ?? { code: 'notAllowedInState', message: reasons.notAllowedInState }
    return { type, enabled: false, reason: { code, message, allowed }, fields: [] }
  })
}

/** A rating that the portal keeps no place for: it is asked of nobody. */
export function isRatingLost(
  type: CommandType,
  ticket: Ticket,
  actor: Actor,
  fields: PortalDescription['ticket']['fields'],
): boolean {
  const rater = type === 'EVALUATE' ? raterOf(ticket, actor) : undefined
  return rater !== undefined && fields[`${rater}Level`] === undefined
}
