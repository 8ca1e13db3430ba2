/** Carries out commands: decides on the stored ticket, appends what follows, and answers repeats with the first result. */
import type { City, CityData } from '../lifecycle/city.ts'
import { decide } from '../lifecycle/decide.ts'
import type { Known } from '../lifecycle/event.ts'
import { evolve, fold } from '../lifecycle/fold.ts'
import { reasons } from '../lifecycle/reasons.ts'
import { recordErasure } from '../lifecycle/record-erasure.ts'
import { concernedBy } from '../privacy/sight.ts'
import {
  Code,
  Command,
  Uuid,
  attachmentsOf,
  newTicket,
  sealEvent,
  type Actor,
  type Contact,
  type Instant,
  type Rejection,
  type Ticket,
  type TicketEvent,
  type UnsealedEvent,
} from '../ticket/index.ts'
import { allEvents } from './all-events.ts'
import { CommandInProgressError } from './command-in-progress.ts'
import { deadlinesOf } from './deadlines-of.ts'
import { fingerprintOf, isSameFingerprint } from './fingerprint.ts'
import type { Outcome } from './gateway.ts'
import { invalidInputInWords } from './input-issues.ts'
import { invalidInput } from './invalid-input.ts'
import type { Session } from './service.ts'
import type { PhotoKeeper } from './photos.ts'
import type { AppendResult, StoredCommand, TicketRef, TicketStore } from './store.ts'
import { partiesOf, summarize } from './summary.ts'
import { maySee, viewFor } from './visibility.ts'
import { unknownTag, withoutFileNames } from './without-free-text.ts'

export interface CommandRunnerOptions {
  store: TicketStore
  photos: PhotoKeeper
  cityOf: (tenantId: string) => { index: City; data: CityData }
  clock: () => Instant
  newSalt: () => string
  identifyResident?: ((tenantId: string, contact: Contact) => string | undefined) | undefined
}

export interface Step {
  ref: TicketRef
  actor: Actor
  command: Command
  commandId: string
  fingerprint: string
  ticket: Ticket
}

/** `execute` takes what a person sends; `step` carries out what has been checked already. */
export function commandRunner({
  store,
  photos,
  cityOf,
  clock,
  newSalt,
  identifyResident,
}: CommandRunnerOptions) {
  async function execute(
    { tenantId, actor }: Session,
    ticketId: string,
    input: unknown,
    { commandId, ifVersion }: { commandId: string; ifVersion: number },
  ): Promise<Outcome> {
    const parsed = Command.safeParse(input)
    const key = Code.safeParse(commandId)
    if (!parsed.success) return { ok: false, rejection: invalidInputInWords(parsed.error) }
    if (!key.success) return { ok: false, rejection: invalidInputInWords(key.error, ['commandId']) }
    if (!Uuid.safeParse(ticketId).success)
      return { ok: false, rejection: invalidInput(undefined, ['ticketId']) }
    const ref = { tenantId, ticketId }
    const loading = store.load(ref)
    // While the store is busy.
    const fingerprint = fingerprintOf(ticketId, parsed.data, actor)
    // Nearly every command comes once: only where it cannot be carried out is it looked up whether it was, before.
    const earlier = async () => {
      const first = await store.command(tenantId, commandId)
      return first && replay(first, ref, fingerprint, actor)
    }
    const refuse = async (outcome: Outcome) => (await earlier()) ?? outcome
    const stored = await loading
    const ticket = stored?.ticket ?? newTicket(ticketId)
    if (stored && !maySee(actor, concernedBy(ticket)))
      return refuse({ ok: false, rejection: rejectionOf('notYourTicket') })
    if (ticket.version !== ifVersion) return refuse(conflict(ticket, actor))
    const tag = unknownTag(parsed.data, cityOf(tenantId).data.policy)
    if (tag) return refuse({ ok: false, rejection: invalidInput(undefined, tag) })
    // An invented digest is no evidence, and to know the digest of somebody else's photo is no reason to get it.
    if (!(await photos.mayAttach({ tenantId, actor }, ticket, attachmentsOf(parsed.data))))
      return refuse({ ok: false, rejection: rejectionOf('unknownAttachment') })
    const command = withResident(tenantId, withoutFileNames(parsed.data))
    return step({ ref, actor, command, commandId, fingerprint, ticket }, earlier)
  }

  /** @param earlier the answer of the same command if it was carried out before, asked where this one is refused */
  async function step(
    { ref, actor, command, commandId, fingerprint, ticket }: Step,
    earlier: () => Promise<Outcome | undefined> = async () => undefined,
  ): Promise<Outcome> {
    const { index } = cityOf(ref.tenantId)
    const related = command.type === 'MERGE' ? await mergeTargetOf(ref.tenantId, command.intoTicketId) : {}
    const decision = decide(ticket, command, actor, clock(), index, related)
    if (!decision.ok) {
      const before = await earlier()
      if (before) return before
      if (decision.record) await recordRefusal({ ref, actor, command, commandId, fingerprint, ticket })
      return { ok: false, rejection: decision.rejection }
    }
    const { result, after } = await append(ref, ticket, decision.event, commandId, fingerprint)
    if (result.ok && result.replayed) {
      const first = await store.command(ref.tenantId, commandId)
      if (first) return replay(first, ref, fingerprint, actor)
    }
    if (result.ok) return accepted(actor, after, result)
    if (result.reason === 'commandReused') return { ok: false, commandReused: true }
    if (result.reason === 'commandInProgress') throw new CommandInProgressError()
    if (result.reason === 'photoMissing') return { ok: false, rejection: rejectionOf('unknownAttachment') }
    const current = await store.load(ref)
    if (!current) return { ok: false, conflict: { currentVersion: result.currentVersion } }
    return maySee(actor, concernedBy(current.ticket))
      ? conflict(current.ticket, actor)
      : { ok: false, rejection: rejectionOf('notYourTicket') }
  }

  async function append(
    ref: TicketRef,
    before: Ticket,
    decided: UnsealedEvent,
    commandId: string,
    fingerprint: string,
  ) {
    const event = sealEvent(decided, before.lastHash, newSalt())
    const after = evolve(before, event)
    const summary = summarize(after)
    const deadlines = deadlinesOf(after)
    const result = await store.append({
      ref,
      expectedVersion: before.version,
      commandId,
      fingerprint,
      ticket: after,
      summary,
      events: [event],
      deadlines,
      sameRows:
        before.version > 0 &&
        isSame(partiesOf(before), summary.partyUnitIds) &&
        isSame(deadlinesOf(before), deadlines),
      photos: attachmentsOf(event.command).map(({ sha256 }) => sha256),
    })
    return { result, after }
  }

  /** Puts a refused assignment on record under its own command id, whatever else happens to the ticket meanwhile. */
  async function recordRefusal({ ref, actor, command, commandId, fingerprint, ticket }: Step): Promise<void> {
    let current = ticket
    for (let tries = 0; tries < 10; tries += 1) {
      const decision = decide(current, command, actor, clock(), cityOf(ref.tenantId).index)
      if (decision.ok || !decision.record) return
      const { result } = await append(ref, current, decision.record, commandId, fingerprint)
      if (result.ok || result.reason !== 'versionConflict') return
      const stored = await store.load(ref)
      if (!stored) return
      current = stored.ticket
    }
  }

  /** Who the resident is, the portal says by what was noted of them: then a client cannot choose the rater. */
  function withResident(tenantId: string, command: Command): Command {
    if (!identifyResident || (command.type !== 'EDIT' && command.type !== 'WHISTLE') || !command.draft)
      return command
    const { citizenId: _, ...draft } = command.draft
    const citizenId = draft.contact && identifyResident(tenantId, draft.contact)
    return { ...command, draft: { ...draft, ...(citizenId !== undefined && { citizenId }) } }
  }

  async function replay(
    first: StoredCommand,
    { ticketId }: TicketRef,
    fingerprint: string,
    actor: Actor,
  ): Promise<Outcome> {
    if (first.ref.ticketId !== ticketId || !isSameFingerprint(first.fingerprint, fingerprint))
      return { ok: false, commandReused: true }
    const stored = await store.load(first.ref)
    if (!stored) return { ok: false, commandReused: true }
    // They saw it then; a repeat is no way to see what became of it.
    if (!maySee(actor, concernedBy(stored.ticket)))
      return { ok: false, rejection: rejectionOf('notYourTicket') }
    const events = await allEvents(store, first.ref)
    const event = events.find(({ version }) => version === first.version)
    if (event?.kind === 'refusedAssignment')
      return { ok: false, rejection: rejectionOf('downwardAssignment') }
    const before = fold(
      ticketId,
      events.filter(({ version }) => version <= first.version),
    )
    const then = withoutErased(
      before,
      events.filter(({ version }) => version > first.version),
    )
    return { ok: true, ticket: viewFor(actor, then), version: first.version, replayed: true }
  }

  async function mergeTargetOf(tenantId: string, ticketId: string): Promise<Pick<Known, 'mergeTarget'>> {
    const stored = await store.load({ tenantId, ticketId })
    const { status, whistledAt } = stored?.ticket ?? {}
    return status && whistledAt ? { mergeTarget: { ticketId, status, whistledAt } } : {}
  }

  return { execute, step }
}

const accepted = (actor: Actor, ticket: Ticket, result: Extract<AppendResult, { ok: true }>): Outcome => ({
  ok: true,
  ticket: viewFor(actor, ticket),
  version: result.version,
  replayed: result.replayed,
})

/** What was taken out of a ticket since is not in how it was, either. */
const withoutErased = (ticket: Ticket, since: TicketEvent[]): Ticket =>
  since
    .filter(({ kind }) => kind === 'personalErased')
    .reduce((it, event) => ({ ...recordErasure(it, event), updatedAt: it.updatedAt }), ticket)

const isSame = (before: unknown[], after: unknown[]) => JSON.stringify(before) === JSON.stringify(after)

const conflict = (ticket: Ticket, actor: Actor): Outcome => ({
  ok: false,
  conflict: { currentVersion: ticket.version, ticket: viewFor(actor, ticket) },
})

const rejectionOf = (code: Rejection['code']): Rejection => ({ code, message: reasons[code], allowed: [] })
