/**
 * Photos come through the gateway, because an `<img src>` carries no authorisation. A template marks the place with
 * `data-photo="SHA-256"`; the bytes are fetched when it comes into view, and given back when it leaves the page.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { GatewayController } from './gateway-controller.ts'

type Picture = { state: 'loading' } | { state: 'shown'; url: string } | { state: 'failed' }

export class PhotoUrls implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }
  readonly #backend: GatewayController
  readonly #pictures = new Map<string, Picture>()
  #gateway: TicketGateway | undefined
  #observer: IntersectionObserver | undefined

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    backend: GatewayController,
  ) {
    this.#host = host
    this.#backend = backend
    host.addController(this)
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => this.#onSeen(entries), { rootMargin: '200px' })
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#observer?.disconnect()
    this.#forget(() => true)
  }

  hostUpdate(): void {
    if (this.#backend.gateway === this.#gateway) return
    this.#gateway = this.#backend.gateway
    this.#forget(() => true)
  }

  hostUpdated(): void {
    const places = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-photo]')]
    const wanted = new Set(places.map((place) => place.dataset['photo']))
    this.#forget((sha256) => !wanted.has(sha256))
    this.#observer?.disconnect()
    for (const place of places) {
      if (!this.#pictures.has(place.dataset['photo'] ?? '')) this.#observer?.observe(place)
    }
  }

  /** An object URL, once the bytes are here. */
  url(sha256: string): string | undefined {
    const picture = this.#pictures.get(sha256)
    return picture?.state === 'shown' ? picture.url : undefined
  }

  failed(sha256: string): boolean {
    return this.#pictures.get(sha256)?.state === 'failed'
  }

  #onSeen(entries: IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const sha256 = (target as HTMLElement).dataset['photo']
      if (isIntersecting && sha256 && !this.#pictures.has(sha256)) void this.#load(sha256)
    }
  }

  async #load(sha256: string): Promise<void> {
    const gateway = this.#gateway
    if (!gateway) return
    const loading: Picture = { state: 'loading' }
    this.#pictures.set(sha256, loading)
    const next = await gateway.download(sha256).then(
      (photo): Picture => ({ state: 'shown', url: URL.createObjectURL(photo) }),
      (): Picture => ({ state: 'failed' }),
    )
    if (this.#pictures.get(sha256) !== loading) return revoke(next)
    this.#pictures.set(sha256, next)
    this.#host.requestUpdate()
  }

  #forget(unwanted: (sha256: string) => boolean): void {
    for (const [sha256, picture] of [...this.#pictures]) {
      if (!unwanted(sha256)) continue
      revoke(picture)
      this.#pictures.delete(sha256)
    }
  }
}

function revoke(picture: Picture): void {
  if (picture.state === 'shown') URL.revokeObjectURL(picture.url)
}
