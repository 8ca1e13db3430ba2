/** Erases a resident's data from a ticket (PIPL art. 47): the chain keeps its digests, and says that, when and by whom. */
import { evolve } from '../lifecycle/fold.ts'
import { hasRole } from '../lifecycle/parties.ts'
import { reasons } from '../lifecycle/reasons.ts'
import { Erasure } from '../privacy/erasure.ts'
import { concernedBy } from '../privacy/sight.ts'
import {
  Code,
  Uuid,
  attachmentsOf,
  newTicket,
  sealEvent,
  type Instant,
  type Rejection,
  type Ticket,
  type TicketEvent,
} from '../ticket/index.ts'
import { allEvents } from './all-events.ts'
import { CommandInProgressError } from './command-in-progress.ts'
import { deadlinesOf } from './deadlines-of.ts'
import { fingerprintOf, isSameFingerprint } from './fingerprint.ts'
import type { Outcome } from './gateway.ts'
import { invalidInputInWords } from './input-issues.ts'
import type { Session } from './service.ts'
import type { PhotoKeeper } from './photos.ts'
import type { TicketStore } from './store.ts'
import { summarize } from './summary.ts'
import { maySee, viewFor } from './visibility.ts'

export interface PersonalEraserOptions {
  store: TicketStore
  photos: PhotoKeeper
  clock: () => Instant
  newSalt: () => string
}

export function personalEraser({ store, photos, clock, newSalt }: PersonalEraserOptions) {
  return async function erasePersonal(
    { tenantId, actor }: Session,
    ticketId: string,
    input: unknown,
    { commandId, ifVersion }: { commandId: string; ifVersion: number },
  ): Promise<Outcome | undefined> {
    const asked = Erasure.safeParse(input)
    const key = Code.safeParse(commandId)
    // What nothing could be erased by is refused for what it is, whether or not there is such a ticket.
    if (!asked.success) return { ok: false, rejection: invalidInputInWords(asked.error) }
    if (!key.success) return { ok: false, rejection: invalidInputInWords(key.error, ['commandId']) }
    const ref = { tenantId, ticketId }
    const stored = Uuid.safeParse(ticketId).success ? await store.load(ref) : undefined
    if (!stored || !maySee(actor, concernedBy(stored.ticket))) return undefined
    if (!hasRole(actor, ['supervisor', 'system'])) return rejected('wrongRole')
    const fingerprint = fingerprintOf(ticketId, { erase: asked.data }, actor)
    const removePhotos = async () => {
      for (const sha256 of asked.data.photos ?? []) await photos.releaseErased({ tenantId, sha256 })
    }

    const first = await store.command(tenantId, commandId)
    if (first) {
      if (first.ref.ticketId !== ticketId || !isSameFingerprint(first.fingerprint, fingerprint))
        return { ok: false, commandReused: true }
      // The first time may have ended between the database and the photos.
      await removePhotos()
      return { ok: true, ticket: viewFor(actor, stored.ticket), version: first.version, replayed: true }
    }
    if (stored.ticket.version !== ifVersion) return conflict(stored.ticket)
    const events = await allEvents(store, ref)
    const attached = new Set(events.flatMap(({ command }) => attachmentsOf(command).map((it) => it.sha256)))
    if (asked.data.photos?.some((sha256) => !attached.has(sha256))) return rejected('unknownAttachment')

    const event = sealEvent(
      {
        ticketId,
        version: stored.ticket.version + 1,
        kind: 'personalErased',
        at: clock(),
        actor,
        from: stored.ticket.status,
        to: stored.ticket.status,
        command: { type: 'COMMENT', text: asked.data.reason },
        facts: { erased: erasedOf(asked.data) },
      },
      stored.ticket.lastHash,
      newSalt(),
    )
    const ticket = evolve(stored.ticket, event)
    const result = await store.erase({
      ref,
      expectedVersion: stored.ticket.version,
      commandId,
      fingerprint,
      ticket,
      summary: summarize(ticket),
      events: [event],
      deadlines: deadlinesOf(ticket),
      lines: linesOf(ticketId, [...events, event]),
      erasedPhotos: asked.data.photos ?? [],
    })
    if (result.ok) {
      await removePhotos()
      return { ok: true, ticket: viewFor(actor, ticket), version: result.version, replayed: result.replayed }
    }
    if (result.reason === 'commandReused') return { ok: false, commandReused: true }
    if (result.reason === 'commandInProgress') throw new CommandInProgressError()
    if (result.reason === 'photoMissing') return rejected('unknownAttachment')
    const current = await store.load(ref)
    return current ? conflict(current.ticket) : undefined
  }

  function conflict(ticket: Ticket): Outcome {
    // Whoever may erase sees everything already: but a conflict is no reason to show it.
    return { ok: false, conflict: { currentVersion: ticket.version } }
  }
}

const erasedOf = ({ description, photos }: Erasure) => ({
  ...(description !== undefined && { description }),
  ...(photos && { photos }),
})

/** The list lines that the ticket had, as they are once nobody knows the resident. */
function linesOf(ticketId: string, events: TicketEvent[]) {
  let ticket = newTicket(ticketId)
  const lines = events.map(({ personal: _, ...event }) => {
    ticket = evolve(ticket, event)
    return summarize(ticket)
  })
  const { excerpt } = summarize(ticket)
  return lines.map((line) => ({ ...line, excerpt }))
}

const rejected = (code: Rejection['code']): Outcome => ({
  ok: false,
  rejection: { code, message: reasons[code], allowed: [] },
})
