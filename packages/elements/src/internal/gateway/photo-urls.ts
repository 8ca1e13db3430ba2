/**
 * Photos come through the gateway, because an `<img src>` carries no authorisation. A template marks the place of a small
 * picture with `data-photo="SHA-256"`, that of the whole photo with `data-photo="SHA-256/whole"`; the bytes are fetched when
 * it comes into view, and given back when it leaves the page.
 */
import type { TicketGateway } from '@chuishao/core/service'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isOffline } from './failure.ts'
import type { GatewayController } from './gateway-controller.ts'

type Picture = { state: 'loading' } | { state: 'shown'; url: string } | { state: 'failed' | 'away' }

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
    this.#forget((place) => !wanted.has(place))
    this.#observer?.disconnect()
    for (const place of places) {
      if (!this.#pictures.has(place.dataset['photo'] ?? '')) this.#observer?.observe(place)
    }
  }

  /** An object URL, once the bytes are here. A place is what `data-photo` says. */
  url(place: string): string | undefined {
    const picture = this.#pictures.get(place)
    return picture?.state === 'shown' ? picture.url : undefined
  }

  /** Why there is no picture: the backend could not be reached (`away`), or does not have it; undefined while it loads. */
  lack(place: string): 'away' | 'failed' | undefined {
    const { state } = this.#pictures.get(place) ?? {}
    return state === 'away' || state === 'failed' ? state : undefined
  }

  /** Those that could not be had are asked for once more. */
  retry(): void {
    const had = this.#pictures.size
    this.#forget((place) => this.lack(place) !== undefined)
    if (this.#pictures.size < had) this.#host.requestUpdate()
  }

  #onSeen(entries: IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const place = (target as HTMLElement).dataset['photo']
      if (isIntersecting && place && !this.#pictures.has(place)) void this.#load(place)
    }
  }

  async #load(place: string): Promise<void> {
    const gateway = this.#gateway
    if (!gateway) return
    const loading: Picture = { state: 'loading' }
    this.#pictures.set(place, loading)
    const [sha256 = '', whole] = place.split('/')
    const next = await gateway.download(sha256, whole ? {} : { size: 'thumbnail' }).then(
      (photo): Picture => ({ state: 'shown', url: URL.createObjectURL(photo) }),
      (error: unknown): Picture => ({ state: isOffline(error) ? 'away' : 'failed' }),
    )
    if (this.#pictures.get(place) !== loading) return revoke(next)
    this.#pictures.set(place, next)
    this.#host.requestUpdate()
  }

  #forget(unwanted: (place: string) => boolean): void {
    for (const [place, picture] of [...this.#pictures]) {
      if (!unwanted(place)) continue
      revoke(picture)
      this.#pictures.delete(place)
    }
  }
}

function revoke(picture: Picture): void {
  if (picture.state === 'shown') URL.revokeObjectURL(picture.url)
}
