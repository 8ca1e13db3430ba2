/**
 * People whistle with a photo and nobody answers: the tickets' deadlines fall due one after the other, whatever fails
 * meanwhile.
 */
import type { AttachmentRef } from '@chuishao/core/ticket'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { firstWhistle, personOf, type BearerOf, type OperationLog } from './faults.ts'
import { smallPhoto } from './small-photo.ts'

const tenantId = 'alpha'

export interface ForgottenTicket {
  ticketId: string
  photo: AttachmentRef
}

export interface ForgetTicketsOptions {
  url: string
  log: OperationLog
  bearerOf: BearerOf
}

/** Whistles up to ten times a second, each until it is acknowledged, until it is stopped; answers the tickets. */
export function forgetTickets({ url, log, bearerOf }: ForgetTicketsOptions) {
  const tickets: ForgottenTicket[] = []
  const abandoned = new AbortController()
  let stopped = false
  let call = 0

  const whistle = async (ticketId: string, photo: AttachmentRef) => {
    const commandId = crypto.randomUUID()
    const { person, command } = firstWhistle(commandId, [photo])
    const { personId } = personOf(tenantId, person)
    for (;;) {
      const id = String((call += 1))
      log.write({ type: 'invoke', call: id, tenantId, ticketId, commandId, personId, ifVersion: 0, command })
      const response = await fetch(`${url}/api/v1/tickets/${ticketId}/commands`, {
        method: 'POST',
        signal: abandoned.signal,
        headers: {
          Authorization: bearerOf(tenantId, person),
          'Content-Type': 'application/json',
          'Idempotency-Key': commandId,
          'If-Match': '"v0"',
        },
        body: JSON.stringify(command),
      })
      if (response.ok) log.write({ type: 'ok', call: id, version: 1 })
      else log.write({ type: 'unknown', call: id, why: String(response.status) })
      const answer = await response.text()
      if (response.ok) return
      if (response.status < 500 && !answer.includes('commandInProgress')) throw new Error(answer)
      await pause(100)
    }
  }

  const whistling = (async () => {
    while (!stopped) {
      const ticketId = crypto.randomUUID()
      const photo = await upload(url, bearerOf(tenantId, 'gridWorker'), abandoned.signal)
      await whistle(ticketId, photo)
      tickets.push({ ticketId, photo })
      await pause(100)
    }
  })()
  whistling.catch(() => {})

  return {
    async stop() {
      stopped = true
      await whistling
      return tickets
    },
    /** Does not wait for the last one: where the test has failed already, nobody may be there to acknowledge it. */
    abandon: () => abandoned.abort(),
  }
}

/** Sends one photo until it is stored. */
async function upload(url: string, authorization: string, signal: AbortSignal): Promise<AttachmentRef> {
  const photo = smallPhoto()
  for (;;) {
    const response = await fetch(`${url}/api/v1/attachments`, {
      method: 'POST',
      signal,
      headers: { Authorization: authorization, 'Content-Type': photo.type },
      body: photo,
    })
    if (response.status === 201) return response.json()
    const answer = await response.text()
    if (response.status < 500) throw new Error(answer)
    await pause(100)
  }
}

/** How many of the tickets' photos are there, whole, for whoever may see the ticket. */
export async function photosThere(url: string, tickets: ForgottenTicket[], bearerOf: BearerOf) {
  let count = 0
  for (const { photo } of tickets) {
    const response = await fetch(`${url}/api/v1/attachments/${photo.sha256}`, {
      headers: { Authorization: bearerOf(tenantId, 'gridWorker') },
    })
    const digest = createHash('sha256')
      .update(await response.bytes())
      .digest('hex')
    if (response.ok && digest === photo.sha256) count += 1
  }
  return count
}
