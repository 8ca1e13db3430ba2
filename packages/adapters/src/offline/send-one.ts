/** Brings one command to the server: its photos first, then itself, and on from where an earlier try stopped. */
import {
  GatewayError,
  isGatewayError,
  type GatewayErrorCode,
  type OutboxPause,
  type OutboxProblem,
  type TicketGateway,
} from '@chuishao/core/service'
import { attachmentsOf, withAttachments, type Command } from '@chuishao/core/ticket'
import { commutes } from './commuting.ts'
import type { Device } from './device.ts'
import type { StoredCommand } from './rows.ts'
import type { Arrival } from './storage.ts'

/** Others may go on acting on the ticket meanwhile; then the command waits for the next round. */
const mostRebases = 5

/** Failures with which nothing at all can be sent. */
export const pauses: Partial<Record<GatewayErrorCode, OutboxPause['reason']>> = {
  offline: 'offline',
  unauthenticated: 'signIn',
  clientTooOld: 'outdated',
  serverTooOld: 'outdated',
}

export interface Course {
  /** Throws once whoever tapped has signed out. */
  check(): Promise<void>
  /** Notes that a command is on its way. */
  mark(row: StoredCommand): Promise<void>
  /** Notes that it has arrived; others may be sent meanwhile. */
  land(arrival: Arrival): Promise<void>
}

/**
 * Throws a GatewayError where nothing at all can be sent.
 * @returns whether the next command on the ticket may go; `later` where this one is to be tried again by itself
 */
export async function sendOne(
  commandId: string,
  device: Device,
  { check, mark, land }: Course,
): Promise<'next' | 'stop' | 'later'> {
  const { inner, storage, tabs } = device
  const park = async (problem: OutboxProblem) => {
    await storage.change([commandId], { problem })
    tabs.tell({ type: 'left', commandId })
    tabs.tell({ type: 'changed' })
    return 'stop' as const
  }
  try {
    for (let tries = 0; tries <= mostRebases; tries += 1) {
      const row = await storage.command(commandId)
      // Somebody took it away, or it arrived through another tab.
      if (!row) return 'next'
      if (row.problem) return 'stop'
      const { ticketId, command, ifVersion, seen, attempted, sent = {} } = row
      if (!repeats(inner)) {
        if (attempted) throw new GatewayError('unanswered')
        // What may be asked twice goes first: without a network nothing is in doubt then.
        await inner.whoAmI()
      }
      const ready = await withPhotosSent(row, device, check)
      const noting = mark(row)
      // A device that has no room at all sends on, where that cannot be twice.
      await Promise.all([repeats(inner) ? noting.catch(() => {}) : noting, check()])
      const outcome = await inner.execute(ticketId, ready, { commandId, ifVersion })
      if (outcome.ok) {
        const { ticket } = outcome
        const arrived = land({ commandId, ticket })
        await (ticket.id === ticketId ? arrived.catch(() => storage.remove(commandId)) : arrived)
        tabs.tell({ type: 'arrived', commandId, outcome })
        if (ticket.id === ticketId) return 'next'
        // What was tapped behind it is another ticket's queue now.
        tabs.tell({ type: 'changed' })
        return 'stop'
      }
      if ('commandReused' in outcome) return await park({ kind: 'reused' })
      if ('rejection' in outcome) {
        const { rejection } = outcome
        const here = await storage.photos(commandId)
        // The server forgets photos that lay there too long without a ticket; here they still are.
        if (rejection.code !== 'unknownAttachment' || !here.length || tries === mostRebases)
          return await park({ kind: 'refused', rejection })
        for (const { sha256 } of here) delete sent[sha256]
        await storage.change([commandId], { sent, attempted: false })
        continue
      }
      const view = await inner.get(ticketId)
      const stillAllowed =
        view?.actions.some(({ type, enabled }) => enabled && type === command.type) ?? false
      if (!view || !stillAllowed || !commutes(command, seen, view.ticket))
        return await park({ kind: 'conflict', seen, current: view?.ticket, stillAllowed })
      await storage.change([commandId], { ifVersion: view.ticket.version, attempted: false })
    }
  } catch (error) {
    if (!isGatewayError(error)) throw error
    const { code, sentence } = error
    if (code === 'unauthenticated') await storage.change([commandId], { attempted: false })
    if (code in pauses) throw error
    // `storageFull` is the device's own answer, while it notes how far this has come.
    if (code !== 'server' && code !== 'storageFull') return await park({ kind: 'failed', code, sentence })
    await storage.change([commandId], { failure: sentence }).catch(() => {})
  }
  tabs.tell({ type: 'left', commandId })
  return 'later'
}

/** Whether a command whose answer was lost may be sent again without asking. */
export const repeats = ({ capabilities }: TicketGateway) => capabilities.replays !== false

/** The command with the names that the server gave to its photos. */
async function withPhotosSent(
  { commandId, command, sent: known }: StoredCommand,
  { inner, storage }: Device,
  check: () => Promise<void>,
): Promise<Command> {
  const sent = { ...known }
  const isUnsent = ({ sha256 }: { sha256: string }) => !sent[sha256]
  if (attachmentsOf(command).some(isUnsent))
    for (const photo of (await storage.photos(commandId)).filter(isUnsent)) {
      await check()
      sent[photo.sha256] = await inner.upload(new Blob([photo.bytes], { type: photo.mediaType }))
      await storage.change([commandId], { sent })
    }
  return withAttachments(command, (ref) => sent[ref.sha256] ?? ref)
}
