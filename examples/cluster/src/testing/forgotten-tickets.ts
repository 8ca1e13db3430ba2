/** People whistle and nobody answers: the tickets' deadlines fall due one after the other, whatever fails meanwhile. */
import { setTimeout as pause } from 'node:timers/promises'
import { bearer, firstWhistle, personOf, type OperationLog } from './faults.ts'

const tenantId = 'alpha'

/** Whistles ten times a second, each until it is acknowledged, until it is stopped; answers the tickets. */
export function forgetTickets(url: string, log: OperationLog) {
  const ticketIds: string[] = []
  let stopped = false
  const whistling = (async () => {
    for (let call = 0; !stopped;) {
      const ticketId = crypto.randomUUID()
      const commandId = crypto.randomUUID()
      const { person, command } = firstWhistle(commandId)
      const { personId } = personOf(tenantId, person)
      for (let done = false; !done;) {
        const id = String((call += 1))
        log.write({
          type: 'invoke',
          call: id,
          tenantId,
          ticketId,
          commandId,
          personId,
          ifVersion: 0,
          command,
        })
        const response = await fetch(`${url}/api/v1/tickets/${ticketId}/commands`, {
          method: 'POST',
          headers: {
            Authorization: bearer(tenantId, person),
            'Content-Type': 'application/json',
            'Idempotency-Key': commandId,
            'If-Match': '"v0"',
          },
          body: JSON.stringify(command),
        })
        done = response.ok
        if (done) log.write({ type: 'ok', call: id, version: 1 })
        else log.write({ type: 'unknown', call: id, why: String(response.status) })
        await response.body?.cancel()
        await pause(100)
      }
      ticketIds.push(ticketId)
    }
  })()
  return {
    async stop() {
      stopped = true
      await whistling
      return ticketIds
    },
  }
}
