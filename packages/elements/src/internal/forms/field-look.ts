/** What every field of our own forms has around its control: a mark whether it must be answered, and its error. */
import { html, type TemplateResult } from 'lit'
import { common } from '../i18n/common.ts'
import { messagesIn } from '../i18n/catalogue.ts'
import type { Locale } from '../i18n/locale.ts'
import { errorIcon } from '../icons.ts'

export interface FieldLook {
  label: string
  required: boolean
  disabled: boolean
  /** What is wrong with the answer, once somebody tried to send it. */
  error?: string | undefined
}

export function fieldMark(required: boolean, locale: Locale): TemplateResult {
  const words = messagesIn(common, locale)
  return html`<span class="mark" ?data-required=${required}
    >${required ? words.required : words.optional}</span
  >`
}

/** Stands always, so that `aria-describedby` never points at nothing. */
export const fieldError = (id: string, error: string | undefined): TemplateResult =>
  html`<div class="error" id=${id} ?hidden=${!error}>${errorIcon}<span>${error}</span></div>`
