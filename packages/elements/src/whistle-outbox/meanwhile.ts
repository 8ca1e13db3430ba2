/** What happened to a ticket since somebody tapped on it: which steps, by whom, and when, as its card tells them. */
import type { OutboxItem } from '@chuishao/core/service'
import type { Ticket, TicketEvent } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { cardMessages } from '../whistle-ticket-card/messages.ts'
import { step } from '../whistle-ticket-card/parts/timeline.ts'
import type { ItemContext } from './item-context.ts'
import { pictures } from './pictures.ts'

const most = 5

export function meanwhile(item: OutboxItem, current: Ticket, it: ItemContext): TemplateResult {
  const events = it.around(item)?.events
  if (!events) return html`<p class="muted">${it.t.stepsUnknown}</p>`
  const since = stepsSince(item, current, events)
  if (since.length === 0) return html`<p class="muted">${it.t.stepsUnknown}</p>`
  const context = {
    ...it,
    t: messagesIn(cardMessages, it.locale),
    pictures: (photos: Parameters<typeof pictures>[0] = []) => pictures(photos, it),
  }
  const latest = [...since].reverse()
  const hidden = since.length - most
  return html`<h4 class="sub">${it.t.meanwhile(since.length)}</h4>
    <ol class="timeline" reversed>
      ${latest.slice(0, most).map((event) => step(event, context))}
    </ol>
    ${hidden > 0 ? html`<p class="muted">${it.t.earlier(hidden)}</p>` : nothing}`
}

/** Where a backend's versions are moments, they count no steps: then the moments decide. */
function stepsSince(
  { seen, ifVersion }: OutboxItem,
  current: Ticket,
  events: readonly TicketEvent[],
): TicketEvent[] {
  if (events[events.length - 1]?.version === current.version)
    return events.filter(({ version }) => version > ifVersion)
  const { updatedAt } = seen ?? {}
  return updatedAt === undefined ? [] : events.filter(({ at }) => at > updatedAt)
}
