/** The way from one tab to the service: requests and answers are late, lost, doubled, or meet a server that is busy. */
import { GatewayError, type TicketGateway } from '@chuishao/core/service'
import type { TestPerson } from '@chuishao/core/testing'
import type { Chance } from '../../faults/testing/chance.ts'
import { offlineError, serverError } from '../../http/failures.ts'
import { localGateway } from '../../local/local-gateway.ts'
import { sessionOf, type Town } from './town.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Line {
  /** How often something goes wrong on this way, from 0 to 1. */
  faults: number
  isOnline: () => boolean
  /** Whose token a request gets at this moment; undefined where it has ended. */
  signedIn: () => TestPerson | undefined
}

export interface NetworkOptions {
  town: Town
  time: VirtualTime
  chance: Chance
  line: Line
}

export function networkGateway({ town, time, chance, line }: NetworkOptions): TicketGateway {
  const gateways = new Map<TestPerson, TicketGateway>()
  const gatewayOf = (person: TestPerson) => {
    const gateway = gateways.get(person) ?? localGateway(town.service, sessionOf(person))
    gateways.set(person, gateway)
    return gateway
  }
  const hop = () => 2 + chance.below(chance.in(0.1) ? 2000 : 60)
  const isLost = () => !line.isOnline() || chance.in(line.faults)

  async function ask<T>(call: (gateway: TicketGateway) => Promise<T>, isRepeatable = false): Promise<T> {
    const person = line.signedIn()
    // Half an upload is as good as none: the server takes a photo whole.
    if (isLost()) return lost()
    await time.sleep(hop())
    if (isRepeatable && chance.in(line.faults)) {
      const again = person && gatewayOf(person)
      if (again) time.after(chance.below(20_000), () => void call(again).catch(() => {}))
    }
    if (town.isDown()) return chance.in(0.5) ? lost() : fails(serverError())
    if (town.isBusy() && chance.in(0.7)) return fails(serverError(new Error('status 429')))
    if (person === undefined) return fails(new GatewayError('unauthenticated'))
    const { run } = town
    const before = run()
    const [answer] = await Promise.allSettled([call(gatewayOf(person))])
    await time.sleep(hop())
    if (run() !== before || isLost()) return lost()
    if (answer.status === 'rejected') throw answer.reason
    return structuredClone(answer.value)
  }

  async function lost(): Promise<never> {
    await time.sleep(chance.in(0.1) ? 30_000 : 5)
    throw offlineError(new Error('lost'))
  }

  async function fails(error: GatewayError): Promise<never> {
    await time.sleep(hop())
    throw error
  }

  return {
    capabilities: {
      upload: true,
      subscribe: true,
      history: true,
      figures: true,
      clientIds: !town.namesTickets,
    },
    whoAmI: () => ask((gateway) => gateway.whoAmI()),
    city: () => ask((gateway) => gateway.city()),
    preview: (...asked) => ask((gateway) => gateway.preview(...asked)),
    execute: (tapped, command, { commandId, ifVersion }) =>
      ask((gateway) => {
        const ticketId = town.nameOf(tapped, commandId, ifVersion)
        return gateway.execute(ticketId, command, { commandId, ifVersion })
      }, true),
    get: (ticketId) => ask((gateway) => gateway.get(ticketId)),
    history: (ticketId) => ask((gateway) => gateway.history(ticketId)),
    query: (query) => ask((gateway) => gateway.query(query)),
    subscribe: () => {},
    upload: (photo) => ask((gateway) => gateway.upload(photo), true),
    download: (sha256, options) => ask((gateway) => gateway.download(sha256, options)),
    figures: (filter) => ask((gateway) => gateway.figures(filter)),
  }
}
