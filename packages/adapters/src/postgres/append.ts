/** The one write: ticket, parties, events, command and deadlines together or not at all. */
import {
  isSameFingerprint,
  type AppendRequest,
  type AppendResult,
  type EraseRequest,
} from '@chuishao/core/service'
import type { Kysely } from 'kysely'
import { checkAppend } from '../store/append-request.ts'
import { checkErase } from '../store/erase-request.ts'
import { appendAtVersion } from './append-statement.ts'
import { commandById, eraseFingerprints } from './commands.ts'
import type { Database } from './database.ts'
import { erasePersonalOfEvents } from './events.ts'
import { attachPhotos, detachPhotos, lockPhotos } from './photos.ts'
import { versionOfTicket } from './tickets.ts'
import { inTransaction, retrying } from './transaction.ts'

/** One statement, which is a transaction by itself; with photos, a transaction that locks them first. */
export async function appendToTicket(db: Kysely<Database>, request: AppendRequest): Promise<AppendResult> {
  checkAppend(request)
  const { ref, photos = [] } = request
  if (photos.length === 0) return retrying((attempt) => write(db, request, attempt))
  return inTransaction(db, async (tx, attempt) => {
    const known = await lockPhotos(tx, request, photos)
    if (known === 'inProgress') return { ok: false, reason: 'commandInProgress' }
    if (!photos.every((sha256) => known.has(sha256)))
      return (await firstResult(tx, request)) ?? { ok: false, reason: 'photoMissing' }
    const result = await write(tx, request, attempt)
    if (result.ok && !result.replayed) await attachPhotos(tx, ref, photos)
    return result
  })
}

/** As an append, and what the ticket had of a resident before goes with it. */
export async function eraseFromTicket(db: Kysely<Database>, request: EraseRequest): Promise<AppendResult> {
  checkErase(request)
  return inTransaction(db, async (tx, attempt) => {
    const known = await lockPhotos(tx, request, request.erasedPhotos ?? [])
    if (known === 'inProgress') return { ok: false, reason: 'commandInProgress' }
    const result = await write(tx, request, attempt)
    if (!result.ok || result.replayed) return result
    await detachPhotos(tx, request)
    await erasePersonalOfEvents(tx, request)
    await eraseFingerprints(tx, request)
    return result
  })
}

/**
 * Nearly every command comes once, so an earlier result is looked for only where nothing was written, or where the
 * first attempt collided: a command identifier that was used on another version or ticket is a unique violation.
 */
async function write(db: Kysely<Database>, request: AppendRequest, attempt: number): Promise<AppendResult> {
  const first = attempt === 1 ? undefined : await firstResult(db, request)
  if (first) return first
  const position = await appendAtVersion(db, request)
  if (position === 'inProgress') return { ok: false, reason: 'commandInProgress' }
  if (position === undefined) return (await firstResult(db, request)) ?? (await conflict(db, request))
  return { ok: true, version: request.ticket.version, position, replayed: false }
}

/** The answer where the command identifier was used before. */
async function firstResult(
  db: Kysely<Database>,
  { ref, commandId, fingerprint }: AppendRequest,
): Promise<AppendResult | undefined> {
  const known = await commandById(db, ref.tenantId, commandId)
  if (!known) return undefined
  const same = isSameFingerprint(known.fingerprint, fingerprint) && known.ref.ticketId === ref.ticketId
  if (!same) return { ok: false, reason: 'commandReused' }
  return { ok: true, version: known.version, position: known.position, replayed: true }
}

async function conflict(db: Kysely<Database>, { ref }: AppendRequest): Promise<AppendResult> {
  return { ok: false, reason: 'versionConflict', currentVersion: await versionOfTicket(db, ref) }
}
