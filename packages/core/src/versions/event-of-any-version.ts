/**
 * Reads an event of any version up to the present one. Events are hashed, so they are never rewritten: one of version 1
 * comes back as it was sealed, and verifies. `fold` and the views read every version.
 *
 * Version 1 has no `schemaVersion`, no salt, and holds the description and what residents wrote within the hash.
 */
import * as z from 'zod/mini'
import { TicketEvent, schemaVersion } from '../ticket/index.ts'
import { NewerDataError } from './newer-data.ts'

/** The event as it is. Throws {@link NewerDataError} where it is newer than this program. */
function refuseNewer(stored: unknown): unknown {
  const { success, data } = z.safeParse(Versioned, stored)
  if (success && data.schemaVersion > schemaVersion)
    throw new NewerDataError(
      {
        zh: `工单 ${data.ticketId} 的第 ${data.version} 条记录`,
        en: `Event ${data.version} of ticket ${data.ticketId}`,
      },
      data.schemaVersion,
    )
  return stored
}

const Versioned = z.object({ schemaVersion: z.number(), ticketId: z.string(), version: z.number() })

/** An event as a store or a server of any version keeps it. */
export const EventOfAnyVersion = z.pipe(z.transform(refuseNewer), TicketEvent)
