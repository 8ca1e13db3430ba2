/**
 * Reads again what does not come from the backend as it is now: what this device remembered, once the backend may answer
 * again; and what its outbox changes, where no backend tells that.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { GatewayController } from './gateway-controller.ts'

/** A network may be there and the service not: what is old asks again by itself, while somebody looks. */
const retryMs = 20_000
/** Hundreds of commands that arrive in a row are read a few times, not hundreds of times. */
const restMs = 1000

export interface FreshOptions {
  /** `kept`: what is shown was kept on this device. `missing`: nobody answered, and there was nothing to show. */
  lack: () => 'kept' | 'missing' | undefined
  reload: () => Promise<void>
  /** Whether changes come by themselves just now; absent where the host hears of none. */
  isLive?: () => boolean
}

export class FreshController implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  readonly #options: FreshOptions
  #gateway: TicketGateway | undefined
  #following: AbortController | undefined
  #retrying: ReturnType<typeof setTimeout> | undefined
  #resting: ReturnType<typeof setTimeout> | undefined
  #wasLive = false

  /** Make it after `backend`, and after what says that it is live: controllers update in the order they were made. */
  constructor(host: ReactiveControllerHost, backend: GatewayController, options: FreshOptions) {
    this.#host = host
    this.#backend = backend
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener('online', this.#retry)
    document.addEventListener('visibilitychange', this.#retry)
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#retry)
    document.removeEventListener('visibilitychange', this.#retry)
    this.#follow(undefined)
    this.#rest()
  }

  hostUpdate(): void {
    this.#follow(this.#backend.gateway)
    const isLive = this.#options.isLive?.() ?? false
    if (isLive && !this.#wasLive) this.#retry()
    this.#wasLive = isLive
  }

  hostUpdated(): void {
    if (this.#options.lack() !== 'kept') return this.#rest()
    this.#retrying ??= setTimeout(() => {
      this.#retrying = undefined
      this.#retry()
    }, retryMs)
  }

  #follow(gateway: TicketGateway | undefined): void {
    if (gateway === this.#gateway) return
    this.#gateway = gateway
    this.#following?.abort()
    clearTimeout(this.#resting)
    this.#resting = undefined
    if (!gateway?.outbox) return
    this.#following = new AbortController()
    gateway.outbox.subscribe(() => this.#onOutbox(gateway), { signal: this.#following.signal })
  }

  #onOutbox({ capabilities }: TicketGateway): void {
    const { isLive, lack } = this.#options
    if (capabilities.subscribe && isLive && !lack()) return
    this.#resting ??= setTimeout(() => {
      this.#resting = undefined
      void this.#options.reload()
    }, restMs)
  }

  #retry = (): void => {
    if (document.visibilityState === 'visible' && this.#options.lack()) void this.#options.reload()
  }

  #rest(): void {
    clearTimeout(this.#retrying)
    this.#retrying = undefined
  }
}
