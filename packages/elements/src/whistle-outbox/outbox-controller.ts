/** Keeps what waits on this device loaded, and follows every change of it. */
import type { Outbox, OutboxState } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { sentenceOf } from '../internal/gateway/failure.ts'
import type { GatewayController } from '../internal/gateway/gateway-controller.ts'

/** Of the time that a reading and its drawing took: however much waits, sending it has most of the phone to itself. */
const restFactor = 19
/** Nobody follows more changes than these with their eyes, and nobody waits longer to see one. */
const shortestRestMs = 300
const longestRestMs = 1000

export class OutboxController implements ReactiveController {
  /** Undefined until it has been read. */
  state: OutboxState | undefined
  failure: Sentence | undefined
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  #outbox: Outbox | undefined
  #following: AbortController | undefined
  /** While it reads, and rests after that. */
  #isBusy = false
  #isStale = false

  /** Make it after `backend`: controllers update in the order they were made. */
  constructor(host: ReactiveControllerHost, backend: GatewayController) {
    this.#host = host
    this.#backend = backend
    host.addController(this)
  }

  get outbox(): Outbox | undefined {
    return this.#outbox
  }

  hostConnected(): void {
    this.#host.requestUpdate()
  }

  hostUpdate(): void {
    const outbox = this.#backend.gateway?.outbox
    if (outbox === this.#outbox) return
    this.#leave()
    this.#outbox = outbox
    if (!outbox) return
    const following = new AbortController()
    this.#following = following
    outbox.subscribe(() => void this.read(), { signal: following.signal })
    void this.read()
  }

  hostDisconnected(): void {
    this.#leave()
  }

  /** Hundreds of changes in a row are read a few times, not hundreds of times. */
  async read(): Promise<void> {
    this.#isStale = true
    if (this.#isBusy || !this.#outbox) return
    this.#isBusy = true
    this.#isStale = false
    const begin = performance.now()
    try {
      await this.#readOnce(this.#outbox)
      await this.#host.updateComplete
    } finally {
      const ms = Math.min(longestRestMs, Math.max(shortestRestMs, restFactor * (performance.now() - begin)))
      setTimeout(() => this.#rested(), ms)
    }
  }

  #rested(): void {
    this.#isBusy = false
    if (this.#isStale) void this.read()
  }

  async #readOnce(outbox: Outbox): Promise<void> {
    try {
      const state = await outbox.read()
      if (outbox !== this.#outbox) return
      this.state = state
      this.failure = undefined
    } catch (error) {
      if (outbox !== this.#outbox) return
      this.failure = sentenceOf(error)
    }
    this.#host.requestUpdate()
  }

  #leave(): void {
    this.#following?.abort()
    this.#outbox = undefined
    this.state = undefined
    this.failure = undefined
  }
}
