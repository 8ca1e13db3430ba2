/** Identifiers made in the browser. */
import { uuidv7 } from '@chuishao/core/ticket/uuidv7'

const newId = (): string => uuidv7(crypto.getRandomValues(new Uint8Array(16)), Date.now())

/** Names a ticket before any server has seen it. */
export const newTicketId = (): string => newId()

/** Names one tap on a button; a retry of the same tap reuses it, so that it arrives exactly once. */
export const newCommandId = (): string => newId()
