/** What a whistle would lead to: who gets it, by when, why then, and when it may be closed. */
import type { WhistlePreview } from '@chuishao/core/service'
import type { Clock, Matter } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import type { Loaded } from '../internal/gateway/load-controller.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { common } from '../internal/i18n/common.ts'
import { formatsFor } from '../internal/i18n/formats.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import { vocabulary } from '../internal/i18n/vocabulary.ts'
import { unitIcon } from '../internal/icons.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice, waiting } from '../internal/views.ts'
import { formMessages } from './messages.ts'

/** The panel, or what stands there while it is not known. */
export function previewOutcome(
  current: Loaded<WhistlePreview>,
  matter: Matter | undefined,
  locale: Locale,
  onRetry: () => void,
): TemplateResult {
  const t = messagesIn(formMessages, locale)
  const words = messagesIn(common, locale)
  if (!matter) return html`<p class="panel preview-empty">${t.whereToEmpty}</p>`
  if (current.value) return previewPanel(current.value, matter, locale)
  if (current.state !== 'failed') return html`<div class="panel">${waiting(words.loading, 3)}</div>`
  const retry = html`<button class="button" data-kind="quiet" type="button" @click=${onRetry}>
    ${words.retry}
  </button>`
  return notice('warning', t.previewFailed, retry)
}

function previewPanel({ leadUnit, accept, handle }: WhistlePreview, matter: Matter, locale: Locale) {
  const t = messagesIn(formMessages, locale)
  const words = messagesIn(vocabulary, locale)
  const clocks = [accept, handle].filter((clock): clock is Clock => clock !== undefined)
  const selfGoverned = matter.route === 'selfGovernance'
  return html`<section class="panel preview" aria-label=${t.whereTo}>
    <p class="muted">${t.whereTo}</p>
    <p class="preview-unit">${unitIcon}<span>${unitName(leadUnit, locale)}</span></p>
    <p class="muted">${selfGoverned ? t.selfGoverned : words.routes[matter.route]}</p>
    <dl class="limits">
      ${accept ? clockRow(t.accept, accept, locale) : nothing}
      ${handle ? clockRow(t.handle, handle, locale) : nothing}
    </dl>
    ${clocks.some(({ provisional }) => provisional) ? html`<p class="hint">${t.provisional}</p>` : nothing}
    ${
      clocks.length > 0
        ? html`<details class="more">
            <summary>${t.why}</summary>
            <div class="why">
              <p class="muted">${t.byNow}</p>
              ${clocks.map(
                ({ kind, explanation }) =>
                  html`<p>
                    <strong>${kind === 'accept' ? t.accept : t.handle}</strong>
                    ${locale === 'en' ? explanation.en : explanation.zh}
                  </p>`,
              )}
            </div>
          </details>`
        : nothing
    }
    ${
      matter.closingConditions
        ? html`<div class="closing">
            <p class="muted">${t.closing}</p>
            <p class="text">${matter.closingConditions}</p>
          </div>`
        : nothing
    }
  </section>`
}

function clockRow(label: string, { limit, dueAt, provisional }: Clock, locale: Locale): TemplateResult {
  const words = messagesIn(vocabulary, locale)
  const t = messagesIn(formMessages, locale)
  return html`<div>
    <dt>${label}</dt>
    <dd>
      <strong>${limit ? words.limit(limit.amount, limit.unit) : formatsFor(locale).dateTime(dueAt)}</strong>
      ${provisional ? html`<span class="badge" data-tone="warning">${words.flags.provisional}</span>` : nothing}
      <time datetime=${dueAt}>${t.before(formatsFor(locale).dateTime(dueAt))}</time>
    </dd>
  </div>`
}
