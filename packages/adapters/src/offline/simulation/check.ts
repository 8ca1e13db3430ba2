/** The promise, held against everything that is there when the story is over. Answers what is broken, in words. */
import { fold } from '@chuishao/core/lifecycle'
import { people, type TestPerson } from '@chuishao/core/testing'
import { attachmentsOf, digest, verifyHistory, type TicketEvent } from '@chuishao/core/ticket'
import type { Device } from './device.ts'
import type { Tap } from './taps.ts'
import { tenantId, type Town } from './town.ts'

export interface Ending {
  town: Town
  devices: readonly Device[]
  taps: readonly Tap[]
  /** Command ids that an outbox showed at the end, by the person who saw them, in the order shown. */
  shown: readonly {
    personId: string
    device: number
    commandId: string
    ticketId: string
    needsYou: boolean
    /** Whether the backend says that there is no such ticket. */
    isNotFound: boolean
  }[]
}

export async function broken({ town, devices, taps, shown }: Ending): Promise<string[]> {
  const faults: string[] = []
  const events: TicketEvent[] = []
  for await (const event of town.store.events(tenantId)) events.push(event)
  const byCommand = await arrivals(town, taps, events)
  const isShown = new Set(shown.map(({ commandId }) => commandId))

  for (const tap of taps) {
    const { commandId, personId, command, photos } = tap
    const at = byCommand.get(commandId) ?? []
    const name = `${command.type} ${commandId} of ${personId}`
    // What was corrected after it had arrived unheard arrives a second time, because a person wanted that.
    const isCorrected = tap.ended === 'replaced' || tap.isDoubtful
    if (at.length > 1 && !isCorrected) faults.push(`twice at the server: ${name}`)
    const isExcused = tap.ended !== undefined || tap.isDoubtful
    if (tap.saved !== undefined && at.length === 0 && !isShown.has(commandId) && !isExcused)
      faults.push(`lost: ${name}`)
    for (const event of at) {
      if (event.actor.personId !== personId) faults.push(`under the name of ${event.actor.personId}: ${name}`)
      const refs = attachmentsOf(event.command)
      if (refs.length !== photos) faults.push(`${refs.length} of ${photos} photos: ${name}`)
      for (const { sha256 } of refs)
        if (!(await town.attachments.find(tenantId, sha256)))
          faults.push(`a photo is not at the server: ${name}`)
    }
  }

  faults.push(...outOfOrder(taps, byCommand))
  faults.push(...stuck(shown))
  faults.push(...(await stranded({ town, devices, taps, shown })))
  faults.push(...(await hidden(devices, isShown)))
  faults.push(...(await brokenHistories(town, events)))
  return faults
}

/** What each command did, by its id: told by the words in it, and by the store's own record. */
async function arrivals(town: Town, taps: readonly Tap[], events: readonly TicketEvent[]) {
  const byCommand = new Map<string, TicketEvent[]>()
  const words = new Map(events.map((event) => [event, JSON.stringify([event.command, event.personal])]))
  for (const { commandId } of taps) {
    const stored = await town.store.command(tenantId, commandId)
    const found = events.filter(
      (event) =>
        (event.ticketId === stored?.ref.ticketId && event.version === stored.version) ||
        words.get(event)?.includes(`[${commandId}]`),
    )
    // A corrected command keeps the words by which its first wording can be told, and has an id of its own.
    byCommand.set(commandId, stored ? found : [])
    if (!stored && found.length > 0) byCommand.set(commandId, found.slice(0, 0))
  }
  return byCommand
}

/** On one ticket what a device had saved arrives before what was tapped on it after that. */
function outOfOrder(taps: readonly Tap[], byCommand: ReadonlyMap<string, TicketEvent[]>): string[] {
  const arrived = taps.flatMap((tap) => {
    const version = byCommand.get(tap.commandId)?.[0]?.version
    const counts = version !== undefined && tap.ended === undefined && !tap.isDoubtful
    return counts && tap.saved !== undefined ? [{ ...tap, saved: tap.saved, version }] : []
  })
  return arrived.flatMap((first) =>
    arrived
      .filter((next) => isSamePlace(first, next) && first.saved < next.tapped && first.version > next.version)
      .map((next) => `out of order on ${first.ticketId}: ${next.commandId} before ${first.commandId}`),
  )
}

const isSamePlace = (a: Tap, b: Tap): boolean =>
  a.ticketId === b.ticketId && a.device === b.device && a.personId === b.personId

/** With a network that works nothing waits but what needs somebody, and what was tapped after it. */
function stuck(shown: Ending['shown']): string[] {
  const stopped = new Set<string>()
  return shown.flatMap(({ ticketId, device, personId, needsYou, commandId }) => {
    const key = `${ticketId} ${device} ${personId}`
    if (needsYou) stopped.add(key)
    return stopped.has(key) ? [] : [`waits for ever: ${commandId} of ${personId}`]
  })
}

/** What was tapped behind a whistle goes to the ticket that came of it, whatever the backend calls that. */
async function stranded({ town, devices, taps, shown }: Ending): Promise<string[]> {
  const found: string[] = []
  for (const { commandId, ticketId, device, isNotFound } of shown) {
    const [, ...own] = town.namesOf(ticketId)
    const isBehind = taps.some((tap) => tap.commandId === commandId && tap.ticketId === ticketId)
    // Without a whistle that the person took away, though it had arrived unheard, nothing leads there.
    const isTaken = taps.some((tap) => tap.ticketId === ticketId && (tap.ended ?? tap.isDoubtful))
    if (!isNotFound || !isBehind || isTaken || devices[device]?.hasForgotten) continue
    for (const name of own)
      if (await town.store.load({ tenantId, ticketId: name })) found.push(`stranded: ${commandId} of ${name}`)
  }
  return found
}

/** Nothing lies on a disk that its person does not see. */
async function hidden(devices: readonly Device[], isShown: ReadonlySet<string>): Promise<string[]> {
  const everyone = Object.keys(people) as TestPerson[]
  const found: string[] = []
  for (const { disk } of devices) {
    for (const person of everyone) {
      const rows = await disk.storage().commands(people[person].personId)
      found.push(
        ...rows.filter(({ commandId }) => !isShown.has(commandId)).map((row) => `hidden: ${row.commandId}`),
      )
    }
  }
  return found
}

async function brokenHistories(town: Town, events: readonly TicketEvent[]): Promise<string[]> {
  const byTicket = groupedByTicket(events)
  const faults: string[] = []
  for (const [ticketId, own] of byTicket) {
    const stored = await town.store.load({ tenantId, ticketId })
    if (!verifyHistory(own).ok) faults.push(`the history of ${ticketId} does not verify`)
    if (!isSame(fold(ticketId, own), stored?.ticket)) faults.push(`${ticketId} is not what its events make`)
  }
  return faults
}

/** In whatever order their keys are; mostly it is the same order, and a digest costs more. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b) || digest(a) === digest(b)

function groupedByTicket(events: readonly TicketEvent[]): Map<string, TicketEvent[]> {
  const byTicket = new Map<string, TicketEvent[]>()
  for (const event of events) byTicket.set(event.ticketId, [...(byTicket.get(event.ticketId) ?? []), event])
  return byTicket
}
