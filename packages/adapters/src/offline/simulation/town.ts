/** The real service behind a network, and the other people who act on its tickets: what all devices of a story share. */
import { indexCity } from '@chuishao/core/matters'
import { availableTypes } from '@chuishao/core/lifecycle'
import { createTicketService, type Session } from '@chuishao/core/service'
import { people, testCityData, type TestPerson } from '@chuishao/core/testing'
import { weekendCalendar } from '@chuishao/core/time'
import type { Chance } from '../../faults/testing/chance.ts'
import { memoryAttachments, memoryStore } from '../../memory/index.ts'
import { commandFor } from './command-for.ts'
import { uuid } from './stand-ins.ts'
import type { VirtualTime } from './virtual-time.ts'

export const tenantId = testCityData.id
const index = indexCity(testCityData, weekendCalendar)
/** A Monday morning. */
const start = Date.parse('2026-03-02T01:30:00.000Z')

export type Town = ReturnType<typeof createTown>

export const sessionOf = (person: TestPerson): Session => ({ tenantId, actor: people[person] })

export function createTown(time: VirtualTime, chance: Chance) {
  const store = memoryStore()
  const attachments = memoryAttachments()
  const clock = () => new Date(start + time.now()).toISOString()
  const city = { index, data: testCityData }
  const service = createTicketService({
    store,
    attachments,
    cities: () => city,
    clock,
    newSalt: () => Array.from({ length: 32 }, () => chance.below(16).toString(16)).join(''),
  })
  /** Whether it names tickets itself, as an existing portal does. */
  const namesTickets = chance.in(0.2)
  /** Its own names of what began under a name from a tap, by the command that began it. */
  const names = new Map<string, { tapped: string; own: string }>()
  /** Requests of an earlier run of the server end with it. */
  let run = 0
  let downUntil = 0
  let busyUntil = 0

  return {
    store,
    attachments,
    service,
    clock,
    namesTickets,
    /** What a ticket is called here that a command names as it was tapped. */
    nameOf: (tapped: string, commandId: string, ifVersion: number): string => {
      if (!namesTickets || ifVersion > 0) return tapped
      const { own } = names.get(commandId) ?? { own: uuid(chance) }
      names.set(commandId, { tapped, own })
      return own
    },
    /** What came of a tap here. */
    namesOf: (tapped: string): string[] => [
      tapped,
      ...[...names.values()].flatMap((name) => (name.tapped === tapped ? [name.own] : [])),
    ],
    run: () => run,
    isDown: () => time.now() < downUntil,
    /** Whether it answers 429 or 500. */
    isBusy: () => time.now() < busyUntil,
    restart: (ms: number) => {
      run += 1
      downUntil = time.now() + ms
    },
    beBusy: (ms: number) => void (busyUntil = time.now() + ms),
    /** Everything works from now on. */
    heal: () => void (downUntil = busyUntil = 0),

    /** Somebody at a desk does what they may do with a ticket. */
    async actOn(ticketId: string, person: TestPerson) {
      const own = this.namesOf(ticketId).at(-1) ?? ticketId
      const stored = await store.load({ tenantId, ticketId: own })
      if (!stored) return
      const types = availableTypes(stored.ticket, people[person], clock(), index)
      const command = commandFor(types, `desk ${chance.below(1e6)}`, chance)
      if (!command) return
      const { version } = stored.ticket
      await service.execute(sessionOf(person), own, command, {
        commandId: uuid(chance),
        ifVersion: version,
      })
    },
  }
}
