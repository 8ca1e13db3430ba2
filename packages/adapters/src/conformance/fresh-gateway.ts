/** Gives every test a backend of its own, with the words that the tests are written in. */
import type { GatewayCapabilities, Outcome, TicketGateway } from '@chuishao/core/service'
import type { Command, Draft } from '@chuishao/core/ticket'
import { fail } from 'node:assert/strict'
import type { FreshTest } from './fresh-test.ts'
import type { SuiteOptions } from './groups.ts'
import type { Need } from './needs.ts'
import type { TestPerson } from '@chuishao/core/testing'

export interface GatewayUnderTest {
  /** The gateway of one person of the sample city. */
  as: (person: TestPerson) => TicketGateway
  /** Closes what is open and removes the data. */
  dispose: () => Promise<void>
}

export interface GatewayTarget extends SuiteOptions {
  /** Appears in the names of the tests. */
  name: string
  /** What the gateway says of itself; decides which groups run. */
  capabilities: GatewayCapabilities
  /** Makes a backend with the sample city and no ticket. */
  create: () => Promise<GatewayUnderTest>
}

/** Declares one test on a fresh backend; `needing` only where the backend has all of that. */
export type GatewayTest = FreshTest<GatewayUnderTest> & {
  needing: (...needs: Need[]) => FreshTest<GatewayUnderTest>
}

let ticketCount = 0

/** A version 7 identifier for a new ticket, as a client makes one. */
export function freshTicketId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const count = (ticketCount++).toString(16).padStart(4, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(1)}-8000-${crypto.randomUUID().slice(-12)}`
}

/** A whistle that the sample city's list and people allow. */
export const sampleDraft = (more: Draft = {}): Draft => ({
  matterCode: 'lamp',
  description: '三号楼前路灯不亮',
  location: { crs: 'gcj02', lng: 111.67, lat: 40.82, address: '示例路 3 号', communityId: 'community-1' },
  citizenId: 'citizen-1',
  ...more,
})

/** Sends a command under a fresh command id. */
export const send = (
  gateway: TicketGateway,
  ticketId: string,
  ifVersion: number,
  command: Command,
): Promise<Outcome> => gateway.execute(ticketId, command, { commandId: crypto.randomUUID(), ifVersion })

/** The ticket after a command that has to succeed. */
export async function done(outcome: Promise<Outcome>) {
  const result = await outcome
  if (!result.ok) return fail(`the command was refused: ${JSON.stringify(result)}`)
  return result
}

/** Whistles as the grid worker and answers the new ticket's id. */
export async function whistled(under: GatewayUnderTest, more: Draft = {}): Promise<string> {
  const command: Command = { type: 'WHISTLE', draft: sampleDraft(more) }
  return (await done(send(under.as('gridWorker'), freshTicketId(), 0, command))).ticket.id
}

export const versionOf = async (gateway: TicketGateway, ticketId: string): Promise<number | undefined> =>
  (await gateway.get(ticketId))?.ticket.version

/** Sends a command on whatever version the ticket has by now. */
export const act = async (gateway: TicketGateway, ticketId: string, command: Command): Promise<Outcome> =>
  send(gateway, ticketId, (await versionOf(gateway, ticketId)) ?? 0, command)
