/** Picks a unit by typing its name, as people shorten it, or pinyin. */
import type { Unit } from '@chuishao/core/ticket'
import { html, type TemplateResult } from 'lit'
import { fieldError, fieldMark, type FieldLook } from '../forms/field-look.ts'
import { messagesIn } from '../i18n/catalogue.ts'
import { vocabulary } from '../i18n/vocabulary.ts'
import { unitName } from '../unit-name.ts'
import type { WhistleElement } from '../whistle-element.ts'
import { Combobox, type ComboGroup } from './combobox.ts'
import { pickerMessages, type PickerMessages } from './messages.ts'
import { UnitSearch, type UnitFind } from './unit-search.ts'

export interface UnitPickerOptions {
  /** Id of the input; unique in the host's shadow root. */
  id?: string
  /** Those to choose from. */
  units: () => readonly Unit[]
  onChange: (unitId: string | undefined) => void
  /** Tells a screen reader. */
  announce?: (text: string) => void
}

const mostHits = 50

export class UnitPicker {
  readonly #host: WhistleElement
  readonly #options: Required<UnitPickerOptions>
  readonly #search: UnitSearch
  readonly #combobox: Combobox
  #value: string | undefined

  constructor(
    host: WhistleElement,
    { id = 'unit', units, onChange, announce = () => {} }: UnitPickerOptions,
  ) {
    this.#host = host
    this.#options = { id, units, onChange, announce }
    this.#search = new UnitSearch(() => host.requestUpdate())
    this.#combobox = new Combobox(host, {
      id,
      groups: (query) => this.#groups(query),
      onChoose: (unitId) => {
        this.value = unitId
        onChange(unitId)
      },
      onWake: () => this.#search.wake(units()),
      onQuery: (query) => announce(this.#texts.hits(this.#matching(query).length)),
    })
  }

  get value(): string | undefined {
    return this.#value
  }
  set value(unitId: string | undefined) {
    this.#value = unitId
    this.#host.requestUpdate()
  }

  focus(): void {
    this.#combobox.focus()
  }

  get #texts(): PickerMessages {
    return messagesIn(pickerMessages, this.#host.locale)
  }

  #matching(query: string): UnitFind[] {
    return this.#search.find(this.#options.units(), query)
  }

  #groups(query: string): ComboGroup[] {
    const { locale } = this.#host
    const types = messagesIn(vocabulary, locale).unitTypes
    const found = this.#matching(query)
    const choices = found.slice(0, mostHits).map(({ unit, matched }) => {
      const text = unitName(unit, locale)
      const ranges = matched?.text === text ? matched.ranges : []
      return { id: unit.id, text, ranges, note: types[unit.type] }
    })
    return [{ choices }]
  }

  render({ label, required, disabled, error }: FieldLook): TemplateResult {
    const { id, units } = this.#options
    const { locale } = this.#host
    const t = this.#texts
    const chosen = units().find((unit) => unit.id === this.#value)
    const hidden = this.#combobox.open ? this.#matching(this.#combobox.query).length - mostHits : 0
    return html`<div class="field">
      <label class="label" for=${id}>${label}${fieldMark(required, locale)}</label>
      ${this.#combobox.render({
        chosen: chosen ? unitName(chosen, locale) : (this.#value ?? ''),
        placeholder: t.unitPlaceholder,
        listLabel: t.unitList,
        clearLabel: t.clear,
        nothingFound: t.unitNotFound,
        describedBy: `${id}-hint ${id}-error`,
        required,
        disabled,
        invalid: Boolean(error),
      })}
      <p class="hint" id="${id}-hint" tabindex="-1" ?hidden=${hidden <= 0 && !chosen}>
        ${hidden > 0 ? t.more(hidden) : chosen ? messagesIn(vocabulary, locale).unitTypes[chosen.type] : ''}
      </p>
      ${fieldError(`${id}-error`, error)}
    </div>`
  }
}
