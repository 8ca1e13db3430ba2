/** The resident who told of it: asked behind a disclosure, with why it is asked and who sees it. */
import type { Contact } from '@chuishao/core/ticket'
import { html, type TemplateResult } from 'lit'
import { fieldError, fieldMark } from '../internal/forms/field-look.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import { formMessages } from './messages.ts'

export interface ContactFieldOptions {
  /** What of it the backend cannot carry. */
  lost: () => readonly string[]
  onChange: () => void
}

export class ContactField {
  name = ''
  phone = ''
  readonly #host: WhistleElement
  readonly #options: ContactFieldOptions

  constructor(host: WhistleElement, options: ContactFieldOptions) {
    this.#host = host
    this.#options = options
  }

  get value(): Contact | undefined {
    const lost = this.#options.lost()
    const name = !lost.includes('contactName') && this.name.trim()
    const phone = !lost.includes('contactPhone') && this.phone.trim()
    return name || phone ? { ...(name && { name }), ...(phone && { phone }) } : undefined
  }

  set({ name = '', phone = '' }: Contact): void {
    this.name = name
    this.phone = phone
  }

  focus(): void {
    const details = this.#host.renderRoot.querySelector<HTMLDetailsElement>('#contact')
    if (details) details.open = true
    this.#host.renderRoot.querySelector<HTMLElement>('#contact-phone')?.focus()
  }

  render({ disabled, error }: { disabled: boolean; error?: string | undefined }): TemplateResult {
    const { locale } = this.#host
    const t = messagesIn(formMessages, locale)
    const lost = this.#options.lost()
    return html`<details class="more" id="contact">
      <summary>${t.contact}${fieldMark(false, locale)}</summary>
      <div class="contact">
        <p class="hint" id="contact-hint">${t.contactWhy}</p>
        <div ?hidden=${lost.includes('contactName')}>
          <label class="label" for="contact-name">${t.contactName}</label>
          <input
            class="input"
            id="contact-name"
            maxlength="200"
            autocomplete="off"
            enterkeyhint="next"
            ?disabled=${disabled}
            .value=${this.name}
            @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
              this.name = currentTarget.value
              this.#options.onChange()
            }}
          />
        </div>
        <div ?hidden=${lost.includes('contactPhone')}>
          <label class="label" for="contact-phone">${t.contactPhone}</label>
          <input
            class="input"
            id="contact-phone"
            type="tel"
            inputmode="tel"
            maxlength="20"
            autocomplete="off"
            enterkeyhint="done"
            aria-describedby="contact-hint contact-error"
            aria-invalid=${error ? 'true' : 'false'}
            ?disabled=${disabled}
            .value=${this.phone}
            @input=${({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
              this.phone = currentTarget.value
              this.#options.onChange()
            }}
          />
          ${fieldError('contact-error', error)}
        </div>
      </div>
    </details>`
  }
}
