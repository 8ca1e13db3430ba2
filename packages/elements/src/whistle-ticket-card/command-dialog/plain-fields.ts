/** The controls of a command's form that the browser has itself: text, choice, yes or no, limit, moment. */
import type { FieldSpec } from '@chuishao/core/lifecycle'
import type { Limit } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { fieldError, fieldMark } from '../../internal/forms/field-look.ts'
import type { Locale } from '../../internal/i18n/locale.ts'
import type { Vocabulary } from '../../internal/i18n/vocabulary.ts'
import type { CardMessages } from '../messages.ts'
import type { Typed } from './typed-command.ts'

export interface PlainFieldContext {
  typed: Typed
  label: string
  error: string | undefined
  disabled: boolean
  locale: Locale
  t: CardMessages
  words: Vocabulary
  /** Choices of a `choice`, with their labels. */
  options: readonly { code: string; label: string }[]
  /** Earliest moment, in China's time, as `datetime-local` writes it. */
  earliest: string
  onChange: () => void
}

export function plainField(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  switch (field.widget) {
    case 'toggle':
      return yesOrNo(field, it)
    case 'choice':
      return choice(field, it)
    case 'limit':
      return limit(field, it)
    case 'longText':
      return framed(field, it, longText(field, it))
    default:
      return framed(field, it, line(field, it))
  }
}

const id = ({ name }: FieldSpec) => `field-${name}`

function framed(field: FieldSpec, it: PlainFieldContext, control: TemplateResult): TemplateResult {
  const { label, locale, error, t } = it
  return html`<div class="field">
    <label class="label" for=${id(field)}
      >${label}${fieldMark(field.required, locale)}${
        field.widget === 'moment' ? html`<span class="mark">${t.timeZone}</span>` : nothing
      }</label
    >
    ${control} ${fieldError(`${id(field)}-error`, error)}
  </div>`
}

type Typing = Event & { currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }

const typing =
  ({ name }: FieldSpec, { typed, onChange }: PlainFieldContext) =>
  ({ currentTarget }: Typing) => {
    typed.texts[name] = currentTarget.value
    onChange()
  }

function longText(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  return html`<textarea
    class="input"
    id=${id(field)}
    rows="4"
    maxlength=${field.maxLength ?? nothing}
    aria-required=${field.required ? 'true' : 'false'}
    aria-invalid=${it.error ? 'true' : 'false'}
    aria-describedby="${id(field)}-error"
    ?disabled=${it.disabled}
    .value=${it.typed.texts[field.name] ?? ''}
    @input=${typing(field, it)}
  ></textarea>`
}

function line(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  const { widget } = field
  return html`<input
    class="input"
    id=${id(field)}
    type=${widget === 'moment' ? 'datetime-local' : widget === 'number' ? 'number' : 'text'}
    min=${widget === 'moment' ? it.earliest : nothing}
    maxlength=${field.maxLength ?? nothing}
    autocomplete="off"
    aria-required=${field.required ? 'true' : 'false'}
    aria-invalid=${it.error ? 'true' : 'false'}
    aria-describedby="${id(field)}-error"
    ?disabled=${it.disabled}
    .value=${it.typed.texts[field.name] ?? ''}
    @input=${typing(field, it)}
  />`
}

function yesOrNo(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  const { typed, t, onChange } = it
  const answers = [
    { code: 'yes', label: t.yes, value: true },
    { code: 'no', label: t.no, value: false },
  ]
  return radios(
    field,
    it,
    answers.map(({ code, label, value }) => ({
      code,
      label,
      checked: typed.toggles[field.name] === value,
      choose: () => {
        typed.toggles[field.name] = value
        onChange()
      },
    })),
  )
}

const mostRadios = 5

function choice(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  const { typed, options, t, onChange } = it
  if (options.length <= mostRadios)
    return radios(
      field,
      it,
      options.map(({ code, label }) => ({
        code,
        label,
        checked: typed.texts[field.name] === code,
        choose: () => {
          typed.texts[field.name] = code
          onChange()
        },
      })),
    )
  return framed(
    field,
    it,
    html`<select
      class="input"
      id=${id(field)}
      aria-required=${field.required ? 'true' : 'false'}
      aria-invalid=${it.error ? 'true' : 'false'}
      aria-describedby="${id(field)}-error"
      ?disabled=${it.disabled}
      @change=${typing(field, it)}
    >
      <option value="">${t.pick}</option>
      ${options.map(
        ({ code, label }) =>
          html`<option value=${code} ?selected=${typed.texts[field.name] === code}>${label}</option>`,
      )}
    </select>`,
  )
}

interface Radio {
  code: string
  label: string
  checked: boolean
  choose: () => void
}

function radios(field: FieldSpec, it: PlainFieldContext, choices: Radio[]): TemplateResult {
  return html`<fieldset
    class="field"
    role="radiogroup"
    aria-labelledby="${id(field)}-label"
    aria-describedby="${id(field)}-error"
    aria-required=${field.required ? 'true' : 'false'}
    aria-invalid=${it.error ? 'true' : 'false'}
  >
    <legend class="label" id="${id(field)}-label">${it.label}${fieldMark(field.required, it.locale)}</legend>
    <div class="picks">
      ${choices.map(
        ({ code, label, checked, choose }, at) =>
          html`<label class="pick">
            <input
              type="radio"
              name=${field.name}
              id=${at === 0 ? id(field) : nothing}
              value=${code}
              .checked=${checked}
              ?disabled=${it.disabled}
              @change=${choose}
            /><span>${label}</span>
          </label>`,
      )}
    </div>
    ${fieldError(`${id(field)}-error`, it.error)}
  </fieldset>`
}

const limitUnits: Limit['unit'][] = ['workingDay', 'day', 'hour', 'minute']

function limit(field: FieldSpec, it: PlainFieldContext): TemplateResult {
  const { typed, words, t, onChange } = it
  const value = typed.limits[field.name] ?? { amount: '', unit: 'workingDay' }
  const change = (next: Partial<typeof value>) => {
    typed.limits[field.name] = { ...value, ...next }
    onChange()
  }
  return framed(
    field,
    it,
    html`<div class="limit">
      <input
        class="input"
        id=${id(field)}
        type="number"
        inputmode="numeric"
        min="1"
        max="10000"
        step="1"
        aria-required=${field.required ? 'true' : 'false'}
        aria-invalid=${it.error ? 'true' : 'false'}
        aria-describedby="${id(field)}-error"
        ?disabled=${it.disabled}
        .value=${value.amount}
        @input=${({ currentTarget }: Typing) => change({ amount: currentTarget.value })}
      />
      <select
        class="input"
        aria-label=${t.unit}
        ?disabled=${it.disabled}
        @change=${({ currentTarget }: Typing) =>
          change({ unit: limitUnits.find((unit) => unit === currentTarget.value) ?? 'workingDay' })}
      >
        ${limitUnits.map(
          (unit) =>
            html`<option value=${unit} ?selected=${value.unit === unit}>${words.limitUnits[unit]}</option>`,
        )}
      </select>
    </div>`,
  )
}
