/** Holds one ticket's row against its events: gapless, chained, folded, and with the right clocks. */
import { fold } from '@chuishao/core/lifecycle'
import type { DeadlineRow } from '@chuishao/core/service'
import {
  digest,
  verifyHistory,
  type DeadlineKind,
  type Status,
  type Ticket,
  type TicketEvent,
} from '@chuishao/core/ticket'
import type { AuditRule, Break } from './break.ts'

/** What a store holds of one ticket. */
export interface StoredHistory {
  tenantId: string
  ticketId: string
  /** As the ticket's row says, beside the state. */
  version: number
  state: Ticket
  /** By version, as their rows say beside the event; the list line only where lists are held against it. */
  events: { version: number; position: number; event: TicketEvent; summary?: unknown }[]
  deadlines: DeadlineRow[]
}

/** Where nothing, or only the evaluation, may have a deadline. */
const allowedClocks: Partial<Record<Status, DeadlineKind[]>> = {
  draft: [],
  closed: ['evaluation'],
  evaluated: [],
  withdrawn: [],
  merged: [],
  discarded: [],
}

/** Every rule that is broken, the earliest cause first. */
export function checkTicket(stored: StoredHistory): Break[] {
  const { tenantId, ticketId } = stored
  const say = (rule: AuditRule, found: string, version?: number): Break => ({
    rule,
    tenantId,
    ticketId,
    ...(version !== undefined && { version }),
    found,
  })
  return [
    ...checkVersions(stored, say),
    ...checkChain(stored, say),
    ...checkPersonal(stored, say),
    ...checkState(stored, say),
    ...checkClocks(stored, say),
  ]
}

type Say = (rule: AuditRule, found: string, version?: number) => Break

function checkVersions({ ticketId, version, state, events }: StoredHistory, say: Say): Break[] {
  const wrong = events.findIndex(
    (row, index) =>
      row.version !== index + 1 ||
      row.event.version !== row.version ||
      row.event.ticketId !== ticketId ||
      row.position <= (events[index - 1]?.position ?? 0),
  )
  if (wrong === -1 && events.length === version && state.version === version) return []
  const versions = events.map((row) => row.version)
  const positions = events.map((row) => row.position)
  const found = `the ticket is at version ${version} (state ${state.version}), its ${events.length} events are ${someOf(versions)}, at positions ${someOf(positions)}`
  return [say('versions', found, wrong === -1 ? Math.min(version, events.length) + 1 : wrong + 1)]
}

const shown = 20
const someOf = (numbers: number[]) =>
  numbers.length <= shown
    ? numbers.join(', ')
    : `${numbers.slice(0, shown / 2).join(', ')} … ${numbers.slice(-shown / 2).join(', ')}`

function checkChain({ events }: StoredHistory, say: Say): Break[] {
  const verified = verifyHistory(events.map(({ event }) => event))
  return verified.ok
    ? []
    : [say('chain', `version ${verified.version}: ${verified.broken}`, verified.version)]
}

/** Personal data stands beside the chain, which holds its digest: it may be gone only where an erasure came after it. */
function checkPersonal({ events }: StoredHistory, say: Say): Break[] {
  const erasedUpTo = events.findLast(({ event }) => event.kind === 'personalErased')?.version ?? 0
  const missing = events.find(
    ({ version, event }) => event.personalDigest && !event.personal && version > erasedUpTo,
  )
  if (!missing) return []
  return [say('personal', 'personal data is missing, and no erasure says so', missing.version)]
}

function checkState({ ticketId, state, events }: StoredHistory, say: Say): Break[] {
  const made = fold(
    ticketId,
    events.map(({ event }) => event),
  )
  return digest(made) === digest(state) ? [] : [say('fold', 'the state is not what the events make')]
}

function checkClocks({ state, deadlines }: StoredHistory, say: Say): Break[] {
  const allowed = allowedClocks[state.status]
  const running = Object.values(state.clocks).filter(({ pausedAt }) => pausedAt === undefined)
  const expected = running.map(({ kind, dueAt }) => `${kind} ${dueAt}`).toSorted()
  const watched = deadlines.map(({ kind, dueAt }) => `${kind} ${dueAt}`).toSorted()
  const stray = deadlines.filter(({ kind }) => allowed && !allowed.includes(kind))
  const broken = stray.map(({ kind }) => say('clock', `${kind} runs on a ticket that is ${state.status}`))
  if (expected.join() !== watched.join())
    broken.push(say('clock', `runs: ${expected.join(', ')}; watched: ${watched.join(', ')}`))
  return broken
}
