/** Where it is: the device's position by a button, an address, or coordinates typed in by their reference system. */
import type { Crs } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { fieldError, fieldMark, type FieldLook } from '../internal/forms/field-look.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { closeIcon, pinIcon, refreshIcon, targetIcon } from '../internal/icons.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import { locate, type LocateFailure } from './locate.ts'
import { formMessages, type FormMessages } from './messages.ts'
import { crsChoices, emptyPlace, flawOf, type Place } from './place.ts'

export interface LocationFieldOptions {
  /** Reference system where nobody chooses one. */
  crs: () => Crs
  /** What of it the backend cannot carry; never both ways. */
  lost: () => readonly string[]
  onChange: () => void
  /** Tells a screen reader. */
  announce: (text: string) => void
}

export class LocationField {
  readonly #host: WhistleElement
  readonly #options: LocationFieldOptions
  #place: Place
  #locating = false
  #failure: LocateFailure | undefined

  constructor(host: WhistleElement, options: LocationFieldOptions) {
    this.#host = host
    this.#options = options
    this.#place = emptyPlace('cgcs2000')
  }

  get place(): Place {
    return this.#place
  }
  set place(place: Place) {
    this.#place = place
    this.#failure = undefined
    this.#host.requestUpdate()
  }

  clear(): void {
    this.place = emptyPlace(this.#options.crs())
  }

  /** To what is wrong, or to the way that most people take. */
  focus(): void {
    const badCoordinates = flawOf(this.#place) === 'coordinates'
    const details = this.#host.renderRoot.querySelector<HTMLDetailsElement>('#coordinates')
    if (badCoordinates && details) details.open = true
    const way = this.#options.lost().includes('address') ? '#locate' : '#address'
    this.#host.renderRoot.querySelector<HTMLElement>(badCoordinates ? '#lng' : way)?.focus()
  }

  get #texts(): FormMessages {
    return messagesIn(formMessages, this.#host.locale)
  }

  #change(change: Partial<Place>): void {
    this.place = { ...this.#place, ...change }
    this.#options.onChange()
  }

  #type(change: Partial<Place>): void {
    const { accuracyMetres: _, ...place } = this.#place
    this.#place = place
    this.#change(change)
  }

  #locate = async (): Promise<void> => {
    if (this.#locating) return
    this.#locating = true
    this.#failure = undefined
    this.#host.requestUpdate()
    const located = await locate()
    this.#locating = false
    const t = this.#texts
    if (!located.ok) {
      this.#failure = located.reason
      this.#options.announce(t[located.reason])
      return this.#host.requestUpdate()
    }
    const { lng, lat, accuracyMetres } = located
    // Six decimals are a decimetre: more would only pretend.
    this.#change({
      lng: lng.toFixed(6),
      lat: lat.toFixed(6),
      crs: 'wgs84',
      accuracyMetres: Math.ceil(accuracyMetres),
    })
    this.#options.announce(`${t.located}，${t.accuracy(Math.ceil(accuracyMetres))}`)
    await this.#focusLocate()
  }

  #removePosition = async (): Promise<void> => {
    this.#type({ lng: '', lat: '', crs: this.#options.crs() })
    await this.#focusLocate()
  }

  /** The button stands elsewhere once there is a position, and would lose the focus. */
  async #focusLocate(): Promise<void> {
    await this.#host.updateComplete
    this.#host.renderRoot.querySelector<HTMLElement>('#locate')?.focus()
  }

  render({ label, required, disabled, error }: FieldLook): TemplateResult {
    const t = this.#texts
    const flaw = flawOf(this.#place)
    const failed = this.#failure ? t[this.#failure] : undefined
    const lost = this.#options.lost()
    const takesPoint = !lost.includes('point')
    return html`<fieldset class="field" ?disabled=${disabled}>
      <legend class="label">${label}${fieldMark(required, this.#host.locale)}</legend>
      <div class="place">
        ${takesPoint ? this.#position() : nothing}
        <div ?hidden=${lost.includes('address')}>
          <label class="visually-hidden" for="address">${t.address}</label>
          <input
            class="input"
            id="address"
            name="address"
            maxlength="200"
            autocomplete="off"
            enterkeyhint="next"
            placeholder=${t.addressPlaceholder}
            aria-describedby="location-error"
            aria-invalid=${error && flaw !== 'coordinates' ? 'true' : 'false'}
            .value=${this.#place.address}
            @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) =>
              this.#change({ address: currentTarget.value })}
          />
        </div>
        ${fieldError('location-error', error ?? failed)}
        ${takesPoint ? this.#coordinates(Boolean(error) && flaw === 'coordinates') : nothing}
      </div>
    </fieldset>`
  }

  #position(): TemplateResult {
    const t = this.#texts
    const { lng, lat, accuracyMetres } = this.#place
    if (accuracyMetres === undefined) {
      return html`<div class="locate-row">
        <button
          class="button"
          id="locate"
          type="button"
          aria-describedby="locate-hint"
          aria-disabled=${this.#locating ? 'true' : 'false'}
          @click=${this.#locate}
        >
          ${this.#locating ? html`<span class="spinner"></span>${t.locating}` : html`${targetIcon}${t.locate}`}
        </button>
        <span class="muted" id="locate-hint">${t.once}</span>
      </div>`
    }
    return html`<div class="position">
      ${pinIcon}
      <span class="position-text">
        <strong>${t.located}</strong>
        <small>${t.accuracy(accuracyMetres)}</small>
        <small>${lng}, ${lat}</small>
      </span>
      <button
        class="icon-button"
        id="locate"
        type="button"
        aria-label=${t.locateAgain}
        aria-disabled=${this.#locating ? 'true' : 'false'}
        @click=${this.#locate}
      >
        ${this.#locating ? html`<span class="spinner"></span>` : refreshIcon}
      </button>
      <button class="icon-button" type="button" aria-label=${t.removePosition} @click=${this.#removePosition}>
        ${closeIcon}
      </button>
    </div>`
  }

  #coordinates(invalid: boolean): TemplateResult {
    const t = this.#texts
    const { crs } = this.#place
    return html`<details class="more" id="coordinates">
      <summary>${t.coordinates}</summary>
      <div class="coordinates">
        <div>
          <label class="label" for="crs">${t.crs}</label>
          <select
            class="input"
            id="crs"
            @change=${({ currentTarget }: Event & { currentTarget: HTMLSelectElement }) =>
              this.#type({ crs: crsChoices[currentTarget.selectedIndex] ?? crs })}
          >
            ${crsChoices.map(
              (choice) =>
                html`<option value=${choice} .selected=${choice === crs}>${t.crsNames[choice]}</option>`,
            )}
          </select>
        </div>
        ${this.#degrees('lng', invalid)}${this.#degrees('lat', invalid)}
      </div>
    </details>`
  }

  #degrees(axis: 'lng' | 'lat', invalid: boolean): TemplateResult {
    return html`<div>
      <label class="label" for=${axis}>${this.#texts[axis]}</label>
      <input
        class="input"
        id=${axis}
        inputmode="decimal"
        autocomplete="off"
        enterkeyhint="next"
        maxlength="20"
        placeholder=${axis === 'lng' ? '111.67' : '40.82'}
        aria-describedby="location-error"
        aria-invalid=${invalid ? 'true' : 'false'}
        .value=${this.#place[axis]}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) =>
          this.#type({ [axis]: currentTarget.value })}
      />
    </div>`
  }
}
