/** Words for tests that play a ticket on a portal: whoever acts reads it first, as a person does. */
import { readDescription, type PortalDescription } from '@chuishao/adapters/mapped'
import type { Outcome, TicketGateway } from '@chuishao/core/service'
import type { Command, Draft, Ticket } from '@chuishao/core/ticket'
import { readFile } from 'node:fs/promises'
import type * as z from 'zod'

/** A committed description, checked. */
export async function committedDescription(name: string): Promise<z.infer<typeof PortalDescription>> {
  const file = new URL(`../../descriptions/${name}.json`, import.meta.url)
  const read = readDescription(JSON.parse(await readFile(file, 'utf8')))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.description
}

export function ticketOf(outcome: Outcome): Ticket {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.ticket
}

/** What comes of a command, right after the ticket was read. */
export async function attempt(gateway: TicketGateway, ticketId: string, command: Command): Promise<Outcome> {
  const view = await gateway.get(ticketId)
  if (!view) throw new Error('The ticket is not there')
  const commandId = crypto.randomUUID()
  return gateway.execute(ticketId, command, { commandId, ifVersion: view.ticket.version })
}

/** The ticket after a command that has to succeed. */
export const act = async (gateway: TicketGateway, ticketId: string, command: Command): Promise<Ticket> =>
  ticketOf(await attempt(gateway, ticketId, command))

/** The commands that this person is offered now. */
export async function offered(gateway: TicketGateway, ticketId: string): Promise<string[]> {
  const view = await gateway.get(ticketId)
  return view?.actions.flatMap(({ type, enabled }) => (enabled ? [type] : [])) ?? []
}

export const whistle = async (gateway: TicketGateway, draft: Draft): Promise<Ticket> =>
  ticketOf(
    await gateway.execute(
      crypto.randomUUID(),
      { type: 'WHISTLE', draft },
      { commandId: crypto.randomUUID(), ifVersion: 0 },
    ),
  )

/** Bytes that begin as a JPEG does. */
export const photoBytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
export const photo = () => new Blob([photoBytes], { type: 'image/jpeg' })

export const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer())
