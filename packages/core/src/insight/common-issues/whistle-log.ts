/** Gathers from the event log what common-issue detection asks of a ticket: who whistled what, where and when. */
import type { Instant, Location, Matter, TicketEvent } from '../../ticket/index.ts'
import { toWgs84, type Point } from './coordinates.ts'

/** One raised ticket. */
export interface Whistle {
  ticketId: string
  /** When it was whistled. */
  at: Instant
  matter: Pick<Matter, 'code' | 'name' | 'category'>
  /** The community in whose area it lies. */
  communityId: string
  /** Where it is, as WGS 84; absent where only an address was given. */
  point?: Point
  /** Tells people apart, to count them. One key stands for all residents whose data was erased. */
  whistler: string
  /** Why it is not counted as a whistle of its own: a duplicate, or taken back. */
  leftOut?: 'merged' | 'withdrawn'
  mergedInto?: string
  /** Each time it was closed or taken up again, oldest first. */
  closings: { at: Instant; closed: boolean }[]
}

export interface WhistleLog {
  /** Adds the next event; those of one ticket in their order, tickets interleaved as they come. */
  add(event: TicketEvent): void
  /** Every ticket raised so far, in the order of raising; drafts are none yet. */
  whistles(): Iterable<Whistle>
}

/** A log to keep and feed event by event, so that a later run reads only what is new. */
export function createWhistleLog(): WhistleLog {
  const raised = new Map<string, Whistle>()
  const drafts = new Map<string, Location>()

  return {
    whistles: () => raised.values(),
    add(event) {
      if (event.kind !== 'command') return
      const { command, ticketId } = event
      const whistle = raised.get(ticketId)
      if (whistle) return follow(whistle, event)
      if (command.type === 'EDIT') {
        if (command.draft.location) drafts.set(ticketId, command.draft.location)
      } else if (command.type === 'WHISTLE') {
        const place = command.draft?.location ?? drafts.get(ticketId)
        const { matter } = event.facts
        drafts.delete(ticketId)
        if (matter && place) raised.set(ticketId, whistleOf(event, matter, place))
      } else if (command.type === 'DISCARD') drafts.delete(ticketId)
    },
  }
}

/** The whistles of a whole log in one pass. */
export async function whistlesOf(
  events: AsyncIterable<TicketEvent> | Iterable<TicketEvent>,
): Promise<Whistle[]> {
  const log = createWhistleLog()
  for await (const event of events) log.add(event)
  return [...log.whistles()]
}

function whistleOf({ ticketId, at, actor, personal }: TicketEvent, matter: Matter, place: Location): Whistle {
  const { crs, lng, lat, communityId } = place
  return {
    ticketId,
    at,
    matter: { code: matter.code, name: matter.name, category: matter.category },
    communityId,
    ...(lng !== undefined && lat !== undefined && { point: toWgs84({ crs, lng, lat }) }),
    whistler: personal?.actor?.personId ?? actor.personId,
    closings: [],
  }
}

function follow(whistle: Whistle, { command, at, to }: TicketEvent): void {
  if (command.type === 'MERGE') {
    whistle.leftOut = 'merged'
    whistle.mergedInto = command.intoTicketId
  } else if (command.type === 'WITHDRAW') whistle.leftOut = 'withdrawn'
  const closed = to === 'closed' || to === 'evaluated'
  const before = whistle.closings.at(-1)?.closed ?? false
  if (closed !== before) whistle.closings.push({ at, closed })
}
