/** Keeps remaining times honest: draws its element again twice a minute while it is on the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

const tickMs = 30_000

export class NowController implements ReactiveController {
  /** The present moment, in milliseconds. */
  now = Date.now()
  readonly #host: ReactiveControllerHost
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), tickMs)
  }

  hostDisconnected(): void {
    clearInterval(this.#timer)
  }

  hostUpdate(): void {
    this.now = Date.now()
  }
}
