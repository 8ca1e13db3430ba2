/** Keeps something loaded from the gateway: again when the gateway or the key changes, never showing a stale answer. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { sentenceOf } from './failure.ts'
import type { GatewayController } from './gateway-controller.ts'

/** While it loads again, and where that fails, `value` is what was there before. */
export type Loaded<T> =
  | { state: 'idle'; value?: undefined }
  | { state: 'loading'; value?: T | undefined }
  | { state: 'ready'; value: T }
  | { state: 'failed'; sentence: Sentence; value?: T | undefined }

export interface LoadOptions<T> {
  /** What is wanted, e.g. the ticket's id; undefined while nothing is. Read at every update. */
  key: () => string | undefined
  load: (gateway: TicketGateway, key: string, signal: AbortSignal) => Promise<T>
}

export class LoadController<T> implements ReactiveController {
  current: Loaded<T> = { state: 'idle' }
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  readonly #options: LoadOptions<T>
  #gateway: TicketGateway | undefined
  #key: string | undefined
  #running: AbortController | undefined

  /** Make it after `backend`: controllers update in the order they were made. */
  constructor(host: ReactiveControllerHost, backend: GatewayController, options: LoadOptions<T>) {
    this.#host = host
    this.#backend = backend
    this.#options = options
    host.addController(this)
  }

  hostUpdate(): void {
    const { gateway } = this.#backend
    const key = this.#options.key()
    if (gateway === this.#gateway && key === this.#key) return
    this.#gateway = gateway
    this.#key = key
    this.current = { state: 'idle' }
    void this.#run()
  }

  hostDisconnected(): void {
    this.#running?.abort()
    this.#gateway = undefined
    this.#key = undefined
  }

  hostConnected(): void {
    this.#host.requestUpdate()
  }

  /** Loads again and keeps showing the old value meanwhile. */
  async reload(): Promise<void> {
    await this.#run()
  }

  /** Takes over a newer value that came another way, e.g. with the answer to a command. */
  replace(value: T): void {
    this.#running?.abort()
    this.current = { state: 'ready', value }
    this.#host.requestUpdate()
  }

  async #run(): Promise<void> {
    this.#running?.abort()
    const gateway = this.#gateway
    const key = this.#key
    if (!gateway || key === undefined) return
    const running = new AbortController()
    this.#running = running
    const before = this.current.value
    this.current = { state: 'loading', value: before }
    this.#host.requestUpdate()
    const next = await this.#options.load(gateway, key, running.signal).then(
      (value): Loaded<T> => ({ state: 'ready', value }),
      (error: unknown): Loaded<T> => ({ state: 'failed', sentence: sentenceOf(error), value: before }),
    )
    if (running.signal.aborted) return
    this.current = next
    this.#host.requestUpdate()
  }
}
