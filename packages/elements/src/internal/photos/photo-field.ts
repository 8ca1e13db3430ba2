/**
 * The photo field of a form: camera, files, drag and paste; tiles with a view, a removal and a progress each.
 *
 * A controller with a template, so that label, hint and error stand in the shadow root of the form that shows them.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { common } from '../i18n/common.ts'
import { messagesIn } from '../i18n/catalogue.ts'
import { fieldMark, type FieldLook } from '../forms/field-look.ts'
import { cameraIcon, closeIcon, errorIcon, photoIcon } from '../icons.ts'
import type { WhistleElement } from '../whistle-element.ts'
import { photoMessages, type PhotoMessages } from './messages.ts'
import { PhotoList, type Photo, type PhotoRefusal } from './photo-list.ts'
import { drawPhoto } from './shrink-photo.ts'

export interface PhotoFieldOptions {
  /** Base of the ids in the host's shadow root. */
  id?: string
  /** Most photos that may be picked. */
  max?: number
  /** Tells a screen reader. */
  announce?: (text: string) => void
  onChange?: () => void
}

export class PhotoField {
  readonly list: PhotoList
  readonly #host: WhistleElement
  readonly #options: Required<PhotoFieldOptions>
  #shown: { n: number; canvas: HTMLCanvasElement } | undefined

  constructor(
    host: WhistleElement,
    { id = 'photos', max = 9, announce = () => {}, onChange = () => {} }: PhotoFieldOptions = {},
  ) {
    this.#host = host
    this.#options = { id, max, announce, onChange }
    this.list = new PhotoList(host, { max })
  }

  focus(): void {
    // Of the two ways to add, the one that this device shows.
    const inputs = this.#all<HTMLInputElement>(`#${this.#options.id} .photo-add > input`)
    ;[...inputs].find((input) => input.offsetParent !== null)?.focus()
  }

  /** For the `paste` event of the whole form. */
  readonly onPaste = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files
    if (!files?.length) return
    event.preventDefault()
    void this.add(files)
  }

  /** As if they had been picked. */
  async add(files: Iterable<File>): Promise<void> {
    await this.list.add(files)
    const { photos, refusals } = this.list
    const said = refusals.map((refusal) => sentenceFor(refusal, this.#texts, this.list.max))
    this.#options.announce([...said, this.#texts.added(photos.length)].join('。'))
    this.#options.onChange()
  }

  async #remove(id: number): Promise<void> {
    const at = this.list.photos.findIndex((photo) => photo.id === id)
    this.list.remove(id)
    this.#options.onChange()
    await this.#host.updateComplete
    const buttons = this.#all<HTMLElement>(`#${this.#options.id} .photo-remove`)
    const next = buttons[Math.min(at, buttons.length - 1)]
    if (next) next.focus()
    else this.focus()
  }

  async #view(photo: Photo, n: number): Promise<void> {
    if (!photo.blob) return
    this.#shown = { n, canvas: await drawPhoto(photo.blob, 1600) }
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#all<HTMLDialogElement>(`#${this.#options.id}-view`)[0]?.showModal()
  }

  #all<E extends Element>(selector: string): NodeListOf<E> {
    return this.#host.renderRoot.querySelectorAll<E>(selector)
  }

  get #texts(): PhotoMessages {
    return messagesIn(photoMessages, this.#host.locale)
  }

  render({ label, required, disabled, error }: FieldLook): TemplateResult {
    const { id } = this.#options
    const { photos, refusals, max } = this.list
    const t = this.#texts
    const full = photos.length >= max
    const errors = [...(error ? [error] : []), ...refusals.map((it) => sentenceFor(it, t, max))]
    return html`<fieldset
        class="field photo-field"
        id=${id}
        ?disabled=${disabled}
        @dragover=${onDragOver}
        @dragleave=${onDragEnd}
        @drop=${this.#onDrop}
      >
        <legend class="label">${label}${fieldMark(required, this.#host.locale)}</legend>
        <div class="photos">
          ${repeat(
            photos,
            ({ id: key }) => key,
            (photo, at) => this.#tile(photo, at + 1),
          )}
          ${full ? nothing : html`${this.#adder(true)}${this.#adder(false)}`}
        </div>
        <p class="hint" id="${id}-hint">${t.hint(max)}<span class="photo-drop">${t.drop}</span></p>
        <div class="error" id="${id}-error" ?hidden=${errors.length === 0}>
          ${errorIcon}<span>${errors.map((it) => html`<span class="photo-refusal">${it}</span>`)}</span>
        </div>
      </fieldset>
      ${this.#viewer()}`
  }

  #adder(camera: boolean): TemplateResult {
    const { id } = this.#options
    return html`<label class="photo-add" ?data-camera=${camera}>
      <input
        type="file"
        accept="image/*"
        capture=${camera ? 'environment' : nothing}
        ?multiple=${!camera}
        aria-describedby="${id}-hint ${id}-error"
        @change=${this.#onPick}
      /><span>${camera ? cameraIcon : photoIcon}${camera ? this.#texts.camera : this.#texts.library}</span>
    </label>`
  }

  #tile(photo: Photo, n: number): TemplateResult {
    const t = this.#texts
    const { progress } = photo
    return html`<div class="photo" ?data-uploading=${progress !== undefined}>
      ${
        photo.thumbnail
          ? html`<button
              class="photo-view"
              type="button"
              aria-label=${t.view(n)}
              @click=${() => this.#view(photo, n)}
            >
              ${photo.thumbnail}
            </button>`
          : html`<span class="photo-wait">
              ${photo.ref ? photoIcon : html`<span class="spinner"></span><span>${t.preparing}</span>`}
            </span>`
      }
      ${
        progress === undefined
          ? html`<button
              class="photo-remove"
              type="button"
              aria-label=${t.remove(n)}
              @click=${() => this.#remove(photo.id)}
            >
              <span>${closeIcon}</span>
            </button>`
          : html`<progress max="1" .value=${progress} aria-label=${t.uploading(n)}></progress>`
      }
    </div>`
  }

  #viewer(): TemplateResult {
    const { id } = this.#options
    const title = this.#shown ? this.#texts.title(this.#shown.n) : ''
    return html`<dialog
      class="dialog photo-viewer"
      id="${id}-view"
      aria-label=${title}
      @click=${closeOnBackdrop}
      @close=${() => {
        this.#shown = undefined
        this.#host.requestUpdate()
      }}
    >
      ${this.#shown?.canvas}
      <div class="dialog-actions">
        <button class="button" type="button" @click=${closeAround}>
          ${messagesIn(common, this.#host.locale).close}
        </button>
      </div>
    </dialog>`
  }

  #onPick = ({ currentTarget }: Event & { currentTarget: HTMLInputElement }): void => {
    const files = [...(currentTarget.files ?? [])]
    // So that the same photo can be picked again after its removal.
    currentTarget.value = ''
    void this.add(files)
  }

  #onDrop = (event: DragEvent & { currentTarget: HTMLElement }): void => {
    event.preventDefault()
    onDragEnd(event)
    if (event.currentTarget.matches(':disabled')) return
    void this.add(event.dataTransfer?.files ?? [])
  }
}

function sentenceFor(refusal: PhotoRefusal, t: PhotoMessages, max: number): string {
  return refusal.code === 'tooMany' ? t.tooMany(max) : t[refusal.code](refusal.name)
}

const onDragOver = (event: DragEvent & { currentTarget: HTMLElement }): void => {
  event.preventDefault()
  event.currentTarget.toggleAttribute('data-dragging', true)
}

const onDragEnd = ({ currentTarget }: { currentTarget: HTMLElement }): void => {
  currentTarget.removeAttribute('data-dragging')
}

const closeOnBackdrop = ({ target, currentTarget }: Event & { currentTarget: HTMLDialogElement }): void => {
  if (target === currentTarget) currentTarget.close()
}

const closeAround = ({ currentTarget }: Event & { currentTarget: Element }): void =>
  currentTarget.closest('dialog')?.close()
