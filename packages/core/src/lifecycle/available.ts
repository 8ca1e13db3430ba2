/** Which commands a person may send now, and for the others why not. Screens draw their buttons from this alone. */
import {
  commandTypes,
  type Actor,
  type Command,
  type CommandType,
  type Instant,
  type Rejection,
  type RejectionCode,
  type Ticket,
} from '../ticket/index.ts'
import type { AvailableCommand } from '../service/gateway.ts'
import type { City } from './city.ts'
import type { LifecycleEvent } from './event.ts'
import { fieldsOf } from './fields.ts'
import { known } from './known.ts'
import { reasons } from './reasons.ts'
import { brokenRule, rulesBeforeInput } from './rules.ts'
import { transitionsFor } from './step.ts'

/** Every command with whether this actor may send it now; what nobody but the system sends is left out. */
export function available(ticket: Ticket, actor: Actor, at: Instant, city: City): AvailableCommand[] {
  const verdicts = sendable.map((type) => ({ type, code: whyUnavailable(ticket, actor, at, city, type) }))
  const allowed = verdicts.flatMap(({ type, code }) => (code === undefined ? [type] : []))
  return verdicts.map(({ type, code }) => {
    if (code === undefined) return { type, enabled: true, fields: fieldsOf(type, ticket, city.policy) }
    const reason: Rejection = { code, message: reasons[code], allowed }
    return { type, enabled: false, reason, fields: [] }
  })
}

/** The types of the commands that this actor may send now. */
export const availableTypes = (ticket: Ticket, actor: Actor, at: Instant, city: City): CommandType[] =>
  sendable.filter((type) => whyUnavailable(ticket, actor, at, city, type) === undefined)

const sendable = commandTypes.filter(
  (type) => type !== 'DEADLINE_REACHED' && type !== 'RECALCULATE_DEADLINES',
)

function whyUnavailable(
  ticket: Ticket,
  actor: Actor,
  at: Instant,
  city: City,
  type: CommandType,
): RejectionCode | undefined {
  const probe = probeOf(ticket, actor, at, city, type)
  let code: RejectionCode | undefined = 'notAllowedInState'
  for (const { rules } of transitionsFor(city.policy, ticket.status, type)) {
    code = brokenRule(ticket, probe, rulesBeforeInput(rules))
    if (code === undefined) return undefined
  }
  return code
}

/** The command as it is before anything is typed; rules about input are left out, so its fields are never read. */
function probeOf(ticket: Ticket, actor: Actor, at: Instant, city: City, type: CommandType): LifecycleEvent {
  const command = { type } as Command
  const looksUp = type === 'WHISTLE' || type === 'ESCALATE' || type === 'REOPEN'
  return { type, command, actor, at, known: looksUp ? known(ticket, command, city) : {} } as LifecycleEvent
}
