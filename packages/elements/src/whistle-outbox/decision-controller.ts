/** Loads what one has to know to decide about what needs somebody: its ticket as it is now, and what happened to it. */
import type { OutboxItem, OutboxState, TicketGateway, TicketView } from '@chuishao/core/service'
import type { TicketEvent } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { isThere } from './item-context.ts'

export interface Around {
  /** The ticket with what this person may do on it now; absent where it could not be had, or is seen no more. */
  view?: TicketView
  /** Everything that has happened to it; absent where it could not be had. */
  events?: readonly TicketEvent[]
}

interface Entry {
  key: string
  known?: Around
  /** The state of the outbox in which it could not be had; asked for again in the next one. */
  failedIn?: OutboxState
}

export class DecisionController implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  #gateway: TicketGateway | undefined
  #entries = new Map<string, Entry>()

  constructor(host: ReactiveControllerHost, backend: GatewayController) {
    this.#host = host
    this.#backend = backend
    host.addController(this)
  }

  hostUpdate(): void {
    if (this.#backend.gateway === this.#gateway) return
    this.#gateway = this.#backend.gateway
    this.#entries.clear()
  }

  around({ commandId }: OutboxItem): Around | undefined {
    return this.#entries.get(commandId)?.known
  }

  /** Of those that need somebody; what is known is asked for again only where the ticket has moved on. */
  look(items: readonly OutboxItem[], state: OutboxState): void {
    const gateway = this.#gateway
    const wanted = items.filter((item) => item.state === 'needsYou' && (item.ifVersion > 0 || isThere(item)))
    const ids = new Set(wanted.map(({ commandId }) => commandId))
    for (const commandId of this.#entries.keys()) if (!ids.has(commandId)) this.#entries.delete(commandId)
    for (const item of gateway ? wanted : []) {
      const key = keyOf(item)
      const entry = this.#entries.get(item.commandId)
      const isLacking = entry?.failedIn !== undefined && entry.failedIn !== state
      if (entry?.key === key && !isLacking) continue
      const asked: Entry = { key, ...(entry?.known && { known: entry.known }) }
      this.#entries.set(item.commandId, asked)
      if (gateway) void this.#load(gateway, item, asked, state)
    }
  }

  async #load(
    gateway: TicketGateway,
    { commandId, ticketId }: OutboxItem,
    asked: Entry,
    state: OutboxState,
  ): Promise<void> {
    const [view, events] = await Promise.all([
      gateway.get(ticketId).catch(() => undefined),
      gateway.capabilities.history ? gateway.history(ticketId).catch(() => undefined) : undefined,
    ])
    if (this.#entries.get(commandId) !== asked) return
    if (!view) asked.failedIn = state
    asked.known = { ...(view && { view }), ...(events && { events }) }
    this.#host.requestUpdate()
  }
}

const keyOf = ({ problem }: OutboxItem): string =>
  problem?.kind === 'conflict' ? `conflict ${problem.current?.version}` : `${problem?.kind}`
