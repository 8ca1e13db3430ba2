/**
 * Live changes from the backend. All elements of a page share one subscription per gateway: browsers allow only a handful
 * of open event streams to one server.
 */
import type { TicketChange, TicketGateway } from '@chuishao/core/service'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { GatewayController } from './gateway-controller.ts'

export type LiveState = 'live' | 'waiting'

interface Feed {
  /** Undefined until the backend has answered once. */
  state: LiveState | undefined
  listeners: Set<LiveController>
  running: AbortController
}

const feeds = new WeakMap<TicketGateway, Feed>()

/** What shows tickets: it can read them anew. */
type Host = ReactiveControllerHost & { reload(): Promise<void> }

export class LiveController implements ReactiveController {
  /** Undefined where the backend has no live changes, or has not answered yet. */
  state: LiveState | undefined
  readonly #host: Host
  readonly #backend: GatewayController
  readonly #onChange: (change: TicketChange) => void
  #gateway: TicketGateway | undefined

  /** Make it after `backend`: controllers update in the order they were made. */
  constructor(host: Host, backend: GatewayController, onChange: (change: TicketChange) => void) {
    this.#host = host
    this.#backend = backend
    this.#onChange = onChange
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.requestUpdate()
  }

  hostUpdate(): void {
    const { gateway } = this.#backend
    if (gateway === this.#gateway) return
    this.#leave()
    this.#gateway = gateway
    this.state = gateway?.capabilities.subscribe ? join(gateway, this).state : undefined
  }

  hostDisconnected(): void {
    this.#leave()
  }

  /** Called by the feed. */
  receive(change: TicketChange): void {
    this.#onChange(change)
  }

  /** Called by the feed. */
  turn(state: LiveState): void {
    if (this.state === state) return
    this.state = state
    this.#host.requestUpdate()
  }

  /** Called by the feed where changes were missed. */
  missed(): void {
    void this.#host.reload()
  }

  #leave(): void {
    if (this.#gateway) leave(this.#gateway, this)
    this.#gateway = undefined
  }
}

function join(gateway: TicketGateway, listener: LiveController): Feed {
  const feed = feeds.get(gateway) ?? start(gateway)
  feed.listeners.add(listener)
  return feed
}

function start(gateway: TicketGateway): Feed {
  const feed: Feed = { state: undefined, listeners: new Set(), running: new AbortController() }
  feeds.set(gateway, feed)
  gateway.subscribe((change) => feed.listeners.forEach((listener) => listener.receive(change)), {
    signal: feed.running.signal,
    onState: (state) => {
      feed.state = state
      feed.listeners.forEach((listener) => listener.turn(state))
    },
    onReset: () => feed.listeners.forEach((listener) => listener.missed()),
  })
  return feed
}

function leave(gateway: TicketGateway, listener: LiveController): void {
  const feed = feeds.get(gateway)
  if (!feed?.listeners.delete(listener) || feed.listeners.size > 0) return
  feed.running.abort()
  feeds.delete(gateway)
}
