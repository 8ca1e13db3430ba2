/** Brings one command to the server: its photos first, then itself, and on from where an earlier try stopped. */
import { isGatewayError, type Outcome, type OutboxProblem, type TicketGateway } from '@chuishao/core/service'
import { attachmentsOf, type AttachmentRef, type Command, type Sentence } from '@chuishao/core/ticket'
import { commutes } from './commuting.ts'
import type { Arrival } from './news.ts'
import type { StoredCommand } from './rows.ts'
import type { OfflineStorage } from './storage.ts'

/** Others may go on acting on the ticket meanwhile; then the command waits for the next round. */
const mostRebases = 5

export type Sent =
  | { how: 'arrived'; arrival: Arrival; rebased: boolean }
  /** Somebody took it away, or it arrived through another tab. */
  | { how: 'gone' }
  | { how: 'parked'; problem: OutboxProblem }
  | { how: 'later'; sentence?: Sentence }

export interface Sending {
  inner: TicketGateway
  storage: OfflineStorage
  /** Whether it may still go out: false once whoever tapped has signed out. */
  mayGo: () => Promise<boolean>
}

/** Throws a GatewayError where nothing at all can be sent: `offline`, `unauthenticated`, one side too old. */
export async function sendOne(commandId: string, sending: Sending): Promise<Sent> {
  const { inner, storage } = sending
  let rebased = false
  let photosAgain = false
  for (let tries = 0; tries <= mostRebases; tries += 1) {
    const row = await storage.command(commandId)
    if (row === undefined) return { how: 'gone' }
    if (row.problem) return { how: 'parked', problem: row.problem }
    if (!repeats(inner) && row.attempted) return parked(maybeThere)
    const tried = await attempt(row, sending)
    if ('how' in tried) return tried
    const { outcome } = tried
    if (outcome.ok) {
      const { ticket, version, replayed } = outcome
      return { how: 'arrived', arrival: { ticket, version, replayed }, rebased }
    }
    if ('commandReused' in outcome) return parked({ kind: 'reused' })
    if ('rejection' in outcome) {
      const { rejection } = outcome
      // The server forgets photos that lay there too long without a ticket; here they still are.
      if (rejection.code !== 'unknownAttachment' || photosAgain || !(await forgetSent(row, storage)))
        return parked({ kind: 'refused', rejection })
      photosAgain = true
      await storage.change(commandId, { attempted: false })
      continue
    }
    const decided = await afterConflict(row, inner)
    if ('how' in decided) return decided
    await storage.change(commandId, { ifVersion: decided.ifVersion, attempted: false })
    rebased = true
  }
  return { how: 'later' }
}

/** Whether a command whose answer was lost may be sent again without asking. */
export const repeats = ({ capabilities }: TicketGateway) => capabilities.replays !== false

const maybeThere: OutboxProblem = {
  kind: 'failed',
  code: 'server',
  sentence: {
    zh: '已发出但未收到答复，对方可能已收到。请先在列表中查看，没有再重发。',
    en: 'It was sent, and no answer came: it may have arrived. Look at the list first; send again only if it is not there.',
  },
}

const parked = (problem: OutboxProblem): Sent => ({ how: 'parked', problem })

async function attempt(
  row: StoredCommand,
  { inner, storage, mayGo }: Sending,
): Promise<Sent | { outcome: Outcome }> {
  const { commandId, ticketId, ifVersion } = row
  try {
    if (attachmentsOf(row.command).length > 0 && !(await mayGo())) return { how: 'later' }
    const command = await withPhotosSent(row, inner, storage)
    // What may be asked twice goes first: without a network nothing is in doubt then.
    if (!repeats(inner)) await inner.whoAmI()
    if (!row.attempted) await storage.change(commandId, { attempted: true })
    if (!(await mayGo())) return { how: 'later' }
    return { outcome: await inner.execute(ticketId, command, { commandId, ifVersion }) }
  } catch (error) {
    if (isGatewayError(error) && error.code === 'unauthenticated')
      await storage.change(commandId, { attempted: false })
    return afterFailure(error)
  }
}

function afterFailure(error: unknown): Sent {
  if (!isGatewayError(error)) throw error
  const { code, sentence } = error
  switch (code) {
    case 'offline':
    case 'unauthenticated':
    case 'clientTooOld':
    case 'serverTooOld':
      throw error
    // The device's own answer, while it notes how far this has come.
    case 'storageFull':
    case 'server':
      return { how: 'later', sentence }
    default:
      return parked({ kind: 'failed', code, sentence })
  }
}

/** The version to send on with, or why somebody has to look at it. */
async function afterConflict(
  row: StoredCommand,
  inner: TicketGateway,
): Promise<Sent | { ifVersion: number }> {
  try {
    const view = await inner.get(row.ticketId)
    const action = view?.actions.find(({ type }) => type === row.command.type)
    const stillAllowed = action?.enabled ?? false
    if (view && stillAllowed && commutes(row.command, row.seen, view.ticket))
      return { ifVersion: view.ticket.version }
    return parked({
      kind: 'conflict',
      ...(row.seen && { seen: row.seen }),
      ...(view && { current: view.ticket }),
      stillAllowed,
    })
  } catch (error) {
    return afterFailure(error)
  }
}

/** The command with the names that the server gave to its photos. */
async function withPhotosSent(
  row: StoredCommand,
  inner: TicketGateway,
  storage: OfflineStorage,
): Promise<Command> {
  let { sent = {} } = row
  const unsent = attachmentsOf(row.command).filter(({ sha256 }) => !sent[sha256])
  for (const { sha256, mediaType, bytes } of unsent.length > 0 ? await storage.photos(row.commandId) : []) {
    if (sent[sha256]) continue
    sent = { ...sent, [sha256]: await inner.upload(new Blob([bytes], { type: mediaType })) }
    await storage.change(row.commandId, { sent })
  }
  return withAttachments(row.command, (ref) => sent[ref.sha256] ?? ref)
}

function withAttachments(command: Command, change: (ref: AttachmentRef) => AttachmentRef): Command {
  const attachments = attachmentsOf(command).map(change)
  if ('draft' in command && command.draft) return { ...command, draft: { ...command.draft, attachments } }
  return 'attachments' in command ? { ...command, attachments } : command
}

/** False where there was nothing that could be sent again. */
async function forgetSent(
  { commandId, sent = {} }: StoredCommand,
  storage: OfflineStorage,
): Promise<boolean> {
  const here = new Set((await storage.photos(commandId)).map(({ sha256 }) => sha256))
  const others = Object.entries(sent).filter(([sha256]) => !here.has(sha256))
  await storage.change(commandId, { sent: Object.fromEntries(others) })
  return here.size > 0
}
