/** What stands instead of the form once the whistle has been blown. */
import type { Ticket } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { common } from '../internal/i18n/common.ts'
import { formatsFor } from '../internal/i18n/formats.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import { savedIcon, successIcon, whistleIcon } from '../internal/icons.ts'
import { formMessages } from './messages.ts'
import type { Sent } from './sender.ts'

export interface SentLook extends Sent {
  leadName: string | undefined
  href: string | undefined
  onAgain: () => void
  locale: Locale
}

export function sentPanel(look: SentLook): TemplateResult {
  const { ticketId, ticket, earlier, pending, needsYou, leadName, href, onAgain, locale } = look
  const t = messagesIn(formMessages, locale)
  const selfGoverned = ticket?.matter?.route === 'selfGovernance'
  const arrival = html`${leadName ? html`<p>${selfGoverned ? t.sentSelf(leadName) : t.sentTo(leadName)}</p>` : nothing}
  ${ticket ? html`<p>${dueText(ticket, locale)}</p>` : nothing}`
  return html`<section class="sent" tabindex="-1" aria-labelledby="sent-title">
    ${pending ? savedIcon : successIcon}
    <h2 class="title" id="sent-title">${pending ? t.savedTitle : t.sentTitle}</h2>
    ${pending ? html`<p>${needsYou ? messagesIn(common, locale).savedNeedsYou : t.savedNote}</p>` : arrival}
    ${earlier ? html`<p class="muted">${t.arrivedEarlier}</p>` : nothing}
    <p class="muted">${t.ticketNo}<br /><code>${ticketId}</code></p>
    <div class="button-row">
      <button class="button" data-kind="primary" type="button" @click=${onAgain}>
        ${whistleIcon}${t.again}
      </button>
      ${href ? html`<a class="button" href=${href}>${t.open}</a>` : nothing}
    </div>
  </section>`
}

function dueText({ clocks: { accept, handle } }: Ticket, locale: Locale): string {
  const t = messagesIn(formMessages, locale)
  const { dateTime } = formatsFor(locale)
  if (accept) return t.answerBy(dateTime(accept.dueAt))
  return handle ? t.doneBy(dateTime(handle.dueAt)) : ''
}
