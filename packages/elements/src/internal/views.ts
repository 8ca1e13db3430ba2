/** Templates for what stands where content will be, is missing, or failed. They need the styles of `states.ts`. */
import { html, nothing, type TemplateResult } from 'lit'
import { errorIcon, infoIcon, successIcon, warningIcon } from './icons.ts'

const noticeIcons = { info: infoIcon, success: successIcon, warning: warningIcon, danger: errorIcon }

/** A framed sentence, with something to press where there is a way on. A danger is read out at once. */
export const notice = (
  tone: keyof typeof noticeIcons,
  text: string,
  action?: TemplateResult,
): TemplateResult =>
  html`<div class="notice" data-tone=${tone} role=${tone === 'danger' ? 'alert' : nothing}>
    ${noticeIcons[tone]}<span class="notice-text">${text}</span>${action}
  </div>`

/** Grey bars while something loads; `label` says so to a screen reader. */
export const waiting = (label: string, bars = 3): TemplateResult =>
  html`<div class="waiting" aria-busy="true">
    <span class="visually-hidden">${label}</span>
    ${Array.from({ length: bars }, () => html`<span class="skeleton"></span>`)}
  </div>`
