/**
 * Which backend an element talks to, first hit wins: its own `.gateway`, the nearest provider, the page's `configure`.
 *
 * Looked up by walking outwards, and again at every change that a provider or `configure` announces. An event-based
 * context would lose the question of an element that is upgraded before its provider.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { ancestors } from '../ancestors.ts'
import { configuration, onConfigurationChange } from '../configuration.ts'

/** Under this key a provider answers. `undefined`: ask further out. `null`: there is none yet, wait. */
export const providedGateway = Symbol.for('chuishao.provided-gateway.1')

interface Provider extends Element {
  readonly [providedGateway]: TicketGateway | null | undefined
}

const isProvider = (element: Element): element is Provider => providedGateway in element

/** An element that can be connected. Declare the property reactive: `@property({ attribute: false })`. */
export interface GatewayHost extends ReactiveControllerHost, HTMLElement {
  gateway: TicketGateway | null | undefined
}

export class GatewayController implements ReactiveController {
  /** The backend in force; undefined where there is none (yet): then the element works with data in and events out. */
  gateway: TicketGateway | undefined
  readonly #host: GatewayHost
  #stop: (() => void) | undefined

  constructor(host: GatewayHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = onConfigurationChange(() => this.#read())
    this.#read()
  }

  hostDisconnected(): void {
    this.#stop?.()
  }

  hostUpdate(): void {
    this.gateway = findGateway(this.#host)
  }

  #read(): void {
    if (findGateway(this.#host) !== this.gateway) this.#host.requestUpdate()
  }
}

function findGateway(host: GatewayHost): TicketGateway | undefined {
  if (host.gateway !== undefined) return host.gateway ?? undefined
  for (const ancestor of ancestors(host)) {
    const provided = isProvider(ancestor) ? ancestor[providedGateway] : undefined
    if (provided !== undefined) return provided ?? undefined
  }
  return configuration().gateway
}
