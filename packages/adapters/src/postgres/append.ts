/** The one write: ticket, parties, events, command and deadlines together or not at all. */
import {
  isSameFingerprint,
  type AppendRequest,
  type AppendResult,
  type EraseRequest,
} from '@chuishao/core/service'
import type { Kysely, Transaction } from 'kysely'
import { checkAppend } from '../store/append-request.ts'
import { checkErase } from '../store/erase-request.ts'
import { commandById, eraseFingerprints, insertCommand } from './commands.ts'
import type { Database } from './database.ts'
import { putDeadlines, removeDeadlinesExcept } from './deadlines.ts'
import { erasePersonalOfEvents, insertEvents } from './events.ts'
import { takePositions } from './feed-position.ts'
import { addParties, removePartiesExcept } from './parties.ts'
import { insertTicket, replaceTicket, versionOfTicket } from './tickets.ts'
import { inTransaction } from './transaction.ts'

export async function appendToTicket(db: Kysely<Database>, request: AppendRequest): Promise<AppendResult> {
  checkAppend(request)
  return write(db, request)
}

/** As an append, and what the ticket had of a resident before goes with it. */
export async function eraseFromTicket(db: Kysely<Database>, request: EraseRequest): Promise<AppendResult> {
  checkErase(request)
  return write(db, request, async (tx) => {
    await erasePersonalOfEvents(tx, request)
    await eraseFingerprints(tx, request.ref)
  })
}

/** @param before what else happens once the ticket's row is locked and at its expected version */
function write(
  db: Kysely<Database>,
  request: AppendRequest,
  before: (tx: Transaction<Database>) => Promise<void> = async () => {},
): Promise<AppendResult> {
  return inTransaction(db, async (tx) => {
    const replay = await firstResult(tx, request)
    if (replay) return replay

    const { ref, expectedVersion, ticket, summary, events, deadlines } = request
    const stored = expectedVersion === 0 ? await insertTicket(tx, request) : await replaceTicket(tx, request)
    if (!stored) return (await firstResult(tx, request)) ?? (await conflict(tx, request))

    await before(tx)
    // From here on the tenant's counter is locked: keep what follows short.
    const position = await takePositions(tx, ref.tenantId, events.length)
    await insertCommand(tx, request, position)
    await insertEvents(tx, request, position)
    await removePartiesExcept(tx, ref, summary.partyUnitIds)
    await addParties(tx, ref, summary.partyUnitIds)
    await removeDeadlinesExcept(
      tx,
      ref,
      deadlines.map((row) => row.kind),
    )
    await putDeadlines(tx, ref, deadlines)
    return { ok: true, version: ticket.version, position, replayed: false }
  })
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
