/** The service: joins a store to the core. It authorises, decides, and appends; the store keeps the order. */
import { figuresOf } from '../insight/figures-of.ts'
import { available } from '../lifecycle/available.ts'
import type { City, CityData } from '../lifecycle/city.ts'
import { decide } from '../lifecycle/decide.ts'
import type { Known } from '../lifecycle/event.ts'
import { evolve } from '../lifecycle/fold.ts'
import { reasons } from '../lifecycle/reasons.ts'
import { responsibleUnit } from '../matters/responsible.ts'
import {
  Code,
  Command,
  Uuid,
  digest,
  newTicket,
  systemActor,
  type Actor,
  type Contact,
  type DeadlineKind,
  type Instant,
  type Rejection,
  type Ticket,
  type TicketEvent,
  type Unit,
} from '../ticket/index.ts'
import { makeClock } from '../time/clock.ts'
import type { ListQuery, Outcome, TicketView, WhistlePreview } from './gateway.ts'
import { invalidInput } from './invalid-input.ts'
import type { Session, TicketService } from './service.ts'
import type {
  AppendResult,
  AttachmentStore,
  FeedItem,
  StoredCommand,
  TicketRef,
  TicketStore,
} from './store.ts'
import { summarize } from './summary.ts'
import { eventFor, maySee, summaryFor, viewFor, visibilityOf } from './visibility.ts'

export interface TicketServiceOptions {
  store: TicketStore
  attachments: AttachmentStore
  /** The city of a tenant, indexed for decisions and as data for the browser; undefined for an unknown tenant. */
  cities: (tenantId: string) => { index: City; data: CityData } | undefined
  /** The present moment. */
  clock: () => Instant
  /**
   * The portal's identity of a resident, by what the whistler noted of them: that resident may then rate. Without it
   * the `citizenId` that a client sends is believed, which only trusted clients deserve.
   */
  identifyResident?: (tenantId: string, contact: Contact) => string | undefined
}

interface Step {
  ref: TicketRef
  actor: Actor
  command: Command
  commandId: string
  fingerprint: string
  ticket: Ticket
}

/** Creates the service that a server, a worker or a test talks to. */
export function createTicketService({
  store,
  attachments,
  cities,
  clock,
  identifyResident,
}: TicketServiceOptions): TicketService {
  const cityOf = (tenantId: string) => {
    const city = cities(tenantId)
    if (city === undefined) throw new UnknownTenantError(tenantId)
    return city
  }

  async function execute(
    { tenantId, actor }: Session,
    ticketId: string,
    input: unknown,
    { commandId, ifVersion }: { commandId: string; ifVersion: number },
  ): Promise<Outcome> {
    const parsed = Command.safeParse(input)
    const key = Code.safeParse(commandId)
    if (!parsed.success) return { ok: false, rejection: invalidInput(parsed.error) }
    if (!key.success) return { ok: false, rejection: invalidInput(key.error, ['commandId']) }
    if (!Uuid.safeParse(ticketId).success)
      return { ok: false, rejection: invalidInput(undefined, ['ticketId']) }
    const ref = { tenantId, ticketId }
    const fingerprint = digest({
      ticketId,
      command: parsed.data,
      personId: actor.personId,
      unitId: actor.unitId ?? '',
    })
    const first = await store.command(tenantId, commandId)
    if (first) return replay(first, fingerprint, actor)
    const stored = await store.load(ref)
    const ticket = stored?.ticket ?? newTicket(ticketId)
    if (stored && !maySee(actor, summarize(ticket)))
      return { ok: false, rejection: rejectionOf('notYourTicket') }
    if (ticket.version !== ifVersion) return conflict(ticket, actor)
    if (!(await photosAreStored(tenantId, parsed.data)))
      return { ok: false, rejection: rejectionOf('unknownAttachment') }
    const command = withResident(tenantId, parsed.data)
    return step({ ref, actor, command, commandId, fingerprint, ticket })
  }

  async function step({ ref, actor, command, commandId, fingerprint, ticket }: Step): Promise<Outcome> {
    const { index } = cityOf(ref.tenantId)
    const related = command.type === 'MERGE' ? await mergeTargetOf(ref.tenantId, command.intoTicketId) : {}
    const decision = decide(ticket, command, actor, clock(), index, related)
    if (!decision.ok) {
      if (decision.record) await recordRefusal({ ref, actor, command, commandId, fingerprint, ticket })
      return { ok: false, rejection: decision.rejection }
    }
    const result = await append(ref, ticket, decision.event, commandId, fingerprint)
    if (result.ok) return accepted(actor, decision.ticket, result)
    if (result.reason === 'commandReused') return { ok: false, commandReused: true }
    const current = await store.load(ref)
    if (!current) return { ok: false, conflict: { currentVersion: result.currentVersion } }
    return maySee(actor, summarize(current.ticket))
      ? conflict(current.ticket, actor)
      : { ok: false, rejection: rejectionOf('notYourTicket') }
  }

  function append(
    ref: TicketRef,
    before: Ticket,
    event: TicketEvent,
    commandId: string,
    fingerprint: string,
  ) {
    const ticket = evolve(before, event)
    return store.append({
      ref,
      expectedVersion: before.version,
      commandId,
      fingerprint,
      ticket,
      summary: summarize(ticket),
      events: [event],
      deadlines: Object.values(ticket.clocks)
        .filter((it) => it.pausedAt === undefined)
        .map(({ kind, dueAt }) => ({ kind, dueAt })),
    })
  }

  /** Puts a refused assignment on record under its own command id, whatever else happens to the ticket meanwhile. */
  async function recordRefusal({ ref, actor, command, commandId, fingerprint, ticket }: Step): Promise<void> {
    let current = ticket
    for (let tries = 0; tries < 10; tries += 1) {
      const decision = decide(current, command, actor, clock(), cityOf(ref.tenantId).index)
      if (decision.ok || !decision.record) return
      const result = await append(ref, current, decision.record, commandId, fingerprint)
      if (result.ok || result.reason === 'commandReused') return
      const stored = await store.load(ref)
      if (!stored) return
      current = stored.ticket
    }
  }

  /** A photo that a command names must have been uploaded: an invented digest is no evidence. */
  async function photosAreStored(tenantId: string, command: Command): Promise<boolean> {
    const named = 'draft' in command ? command.draft?.attachments : undefined
    const refs = named ?? ('attachments' in command ? command.attachments : undefined) ?? []
    const found = await Promise.all(refs.map(({ sha256 }) => attachments.find(tenantId, sha256)))
    return refs.every((ref, i) => found[i]?.bytes === ref.bytes && found[i].mediaType === ref.mediaType)
  }

  /** Who the resident is, the portal says by what was noted of them: then a client cannot choose the rater. */
  function withResident(tenantId: string, command: Command): Command {
    if (!identifyResident || (command.type !== 'EDIT' && command.type !== 'WHISTLE') || !command.draft)
      return command
    const { citizenId: _, ...draft } = command.draft
    const citizenId = draft.contact && identifyResident(tenantId, draft.contact)
    return { ...command, draft: { ...draft, ...(citizenId !== undefined && { citizenId }) } }
  }

  async function replay(first: StoredCommand, fingerprint: string, actor: Actor): Promise<Outcome> {
    if (first.fingerprint !== fingerprint) return { ok: false, commandReused: true }
    const stored = await store.load(first.ref)
    if (!stored) return { ok: false, commandReused: true }
    const event = (await eventsOf(first.ref)).find(({ version }) => version === first.version)
    if (event?.kind === 'refusedAssignment')
      return { ok: false, rejection: rejectionOf('downwardAssignment') }
    return { ok: true, ticket: viewFor(actor, stored.ticket), version: first.version, replayed: true }
  }

  async function eventsOf(ref: TicketRef): Promise<TicketEvent[]> {
    const events: TicketEvent[] = []
    let cursor: string | undefined
    do {
      const page = await store.history(ref, cursor ? { cursor } : {})
      events.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    return events
  }

  async function mergeTargetOf(tenantId: string, ticketId: string): Promise<Pick<Known, 'mergeTarget'>> {
    const stored = await store.load({ tenantId, ticketId })
    const { status, whistledAt } = stored?.ticket ?? {}
    return status && whistledAt ? { mergeTarget: { ticketId, status, whistledAt } } : {}
  }

  async function visible({ tenantId, actor }: Session, ticketId: string): Promise<Ticket | undefined> {
    if (!Uuid.safeParse(ticketId).success) return undefined
    const stored = await store.load({ tenantId, ticketId })
    return stored && maySee(actor, summarize(stored.ticket)) ? stored.ticket : undefined
  }

  async function get(session: Session, ticketId: string): Promise<TicketView | undefined> {
    const ticket = await visible(session, ticketId)
    if (!ticket) return undefined
    const { index } = cityOf(session.tenantId)
    return {
      ticket: viewFor(session.actor, ticket),
      units: unitsOf(ticket, (id) => index.unit(id)),
      actions: available(ticket, session.actor, clock(), index),
    }
  }

  async function history(session: Session, ticketId: string): Promise<TicketEvent[] | undefined> {
    const ticket = await visible(session, ticketId)
    if (!ticket) return undefined
    const events = await eventsOf({ tenantId: session.tenantId, ticketId })
    return events.map((event) => eventFor(session.actor, ticket, event))
  }

  async function* feed(
    { tenantId, actor }: Session,
    options: { after: number; signal: AbortSignal },
  ): AsyncGenerator<FeedItem> {
    for await (const item of store.feed(tenantId, options)) {
      if (maySee(actor, item.summary)) yield { ...item, summary: summaryFor(actor, item.summary) }
    }
  }

  function preview(
    { tenantId }: Session,
    matterCode: string,
    communityId: string,
  ): WhistlePreview | undefined {
    const { index } = cityOf(tenantId)
    if (index.unit(communityId)?.type !== 'community') return undefined
    const matter = index.matter(matterCode)
    const leadUnit = matter && responsibleUnit({ matter, communityId, city: index })
    if (!matter || !leadUnit) return undefined
    const { policy, calendar } = index
    const base = { startedAt: clock(), calendar }
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

  async function runDueDeadlines({
    owner,
    limit = 100,
    leaseMs = 30_000,
  }: {
    owner: string
    limit?: number
    leaseMs?: number
  }) {
    const due = await store.claimDue({ now: clock(), limit, leaseMs, owner })
    let effective = 0
    const failures: unknown[] = []
    for (const { tenantId, ticketId, kind, dueAt } of due) {
      try {
        const stored = await store.load({ tenantId, ticketId })
        if (!stored) continue
        const outcome = await step({
          ref: { tenantId, ticketId },
          actor: systemActor,
          command: { type: 'DEADLINE_REACHED', kind },
          commandId: deadlineCommandId(ticketId, kind, dueAt),
          fingerprint: digest({ ticketId, kind, dueAt }),
          ticket: stored.ticket,
        })
        if (outcome.ok) effective += 1
      } catch (error) {
        failures.push(error)
      }
    }
    // One broken ticket must not hold up the others; it is told once they are done.
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deadlines failed`)
    return effective
  }

  return {
    execute,
    get,
    history,
    query: async ({ tenantId, actor }, query: ListQuery) => {
      const visibility = visibilityOf(actor)
      const page = await store.query({ ...query, tenantId, ...(visibility && { visibility }) })
      return { ...page, items: page.items.map((it) => summaryFor(actor, it)) }
    },
    feed,
    position: ({ tenantId }) => store.position(tenantId),
    city: ({ tenantId }) => cityOf(tenantId).data,
    preview,
    upload: ({ tenantId }, bytes, mediaType) => attachments.put(tenantId, bytes, mediaType),
    download: ({ tenantId }, sha256) => attachments.get(tenantId, sha256),
    figures: async ({ tenantId }) => figuresOf(store.events(tenantId), clock(), cityOf(tenantId).index),
    runDueDeadlines,
  }
}

/** The tenant is not configured here. */
export class UnknownTenantError extends Error {
  override readonly name = 'UnknownTenantError'
  readonly code = 'unknownTenant'
  constructor(tenantId: string) {
    super(`Tenant ${tenantId} is not configured`)
  }
}

/** Names a deadline's effect, so that firing it twice is harmless. */
const deadlineCommandId = (ticketId: string, kind: DeadlineKind, dueAt: Instant) =>
  `${ticketId}:${kind}:${dueAt}`

const accepted = (actor: Actor, ticket: Ticket, result: Extract<AppendResult, { ok: true }>): Outcome => ({
  ok: true,
  ticket: viewFor(actor, ticket),
  version: result.version,
  replayed: result.replayed,
})

const conflict = (ticket: Ticket, actor: Actor): Outcome => ({
  ok: false,
  conflict: { currentVersion: ticket.version, ticket: viewFor(actor, ticket) },
})

const rejectionOf = (code: Rejection['code']): Rejection => ({ code, message: reasons[code], allowed: [] })

function unitsOf(ticket: Ticket, unit: (id: string) => Unit | undefined): Record<string, Unit> {
  const ids = [...summarize(ticket).partyUnitIds, ...ticket.returns.flatMap((it) => it.suggestedUnitId ?? [])]
  return Object.fromEntries(ids.flatMap((id) => unit(id) ?? []).map((it) => [it.id, it]))
}
