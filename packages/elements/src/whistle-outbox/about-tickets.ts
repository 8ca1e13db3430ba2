/** The tickets that waiting commands are about, where the outbox does not bring them along: asked for once each. */
import type { OutboxItem, TicketGateway } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { GatewayController } from '../internal/gateway/gateway-controller.ts'

/** Whoever has more waiting reads the first ones first. */
const mostAsked = 20

export class AboutTickets implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  readonly #items: () => readonly OutboxItem[]
  readonly #asked = new Map<string, Ticket | undefined>()
  #gateway: TicketGateway | undefined

  /** Make it after `backend`: controllers update in the order they were made. */
  constructor(host: ReactiveControllerHost, backend: GatewayController, items: () => readonly OutboxItem[]) {
    this.#host = host
    this.#backend = backend
    this.#items = items
    host.addController(this)
  }

  hostUpdate(): void {
    if (this.#backend.gateway === this.#gateway) return
    this.#gateway = this.#backend.gateway
    this.#asked.clear()
  }

  hostUpdated(): void {
    for (const item of this.#items()) {
      const { command, ticketId } = item
      const says = ('draft' in command && command.draft) || this.of(item)
      if (!says && !this.#asked.has(ticketId) && this.#asked.size < mostAsked) void this.#ask(ticketId)
    }
  }

  /** As the person saw it, or as it is known here. */
  of({ seen, problem, ticketId }: OutboxItem): Ticket | undefined {
    const conflict = problem?.kind === 'conflict' ? (problem.seen ?? problem.current) : undefined
    return seen ?? conflict ?? this.#asked.get(ticketId)
  }

  async #ask(ticketId: string): Promise<void> {
    this.#asked.set(ticketId, undefined)
    const gateway = this.#gateway
    const view = await gateway?.get(ticketId).catch(() => undefined)
    if (!view || gateway !== this.#gateway) return
    this.#asked.set(ticketId, view.ticket)
    this.#host.requestUpdate()
  }
}
