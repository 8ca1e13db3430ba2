/** What cannot be seen from the matter and the photos, in one's own words. */
import { longestDescription } from '@chuishao/core/ticket/longest-description'
import { html, nothing, type TemplateResult } from 'lit'
import { fieldError, fieldMark } from '../internal/forms/field-look.ts'
import { common } from '../internal/i18n/common.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import { formMessages } from './messages.ts'

export class DescriptionField {
  readonly #host: WhistleElement
  readonly #onChange: () => void
  readonly #takesContacts: () => boolean
  #text = ''
  #holdsPersonal = false

  constructor(
    host: WhistleElement,
    { onChange, takesContacts }: { onChange: () => void; takesContacts: () => boolean },
  ) {
    this.#host = host
    this.#onChange = onChange
    this.#takesContacts = takesContacts
  }

  get text(): string {
    return this.#text
  }
  set text(text: string) {
    this.#text = text
    this.#host.requestUpdate()
    void this.#look(text)
  }

  /** A hint and no more: whoever knows that it is no telephone number sends it. Without the module there is none. */
  async #look(text: string): Promise<void> {
    const mayHold = /[0-9０-９@]/.test(text)
    const look = mayHold ? await import('./personal-data.ts').catch(() => undefined) : undefined
    if (this.#text !== text) return
    const holds = look?.holdsPersonalData(text) ?? false
    if (holds === this.#holdsPersonal) return
    this.#holdsPersonal = holds
    this.#host.requestUpdate()
  }

  focus(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('#description')?.focus()
  }

  render({ disabled, error }: { disabled: boolean; error?: string | undefined }): TemplateResult {
    const { locale } = this.#host
    const t = messagesIn(formMessages, locale)
    return html`<div class="field">
      <div class="label-row">
        <label class="label" for="description">${t.description}${fieldMark(false, locale)}</label>
        <span class="counter" aria-hidden="true"
          >${messagesIn(common, locale).characters(this.#text.length, longestDescription)}</span
        >
      </div>
      <textarea
        class="input"
        id="description"
        rows="2"
        maxlength=${longestDescription}
        placeholder=${t.descriptionPlaceholder}
        aria-describedby="description-error description-personal"
        aria-invalid=${error ? 'true' : 'false'}
        ?disabled=${disabled}
        .value=${this.#text}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLTextAreaElement }) => {
          this.text = currentTarget.value
          this.#onChange()
        }}
      ></textarea>
      ${fieldError('description-error', error)}
      <p class="hint" id="description-personal" aria-live="polite" ?data-empty=${!this.#holdsPersonal}>
        ${this.#holdsPersonal ? (this.#takesContacts() ? t.personalInDescription : t.personalNowhere) : nothing}
      </p>
    </div>`
  }
}
