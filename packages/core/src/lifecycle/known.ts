/** Looks up in the city's data what the machine has to know about a command. */
import { nextHigherUnit, responsibleUnit } from '../matters/responsible.ts'
import type { Actor, Command, DeadlineKind, Instant, Ticket, Unit } from '../ticket/index.ts'
import { deadlineAfter } from '../time/deadline.ts'
import type { City } from './city.ts'
import { movedClocks } from './clocks.ts'
import type { Known, LifecycleEvent } from './event.ts'

/**
 * A command as the machine takes it, with what the city and the store know about it.
 * @param at when it is decided: the server's clock, never the client's
 * @param related what the store knows of other tickets that the command names
 */
export const lifecycleEvent = (
  ticket: Ticket,
  command: Command,
  actor: Actor,
  at: Instant,
  city: City,
  related: Pick<Known, 'mergeTarget'> = {},
): LifecycleEvent =>
  ({
    type: command.type,
    command,
    actor,
    at,
    known: known(ticket, command, city, related.mergeTarget),
  }) as LifecycleEvent

/** The facts about a command; `mergeTarget` comes from the store, the rest from the city. */
export function known(
  ticket: Ticket,
  command: Command,
  city: City,
  mergeTarget?: NonNullable<Known['mergeTarget']>,
): Known {
  switch (command.type) {
    case 'WHISTLE': {
      const { matterCode, location } = { ...ticket.draft, ...command.draft }
      const matter = matterCode === undefined ? undefined : city.matter(matterCode)
      const lead = matter && location && responsibleUnit({ matter, communityId: location.communityId, city })
      return present({ matter, lead })
    }
    case 'RETURN':
      return present({
        unit: command.suggestedUnitId === undefined ? undefined : city.unit(command.suggestedUnitId),
        violated:
          command.violatedMatterCode === undefined ? undefined : city.matter(command.violatedMatterCode),
      })
    case 'ESCALATE':
      return present({ lead: higherUnit(ticket, city) })
    case 'REDISPATCH':
      return present({ lead: city.unit(command.toUnitId) })
    case 'UPHOLD_RETURN':
      return present({ lead: command.toUnitId === undefined ? undefined : city.unit(command.toUnitId) })
    case 'ADD_ASSIST':
      return present({ unit: city.unit(command.unitId) })
    case 'MERGE':
      return present({ mergeTarget })
    case 'REOPEN':
      return present({ reopenUntil: reopenUntil(ticket, city) })
    case 'DEADLINE_REACHED':
      return present({ overdueSince: overdueSince(ticket, command.kind) })
    case 'RECALCULATE_DEADLINES':
      return { movesClocks: movesClocks(ticket.clocks, city.calendar) }
    default:
      return {}
  }
}

function higherUnit(ticket: Ticket, city: City): Unit | undefined {
  const { matter, leadUnitId } = ticket
  const communityId = ticket.draft.location?.communityId
  if (!matter || !leadUnitId || !communityId) return undefined
  return nextHigherUnit(matter, leadUnitId, communityId, city)
}

/** A level of supervision counts from the same moment as the one before. */
const overdueSince = ({ clocks }: Ticket, kind: DeadlineKind): Instant | undefined =>
  kind === 'supervision' ? clocks.supervision?.startedAt : clocks[kind]?.dueAt

function movesClocks(clocks: Ticket['clocks'], calendar: City['calendar']): boolean {
  const moved = movedClocks(clocks, calendar)
  return Object.values(clocks).some((clock) => moved[clock.kind] !== clock)
}

function reopenUntil(ticket: Ticket, city: City): Instant | undefined {
  if (ticket.closedAt === undefined) return undefined
  return deadlineAfter(ticket.closedAt, city.policy.reopening.window, city.calendar).dueAt
}

type Lookups = { [K in keyof Known]: Known[K] | undefined }

function present({ matter, violated, lead, unit, mergeTarget, reopenUntil, overdueSince }: Lookups): Known {
  return {
    ...(matter && { matter }),
    ...(violated && { violated }),
    ...(lead && { lead }),
    ...(unit && { unit }),
    ...(mergeTarget && { mergeTarget }),
    ...(reopenUntil && { reopenUntil }),
    ...(overdueSince && { overdueSince }),
  }
}
