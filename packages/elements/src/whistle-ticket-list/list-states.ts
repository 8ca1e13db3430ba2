/** What stands below the lines of a list, or instead of them: more, nothing, not yet, or not to be had. */
import type { Sentence } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { common } from '../internal/i18n/common.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import { inboxIcon, offlineIcon, refreshIcon } from '../internal/icons.ts'
import { notice } from '../internal/views.ts'
import { listMessages } from './messages.ts'

/** How many there are, and a way to the next ones; `more` is absent where these are all. */
export function listFoot(
  count: number,
  more: { isLoading: boolean; onMore: () => void } | undefined,
  locale: Locale,
): TemplateResult {
  const t = messagesIn(listMessages, locale)
  if (!more) return html`<p class="foot muted">${t.found(count, false)}</p>`
  const { isLoading, onMore } = more
  return html`<div class="foot">
    <button
      class="button more"
      part="more"
      type="button"
      aria-disabled=${isLoading ? 'true' : nothing}
      @click=${onMore}
    >
      ${isLoading ? html`<span class="spinner"></span>${messagesIn(common, locale).loading}` : t.more}
    </button>
    <span class="muted">${t.found(count, true)}</span>
  </div>`
}

export function listFailed(
  failure: { sentence: Sentence; offline: boolean } | undefined,
  locale: Locale,
  onRetry: () => void,
): TemplateResult {
  const sentence = failure ? (locale === 'en' ? failure.sentence.en : failure.sentence.zh) : ''
  const retry = html`<button class="button" type="button" @click=${onRetry}>
    ${refreshIcon}${messagesIn(common, locale).retry}
  </button>`
  if (!failure?.offline) return notice('danger', sentence, retry)
  return html`<div class="empty" role="alert">
    ${offlineIcon}
    <p>${sentence}</p>
    <p class="muted">${messagesIn(listMessages, locale).offline}</p>
    ${retry}
  </div>`
}

/** @param onClear takes away what narrows the list; absent where nothing does */
export function listEmpty(locale: Locale, onClear: (() => void) | undefined): TemplateResult {
  const t = messagesIn(listMessages, locale)
  if (!onClear)
    return html`<div class="empty">
      ${inboxIcon}
      <p>${messagesIn(common, locale).empty}</p>
    </div>`
  return html`<div class="empty">
    ${inboxIcon}
    <p>${t.emptyFiltered}</p>
    <p class="muted">${t.emptyHint}</p>
    <button class="button" type="button" @click=${onClear}>${t.clear}</button>
  </div>`
}

export function listSkeleton(locale: Locale): TemplateResult {
  const line = html`<div class="row skeleton-row">
    <div class="row-main">
      <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>
    </div>
    <span class="skeleton thumb"></span>
  </div>`
  return html`<div class="rows-list">
    <span class="visually-hidden">${messagesIn(common, locale).loading}</span>${[line, line, line]}
  </div>`
}
