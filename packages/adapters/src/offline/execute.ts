/** A tap: saved on the device first, then on its way; the screen learns what became of it as soon as that is known. */
import {
  GatewayError,
  invalidInput,
  type Outcome,
  type OutboxProblem,
  type TicketGateway,
} from '@chuishao/core/service'
import { Command, newTicket, type Ticket } from '@chuishao/core/ticket'
import type { Device } from './device.ts'
import { patiently } from './patiently.ts'
import type { Surroundings } from './surroundings.ts'

/** @param expected the ticket with what waits on it */
export const executeThrough = (
  device: Device,
  expected: (ticketId: string) => Promise<Ticket | undefined>,
): TicketGateway['execute'] => {
  const { inner, storage, surroundings, patienceMs, tabs, who, photos } = device
  let { persist }: Partial<Surroundings> = surroundings

  return async (ticketId, input, { commandId, ifVersion, onSaved }) => {
    const { data: command, error } = Command.safeParse(input)
    if (!command) {
      // What somebody may not see is not found, whatever they ask of it: only the backend knows.
      const asking = inner.execute(ticketId, input, { commandId, ifVersion })
      return patiently(device, asking, async () => ({ ok: false, rejection: invalidInput(error) }))
    }
    const { personId } = await who.known(true)
    const expectedNow = () => expected(ticketId).catch(() => undefined)
    const seen = ifVersion > 0 ? await expectedNow() : undefined
    const earlier = await storage.command(commandId)
    if (earlier && JSON.stringify(earlier.command) !== JSON.stringify(command))
      return { ok: false, commandReused: true }
    // The screen that asked shows it, so that it needs no place among what waits; but until it does, it has one.
    const handOver = (problem: OutboxProblem) => {
      void storage
        .remove(commandId)
        .then(() => tabs.tell({ type: 'changed' }))
        .catch(() => {})
      return asOutcome(problem, ifVersion)
    }
    // A finger that tapped twice: perhaps the screen of the other tap is about to take it away.
    if (earlier?.problem) return handOver(earlier.problem)
    const enough = new AbortController()
    // Listens before it is saved: another tab may send it at once.
    const ending = new Promise<Outcome | undefined>((end) => {
      void surroundings.wait(patienceMs, enough.signal).then(() => end(undefined))
      tabs.listen((news) => {
        if (news.type === 'arrived' && news.commandId === commandId) end(news.outcome)
        if (news.type === 'left' && (news.commandId ?? commandId) === commandId) end(undefined)
      }, enough.signal)
    })
    try {
      if (!earlier) {
        const savedAt = surroundings.now()
        const row = { personId, commandId, ticketId, command, ifVersion, savedAt, seen, attempted: false }
        await storage.save(...(await photos.with(row)))
        // Some browsers ask the person: once for a page is enough.
        void persist?.().catch(() => {})
        persist = undefined
      }
      onSaved?.()
      tabs.tell({ type: 'changed' })
      const outcome = await ending
      if (outcome) return outcome
    } finally {
      enough.abort()
    }
    const problem = (await storage.command(commandId))?.problem
    if (problem) return handOver(problem)
    const ticket = (await expectedNow()) ?? { ...newTicket(ticketId), version: ifVersion }
    return { ok: true, ticket, version: ticket.version, replayed: false, pending: true }
  }
}

function asOutcome(problem: OutboxProblem, ifVersion: number): Outcome {
  if (problem.kind === 'failed') throw new GatewayError(problem.code, problem.sentence)
  if (problem.kind === 'refused') return { ok: false, rejection: problem.rejection }
  if (problem.kind === 'reused') return { ok: false, commandReused: true }
  const { current: ticket } = problem
  return { ok: false, conflict: { currentVersion: ticket?.version ?? ifVersion, ...(ticket && { ticket }) } }
}
