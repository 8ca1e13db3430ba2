/** Photos of the ticket: small ones that open a viewer, and the viewer, a native dialog that the arrow keys turn over. */
import type { AttachmentRef } from '@chuishao/core/ticket'
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit'
import type { PhotoUrls } from '../../internal/gateway/photo-urls.ts'
import type { Common } from '../../internal/i18n/common.ts'
import { chevronRightIcon, closeIcon, photoIcon } from '../../internal/icons.ts'
import type { CardMessages } from '../messages.ts'

export interface ViewerWords {
  t: CardMessages
  words: Common
}

const lacks = {
  away: (t: CardMessages) => t.photoAway,
  failed: (t: CardMessages) => t.photoFailed,
}

interface Viewed {
  photos: readonly AttachmentRef[]
  /** What they show. */
  what: string
  at: number
}

export class PhotoViewer {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }
  readonly #urls: PhotoUrls
  #open: Viewed | undefined

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    urls: PhotoUrls,
  ) {
    this.#host = host
    this.#urls = urls
  }

  /** The small pictures. */
  thumbnails(
    photos: readonly AttachmentRef[] | undefined,
    what: string,
    t: CardMessages,
  ): TemplateResult | typeof nothing {
    if (!photos?.length) return nothing
    return html`<ul class="pictures">
      ${photos.map(({ sha256 }, at) => {
        const lack = this.#urls.lack(sha256)
        const name = t.openPhoto(t.photoOf(what, at + 1, photos.length))
        return html`<li>
          <button
            class="picture"
            type="button"
            data-photo=${sha256}
            aria-label=${lack ? `${name} · ${lacks[lack](t)}` : name}
            @click=${() => this.#show(photos, what, at)}
          >
            ${this.#picture(sha256, '', t)}
          </button>
        </li>`
      })}
    </ul>`
  }

  dialog({ t, words }: ViewerWords): TemplateResult {
    const open = this.#open
    const photo = open?.photos[open.at]
    const name = open ? t.photoOf(open.what, open.at + 1, open.photos.length) : t.photos
    return html`<dialog
      class="dialog viewer"
      aria-label=${name}
      @keydown=${this.#onKeydown}
      @close=${() => this.#to(undefined)}
      @click=${({ target, currentTarget }: Event & { currentTarget: HTMLDialogElement }) => {
        if (target === currentTarget) currentTarget.close()
      }}
    >
      ${
        open && photo
          ? html`<figure class="viewed" data-photo="${photo.sha256}/whole">
                ${this.#picture(photo.sha256, name, t, '/whole')}
              </figure>
              <div class="viewer-bar">
                ${this.#turn(-1, t.previous)}<span aria-live="polite"
                  >${t.photo(open.at + 1, open.photos.length)}</span
                >${this.#turn(1, t.following)}
                <button
                  class="icon-button"
                  type="button"
                  aria-label=${words.close}
                  @click=${() => this.#dialog?.close()}
                >
                  ${closeIcon}
                </button>
              </div>`
          : nothing
      }
    </dialog>`
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('.viewer')
  }

  /** The whole photo is preceded by its small picture, until it is here. */
  #picture(sha256: string, alt: string, t: CardMessages, size = ''): TemplateResult {
    const lack = this.#urls.lack(sha256 + size)
    const url = this.#urls.url(sha256 + size) ?? (lack ? undefined : this.#urls.url(sha256))
    if (url) return html`<img src=${url} alt=${alt} />`
    if (lack) return html`<span class="picture-wait" data-lack=${lack}>${photoIcon}${lacks[lack](t)}</span>`
    return html`<span class="picture-wait"
      >${photoIcon}<span class="visually-hidden">${t.photoLoading}</span></span
    >`
  }

  #turn(step: 1 | -1, label: string): TemplateResult | typeof nothing {
    if (!this.#open || this.#open.photos.length < 2) return nothing
    return html`<button
      class="icon-button"
      type="button"
      data-step=${step}
      aria-label=${label}
      @click=${() => this.#step(step)}
    >
      ${chevronRightIcon}
    </button>`
  }

  #onKeydown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowRight' || key === 'ArrowDown') this.#step(1)
    if (key === 'ArrowLeft' || key === 'ArrowUp') this.#step(-1)
  }

  #step(step: number): void {
    if (!this.#open) return
    const { length } = this.#open.photos
    this.#to({ ...this.#open, at: (this.#open.at + step + length) % length })
  }

  async #show(photos: readonly AttachmentRef[], what: string, at: number): Promise<void> {
    this.#to({ photos, what, at })
    await this.#host.updateComplete
    this.#dialog?.showModal()
  }

  #to(next: Viewed | undefined): void {
    this.#open = next
    this.#host.requestUpdate()
  }
}
