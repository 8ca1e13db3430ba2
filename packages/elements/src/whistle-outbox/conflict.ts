/** A ticket that has moved on since somebody tapped on it: as they saw it, what happened, and as it is. */
import type { OutboxItem, OutboxProblem } from '@chuishao/core/service'
import type { Draft, Ticket } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { statusTone } from '../internal/styles/tone.ts'
import { notice } from '../internal/views.ts'
import { wordFor } from '../whistle-ticket-card/steps.ts'
import type { ItemContext } from './item-context.ts'
import { meanwhile } from './meanwhile.ts'

type Conflict = Extract<OutboxProblem, { kind: 'conflict' }>

export function conflict(item: OutboxItem, problem: Conflict, it: ItemContext): TemplateResult {
  const { t } = it
  const { seen, current, stillAllowed } = problem
  if (!current) return notice('danger', t.gone)
  return html`${notice('warning', t.conflict)}
    <div class="sides">
      ${seen ? side(t.seen, seen, current, it) : nothing}${side(t.now, current, seen, it)}
    </div>
    ${it.around(item) ? html`<div>${meanwhile(item, current, it)}</div>` : nothing}
    ${stillAllowed ? nothing : html`<p class="muted">${t.notAllowed}</p>`}`
}

/** One of the two versions, with what differs in the other. */
function side(title: string, ticket: Ticket, other: Ticket | undefined, it: ItemContext): TemplateResult {
  const { t, words } = it
  const isNow = title === t.now
  const changed = (a: unknown, b: unknown) => isNow && other !== undefined && a !== b
  return html`<section class="side">
    <h4>${title}</h4>
    <dl class="rows">
      <dt>${t.status}</dt>
      <dd ?data-changed=${changed(ticket.status, other?.status)}>
        <span class="badge" data-tone=${statusTone(ticket.status)}>${words.statuses[ticket.status]}</span>
      </dd>
      ${
        ticket.leadUnitId || other?.leadUnitId
          ? html`<dt>${t.lead}</dt>
              <dd ?data-changed=${changed(ticket.leadUnitId, other?.leadUnitId)}>
                ${ticket.leadUnitId ? it.unitName(ticket.leadUnitId) : '—'}
              </dd>`
          : nothing
      }
      ${
        other
          ? whatDiffers(ticket.draft, other.draft, it).map(
              ([label, value]) =>
                html`<dt>${label}</dt>
                  <dd ?data-changed=${isNow}>${value}</dd>`,
            )
          : nothing
      }
      ${
        ticket.updatedAt
          ? html`<dt>${t.lastStep}</dt>
              <dd>${it.formats.dateTime(ticket.updatedAt, it.now)}</dd>`
          : nothing
      }
    </dl>
  </section>`
}

/** What was filled in otherwise than in the other version. */
function whatDiffers(draft: Draft, other: Draft, { t, words, city }: ItemContext): [string, string][] {
  const said = ({ matterCode, description, location }: Draft) => [
    city?.matters.find(({ code }) => code === matterCode)?.name ?? matterCode,
    location?.address,
    description,
  ]
  const labels = [wordFor(words.fields, 'matterCode'), t.address, wordFor(words.fields, 'description')]
  const theirs = said(other)
  return said(draft).flatMap((value, at): [string, string][] =>
    value === theirs[at] ? [] : [[labels[at] ?? '', value ?? '—']],
  )
}
