/** Picks a unit by typing part of its name. */
import type { Unit } from '@chuishao/core/ticket'
import { html, type TemplateResult } from 'lit'
import { fieldError, fieldMark, type FieldLook } from '../forms/field-look.ts'
import { messagesIn } from '../i18n/catalogue.ts'
import { vocabulary } from '../i18n/vocabulary.ts'
import { unitName } from '../unit-name.ts'
import type { WhistleElement } from '../whistle-element.ts'
import { Combobox, type ComboGroup } from './combobox.ts'
import { rangesOf } from './highlight.ts'
import { pickerMessages, type PickerMessages } from './messages.ts'

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
  readonly #combobox: Combobox
  #value: string | undefined

  constructor(
    host: WhistleElement,
    { id = 'unit', units, onChange, announce = () => {} }: UnitPickerOptions,
  ) {
    this.#host = host
    this.#options = { id, units, onChange, announce }
    this.#combobox = new Combobox(host, {
      id,
      groups: (query) => this.#groups(query),
      onChoose: (unitId) => {
        this.value = unitId
        onChange(unitId)
      },
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

  #matching(query: string): Unit[] {
    const fits = ({ name, nameEn = '' }: Unit) => rangesOf(name, query) ?? rangesOf(nameEn, query)
    return this.#options.units().filter((unit) => !query || fits(unit))
  }

  #groups(query: string): ComboGroup[] {
    const { locale } = this.#host
    const types = messagesIn(vocabulary, locale).unitTypes
    const units = this.#matching(query)
    const choices = units.slice(0, mostHits).map((unit) => {
      const text = unitName(unit, locale)
      return { id: unit.id, text, ranges: rangesOf(text, query) ?? [], note: types[unit.type] }
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
