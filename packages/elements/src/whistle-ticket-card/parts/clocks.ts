/** The clocks that run, and those that ran out: date, time left, and why it is that date. */
import type { Clock, Ticket, TicketEvent } from '@chuishao/core/ticket'
import { html, nothing, svg, type TemplateResult } from 'lit'
import { clockIcon, errorIcon, pauseIcon, warningIcon } from '../../internal/icons.ts'
import type { CardContext } from './context.ts'

export function clocks(it: CardContext): TemplateResult | typeof nothing {
  const shown = clocksToShow(it.ticket, it.events)
  if (shown.length === 0) return nothing
  return html`<section class="clocks" aria-label=${it.t.clocks}>
    ${shown.map((clock) => clockPanel(clock, it))}
  </section>`
}

/** Warnings are not shown as clocks: they colour the clock they warn of. A missed one is found in the history. */
function clocksToShow(ticket: Ticket, events: readonly TicketEvent[]): Clock[] {
  const running = Object.values(ticket.clocks).filter(({ kind }) => !kind.endsWith('Warning'))
  return [...missed(ticket, events), ...running]
}

function missed(ticket: Ticket, events: readonly TicketEvent[]): Clock[] {
  const kind = ticket.status === 'whistled' ? 'accept' : ticket.status === 'accepted' ? 'handle' : undefined
  if (ticket.warning !== 'red' || !kind || ticket.clocks[kind]) return []
  const started = events.flatMap(({ facts }) => facts.started ?? []).filter((it) => it.kind === kind)
  return started.slice(-1)
}

function clockPanel(clock: Clock, { ticket, t, words, formats, now, say }: CardContext): TemplateResult {
  const due = Date.parse(clock.dueAt)
  const paused = clock.pausedAt !== undefined
  const left = due - (clock.pausedAt ? Date.parse(clock.pausedAt) : now)
  const own = clock.kind === 'accept' || clock.kind === 'handle'
  const tone = left < 0 ? 'danger' : own && ticket.warning === 'yellow' ? 'warning' : 'info'
  const icon = paused ? pauseIcon : { danger: errorIcon, warning: warningIcon, info: clockIcon }[tone]
  const span = formats.span(left)
  return html`<div class="clock" data-tone=${paused ? 'neutral' : tone}>
    <p class="clock-name">
      ${icon}${words.clocks[clock.kind]}
      ${
        clock.provisional
          ? html`<span class="badge" data-tone="warning">${words.flags.provisional}</span>`
          : nothing
      }
    </p>
    <p class="clock-left">${paused ? t.paused : left < 0 ? t.over(span) : t.left(span)}</p>
    <p class="clock-due">
      <time datetime=${clock.dueAt}>${formats.dateTime(clock.dueAt, now)}</time>
      ${own && ticket.warning === 'yellow' && left >= 0 ? html` · ${words.warnings.yellow}` : nothing}
      ${left < 0 && !paused ? html` · ${t.missedLimit}` : nothing}
    </p>
    ${bar(Date.parse(clock.startedAt), due, due - left)}
    <details>
      <summary>${t.why}</summary>
      <p class="text">${say(clock.explanation)}</p>
      ${clock.provisional ? html`<p>${t.provisional}</p>` : nothing}
      <p class="muted">${t.calendar(clock.calendarVersion)}</p>
    </details>
  </div>`
}

/** How much of the time has gone: a picture of what the words beside it say. */
function bar(start: number, due: number, at: number): TemplateResult {
  const gone = Math.min(1, Math.max(0, (at - start) / Math.max(1, due - start)))
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="bar-all" width="100" height="4" /><rect class="bar-gone" width=${gone * 100} height="4" />`}
  </svg>`
}
