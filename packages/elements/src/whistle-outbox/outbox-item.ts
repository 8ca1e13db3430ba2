/** One thing that waits: what it is, how it stands, and what a person may do about it. */
import { attachmentsOf } from '@chuishao/core/ticket/attachments-of'
import type { OutboxItem, OutboxProblem } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { notice } from '../internal/views.ts'
import { toldAnswers } from '../whistle-ticket-card/parts/told-command.ts'
import { wordFor } from '../whistle-ticket-card/steps.ts'
import { draftOf, isWhistle, itemTitle, type ItemContext } from './item-context.ts'
import { itemButtons } from './item-buttons.ts'
import { pictures } from './pictures.ts'

const tones = { waiting: 'warning', sending: 'info', needsYou: 'danger' } as const

export function outboxItem(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const { savedAt, state, attempted, photos, failure, problem } = item
  return html`<li class="item panel" data-item=${item.commandId}>
    <div class="item-head">
      <h3 class="item-title">${itemTitle(item, it)}</h3>
      <span class="badge" data-tone=${tones[state]}>${t.states[state]}</span>
    </div>
    ${about(item, it)} ${answers(item, it)}
    <p class="muted">
      ${t.savedAt(it.formats.dateTime(savedAt))}${photos.all > 0 ? html` · ${t.photos(photos.sent, photos.all)}` : nothing}
    </p>
    ${pictures(attachmentsOf(item.command), it)}
    ${failure && !problem ? html`<p class="muted">${t.failed(it.say(failure))}</p>` : nothing}
    ${attempted && state === 'waiting' ? html`<p class="muted">${t.attempted}</p>` : nothing}
    ${it.isBehind(item) ? html`<p class="muted">${t.behind}</p>` : nothing}
    ${problem ? trouble(item, problem, it) : nothing} ${itemButtons(item, it)}
  </li>`
}

/** Which ticket it is about, as people call it: its number, and where it is. */
function about(item: OutboxItem, it: ItemContext): TemplateResult {
  const { address } = draftOf(item)?.location ?? {}
  return html`<p class="muted">
    ${it.t.number(item.ticketId.slice(-8).toUpperCase())}${address ? html` · ${address}` : nothing}
  </p>`
}

/** What was tapped and typed, in words. */
function answers(item: OutboxItem, it: ItemContext): TemplateResult {
  const { command } = item
  const { words } = it
  const { choices, texts } = toldAnswers(command, it)
  const rating =
    command.type === 'EVALUATE'
      ? html`<p>
          ${wordFor(words.levels, String(command.level))} ·
          ${command.solved ? words.solved.yes : words.solved.no}
        </p>`
      : nothing
  const typed = isWhistle(item) ? [draftOf(item)?.description] : texts
  return html`${rating}
  ${choices.map(([label, value]) => html`<p><span class="muted">${label}</span> ${value}</p>`)}
  ${typed.map((text) => (text ? html`<p class="text">${text}</p>` : nothing))}`
}

function trouble(item: OutboxItem, problem: OutboxProblem, it: ItemContext): TemplateResult {
  const { t } = it
  switch (problem.kind) {
    case 'refused':
      return notice('danger', t.refused(it.say(problem.rejection.message)))
    case 'failed':
      return notice('danger', t.refused(it.say(problem.sentence)))
    case 'reused':
      return notice('danger', t.reused)
    case 'conflict':
      return it.later?.conflict(item, problem, it) ?? notice('warning', t.conflict)
  }
}
