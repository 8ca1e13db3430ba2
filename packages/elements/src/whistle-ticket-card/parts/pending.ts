/** What this person has tapped and nobody else knows of yet: it waits on this device. */
import { attachmentsOf } from '@chuishao/core/ticket/attachments-of'
import type { OutboxItem } from '@chuishao/core/service'
import type { Ticket } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { savedIcon, warningIcon } from '../../internal/icons.ts'
import type { Waits } from '../../internal/gateway/waiting-items.ts'
import type { CardContext } from './context.ts'
import { toldAnswers } from './told-command.ts'

/** How much waits, and a way to where a person decides about what cannot go on by itself. */
export function pendingMarks(
  { toSend, needsYou }: Waits,
  words: { toSend: (count: number) => string; needsYou: (count: number) => string; decide: string },
  onDecide: () => void,
): TemplateResult {
  return html`<div class="badges">
    ${toSend > 0 ? html`<span class="badge" data-tone="warning">${savedIcon}${words.toSend(toSend)}</span>` : nothing}
    ${
      needsYou > 0
        ? html`<span class="badge" data-tone="danger">${warningIcon}${words.needsYou(needsYou)}</span>
            <button class="button" type="button" data-decide @click=${onDecide}>${words.decide}</button>`
        : nothing
    }
  </div>`
}

/** As steps of the history, the latest first. */
export const pendingSteps = (items: readonly OutboxItem[], it: CardContext): TemplateResult[] =>
  [...items].reverse().map((item) => {
    const { command, savedAt, state } = item
    const { texts, choices } = toldAnswers(command, it)
    const isStuck = state === 'needsYou'
    // What was whistled stands at the top of the card.
    const photos = command.type === 'WHISTLE' || command.type === 'EDIT' ? [] : attachmentsOf(command)
    return html`<li data-tone=${isStuck ? 'danger' : 'neutral'} data-pending>
      <i></i>
      <div class="step">
        <p class="step-head">
          <b>${it.words.commands[command.type]}</b>
          <span class="badge" data-tone=${isStuck ? 'danger' : 'warning'}
            >${isStuck ? it.t.pendingNeedsYou : it.t.pending}</span
          >
          <time class="muted" datetime=${savedAt}>${it.formats.dateTime(savedAt, it.now)}</time>
        </p>
        ${choices.map(([label, value]) => html`<p><span class="muted">${label}</span> ${value}</p>`)}
        ${texts.map((text) => html`<p class="text">${text}</p>`)}
        ${it.pictures(photos, it.words.commands[command.type])}
      </div>
    </li>`
  })

/** Without the limits that begin with what nobody has received yet: they are not set by anyone. */
export function withoutExpectedClocks(ticket: Ticket, { items, unsent }: Waits): Ticket {
  const taps = new Set(items.map(({ savedAt }) => savedAt))
  const set = Object.entries(ticket.clocks).filter(([, clock]) => !unsent && !taps.has(clock.startedAt))
  return { ...ticket, clocks: Object.fromEntries(set) }
}
