/** Erases residents from many tickets at once, each by the service's own erasure, or says what would be erased. */
import { Erasure } from '@chuishao/core/privacy'
import { inputIssues, type TicketService, type TicketStore } from '@chuishao/core/service'
import { Actor } from '@chuishao/core/ticket'
import type { Kysely } from 'kysely'
import * as z from 'zod/mini'
import type { Database } from '../postgres/database.ts'
import { findErasable, type ErasableTicket, type ErasureSelection } from './find-erasable.ts'

export interface EraseTicketsOptions {
  /** Of the tenant; for finding the tickets. */
  db: Kysely<Database>
  store: Pick<TicketStore, 'photosOf'>
  service: Pick<TicketService, 'erasePersonal'>
  tenantId: string
  selection: ErasureSelection
  /** Goes into each history, e.g. at the resident's request; with no number in it that identifies somebody. */
  reason: string
  /** Who does it, for the history: a personal name or account at the city's own office. */
  operator: string
  /** Photos go as well, unless another ticket has them. True by default. */
  photos?: boolean
  /** False by default: nothing is erased, and the report says what would be. */
  confirm?: boolean
  onTicket?: (ticket: ErasureOutcome) => void
}

export interface ErasureOutcome extends ErasableTicket {
  /** `changed`: somebody acted on it again and again; repeat the command. `refused`: see `why`. */
  result: 'wouldErase' | 'erased' | 'changed' | 'refused'
  why?: string
}

export interface ErasureReport {
  tenantId: string
  /** True where nothing was erased because nobody confirmed. */
  dryRun: boolean
  tickets: ErasureOutcome[]
}

/** Who erases cannot be written into a history. */
export class InvalidOperatorError extends Error {
  override readonly name = 'InvalidOperatorError'
  readonly code = 'invalidOperator'
}

/** The reason cannot be written into a history; the message says why, `zh / en`, and does not repeat it. */
export class InvalidReasonError extends Error {
  override readonly name = 'InvalidReasonError'
  readonly code = 'invalidReason'
}

/** Photos that one erasure takes. */
const photosAtOnce = 100
const attempts = 5

/**
 * May be repeated: a ticket that holds nothing any more is not found again. Throws {@link InvalidOperatorError} and
 * {@link InvalidReasonError}, also where nobody confirmed.
 */
export async function eraseTickets({
  db,
  store,
  service,
  tenantId,
  selection,
  reason,
  operator,
  photos = true,
  confirm = false,
  onTicket = () => {},
}: EraseTicketsOptions): Promise<ErasureReport> {
  const actor = z.safeParse(Actor, { personId: operator, name: operator, roles: ['system'] })
  if (!actor.success) throw new InvalidOperatorError(`Not a name that a history can hold: ${operator}`)
  const said = Erasure.safeParse({ reason })
  if (!said.success)
    throw new InvalidReasonError(
      inputIssues(said.error)
        .map(({ message }) => message)
        .join('; '),
    )
  const session = { tenantId, actor: actor.data }
  const report: ErasureReport = { tenantId, dryRun: !confirm, tickets: [] }
  for await (const found of findErasable({ db, store }, tenantId, selection)) {
    const ticket = photos ? found : { ...found, photos: [] }
    if (ticket.events === 0 && ticket.photos.length === 0) continue
    const done = confirm ? await erase(ticket) : ({ result: 'wouldErase' } as const)
    report.tickets.push({ ...ticket, ...done })
    onTicket({ ...ticket, ...done })
  }
  return report

  async function erase(ticket: ErasableTicket): Promise<Pick<ErasureOutcome, 'result' | 'why'>> {
    let ifVersion = ticket.version
    const rest = [...ticket.photos]
    for (let collisions = 0; collisions < attempts;) {
      const now = rest.slice(0, photosAtOnce)
      const outcome = await service.erasePersonal(
        session,
        ticket.ticketId,
        { reason, ...(now.length > 0 && { photos: now }) },
        { commandId: `erase:${ticket.ticketId}:${ifVersion}`, ifVersion },
      )
      if (outcome?.ok) {
        ifVersion = outcome.version
        rest.splice(0, photosAtOnce)
        if (rest.length === 0) return { result: 'erased' }
      } else if (outcome && 'conflict' in outcome) {
        ifVersion = outcome.conflict.currentVersion
        collisions += 1
      } else {
        const why = outcome && 'rejection' in outcome ? outcome.rejection.message.en : 'it was erased before'
        return { result: 'refused', why }
      }
    }
    return { result: 'changed' }
  }
}
