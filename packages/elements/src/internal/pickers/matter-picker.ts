/** Picks an item of the matter list: by typing, by category, or from those used lately. */
import type { Matter } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { fieldError, fieldMark, type FieldLook } from '../forms/field-look.ts'
import { messagesIn } from '../i18n/catalogue.ts'
import { vocabulary } from '../i18n/vocabulary.ts'
import { chevronRightIcon, returnIcon } from '../icons.ts'
import type { WhistleElement } from '../whistle-element.ts'
import { Combobox, type ComboChoice, type ComboGroup } from './combobox.ts'
import { highlight } from './highlight.ts'
import { MatterSearch, type MatterFind } from './matter-search.ts'
import { pickerMessages, type PickerMessages } from './messages.ts'

export interface MatterPickerOptions {
  /** Id of the input; unique in the host's shadow root. */
  id?: string
  matters: () => readonly Matter[]
  /** Codes used lately, latest first. */
  recent?: () => readonly string[]
  onChange: (code: string | undefined) => void
  /** Tells a screen reader. */
  announce?: (text: string) => void
}

const mostHits = 20
/** A list as short as this needs no categories. */
const shortList = 8

export class MatterPicker {
  readonly #host: WhistleElement
  readonly #options: Required<MatterPickerOptions>
  readonly #search: MatterSearch
  readonly #combobox: Combobox
  #value: string | undefined
  #category: string | undefined

  constructor(
    host: WhistleElement,
    { id = 'matter', matters, recent = () => [], onChange, announce = () => {} }: MatterPickerOptions,
  ) {
    this.#host = host
    this.#options = { id, matters, recent, onChange, announce }
    this.#search = new MatterSearch(() => host.requestUpdate())
    this.#combobox = new Combobox(host, {
      id,
      groups: (query) => this.#groups(query),
      onChoose: (code) => this.#choose(code),
      onWake: () => this.#search.wake(matters()),
      onQuery: (query) => {
        this.#category = undefined
        if (query) announce(this.#texts.hits(this.#search.find(matters(), query, mostHits).length))
      },
    })
  }

  /** Code of the chosen matter. */
  get value(): string | undefined {
    return this.#value
  }
  set value(code: string | undefined) {
    this.#value = code
    this.#category = undefined
    this.#host.requestUpdate()
  }

  get matter(): Matter | undefined {
    return this.#options.matters().find(({ code }) => code === this.#value)
  }

  focus(): void {
    this.#combobox.focus()
  }

  get #texts(): PickerMessages {
    return messagesIn(pickerMessages, this.#host.locale)
  }

  #choose(code: string | undefined): void {
    this.value = code
    this.#options.onChange(code)
  }

  #groups(query: string): ComboGroup[] {
    const matters = this.#options.matters()
    if (query) return [{ choices: this.#search.find(matters, query, mostHits).map(this.#found) }]
    if (this.#category !== undefined) {
      return [{ choices: matters.filter(({ category }) => category === this.#category).map(this.#plain) }]
    }
    const recent = this.#recent.map(this.#plain)
    const groups = recent.length > 0 ? [{ label: this.#texts.recent, choices: recent }] : []
    return matters.length <= shortList ? [{ choices: matters.map(this.#plain) }] : groups
  }

  get #recent(): Matter[] {
    const matters = this.#options.matters()
    return this.#options.recent().flatMap((wanted) => matters.find(({ code }) => code === wanted) ?? [])
  }

  #found = ({ matter, ranges, synonym }: MatterFind): ComboChoice => ({
    ...this.#plain(matter),
    ...(ranges && { ranges }),
    ...(synonym && { note: html`${highlight(synonym.text, synonym.ranges)} · ${this.#noteFor(matter)}` }),
  })

  #plain = (matter: Matter): ComboChoice => ({
    id: matter.code,
    text: matter.name,
    note: this.#noteFor(matter),
  })

  #noteFor({ category, route }: Matter): string {
    return `${category} · ${messagesIn(vocabulary, this.#host.locale).routes[route]}`
  }

  render({ label, required, disabled, error }: FieldLook): TemplateResult {
    const { id } = this.#options
    const { matter } = this
    const t = this.#texts
    return html`<div class="field">
      <label class="label" for=${id}>${label}${fieldMark(required, this.#host.locale)}</label>
      ${this.#combobox.render({
        chosen: matter?.name ?? this.#value ?? '',
        placeholder: t.matterPlaceholder,
        listLabel: t.matterList,
        clearLabel: t.clear,
        nothingFound: t.matterNotFound,
        describedBy: `${id}-hint ${id}-error`,
        required,
        disabled,
        invalid: Boolean(error),
        above: this.#categories(),
      })}
      ${fieldError(`${id}-error`, error)}
      <p class="hint" id="${id}-hint" tabindex="-1" ?hidden=${!matter}>
        ${matter ? this.#noteFor(matter) : ''}
      </p>
      ${matter || this.#combobox.open ? nothing : this.#shortcuts(disabled)}
    </div>`
  }

  #shortcuts(disabled: boolean): TemplateResult | typeof nothing {
    const recent = this.#recent
    const browses = this.#options.matters().length > shortList
    if (recent.length === 0 && !browses) return nothing
    return html`<div class="combo-shortcuts">
      ${recent.map(
        ({ code, name }) =>
          html`<button
            class="combo-pill"
            type="button"
            ?disabled=${disabled}
            @click=${() => this.#choose(code)}
          >
            ${name}
          </button>`,
      )}
      ${
        browses
          ? html`<button
              class="combo-pill"
              data-browse
              type="button"
              ?disabled=${disabled}
              @click=${() => this.#combobox.browse()}
            >
              ${this.#texts.browse}${chevronRightIcon}
            </button>`
          : nothing
      }
    </div>`
  }

  #categories(): TemplateResult | typeof nothing {
    const matters = this.#options.matters()
    if (this.#combobox.query || matters.length <= shortList) return nothing
    const t = this.#texts
    if (this.#category !== undefined) {
      return html`<div class="combo-above">
        <button class="combo-pill" type="button" @click=${() => this.#enter(undefined)}>
          ${returnIcon}${t.backToCategories}
        </button>
        <strong>${this.#category}</strong>
      </div>`
    }
    return html`<div class="combo-above" role="group" aria-label=${t.categories}>
      ${[...new Set(matters.map(({ category }) => category))].map(
        (category) =>
          html`<button class="combo-pill" type="button" @click=${() => this.#enter(category)}>
            ${category}
          </button>`,
      )}
    </div>`
  }

  async #enter(category: string | undefined): Promise<void> {
    this.#category = category
    this.#combobox.clearQuery()
    await this.#combobox.browse()
  }
}
