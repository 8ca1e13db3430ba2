/** A box with a word to the person; an alert where something went wrong. */
import { html, nothing, type TemplateResult } from 'lit'
import { errorIcon, infoIcon, successIcon, warningIcon } from './icons.ts'

const icons = { info: infoIcon, success: successIcon, warning: warningIcon, danger: errorIcon }

export const notice = (
  tone: keyof typeof icons,
  text: string,
  action?: TemplateResult | typeof nothing,
): TemplateResult =>
  html`<div class="notice" data-tone=${tone} role=${tone === 'danger' ? 'alert' : nothing}>
    ${icons[tone]}<span class="notice-text">${text}</span>${action}
  </div>`
