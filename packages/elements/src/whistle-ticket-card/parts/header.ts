/** The head of the card: what it is about, where it stands, what happens next and who is on turn. */
import type { CommandType, Status } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import {
  checkIcon,
  errorIcon,
  flagIcon,
  mergeIcon,
  pauseIcon,
  personIcon,
  savedIcon,
  successIcon,
  warningIcon,
} from '../../internal/icons.ts'
import { statusTone, warningTone } from '../../internal/styles/tone.ts'
import type { CardContext } from './context.ts'

export function header(it: CardContext): TemplateResult {
  const { ticket, t } = it
  return html`<header class="header">
    <div class="badges">
      ${
        it.waits?.unsent
          ? html`<span class="badge" data-tone="warning">${savedIcon}${t.unsent}</span>`
          : html`<span class="badge" data-tone=${statusTone(ticket.status)}
              >${it.words.statuses[ticket.status]}</span
            >`
      }
      ${marks(it)}
      <span class="muted number">${t.number(it.number)}</span>
    </div>
    <h2 class="heading" id="heading">${titleOf(it)}</h2>
    ${steps(it)}
    <div class="next" data-tone=${it.waits?.unsent ? 'warning' : statusTone(ticket.status)} tabindex="-1">
      ${it.waits?.unsent ? savedIcon : isOver(ticket.status) ? successIcon : personIcon}
      <div class="next-text">
        <p>${whatNext(it)}</p>
        ${mergedInto(it)}
      </div>
    </div>
  </header>`
}

const titleOf = ({ ticket, city, t }: CardContext) =>
  ticket.matter?.name ??
  city?.matters.find(({ code }) => code === ticket.draft.matterCode)?.name ??
  t.untitled

const isOver = (status: Status) => status === 'evaluated' || status === 'merged' || status === 'withdrawn'

/** The level to which supervision has risen by itself, in the city's words. */
function supervisedWord({ ticket, city, say, words }: CardContext): string {
  const level = city?.policy.supervision?.levels[(ticket.supervisionLevel ?? 0) - 1]
  return level ? say(level.label) : words.flags.supervised
}

function marks(it: CardContext): TemplateResult[] {
  const { ticket, words } = it
  const mark = (tone: string, icon: TemplateResult, word: string) =>
    html`<span class="badge" data-tone=${tone}>${icon}${word}</span>`
  const { warning } = ticket
  return [
    ...(warning === 'none'
      ? []
      : [mark(warningTone(warning), warning === 'red' ? errorIcon : warningIcon, words.warnings[warning])]),
    ...(ticket.supervised ? [mark('danger', flagIcon, supervisedWord(it))] : []),
    ...(ticket.suspension ? [mark('neutral', pauseIcon, words.flags.suspended)] : []),
    ...(ticket.designated ? [mark('info', flagIcon, words.flags.designated)] : []),
  ]
}

/** Whose turn it is reads the step as theirs; what everybody else waits for would contradict it. */
function whatNext(it: CardContext): TemplateResult | string {
  const { turn, ticket, t, waits } = it
  if (waits?.unsent) return waits.needsYou > 0 ? t.next.unsentNeedsYou : t.next.unsent
  if (!turn) return nextStep(it)
  const own = ticket.suspension ? undefined : (t.turn as Partial<Record<CommandType, string>>)[turn]
  return own ? html`<b>${own}</b>` : html`<b>${t.yourTurn}</b> · ${nextStep(it)}`
}

function mergedInto({ ticket, t, openTicket }: CardContext): TemplateResult | typeof nothing {
  const { mergedInto: id } = ticket
  if (!id) return nothing
  return html`<button class="button" type="button" data-merged @click=${() => openTicket(id)}>
    ${mergeIcon}${t.mergedInto(id.slice(-8).toUpperCase())}
  </button>`
}

const stepNames = ['whistle', 'answer', 'handle', 'confirm', 'rate'] as const

/** How many of the five steps lie behind; undefined where the ticket left the way. */
const stepsDone: Record<Status, number | undefined> = {
  draft: 0,
  whistled: 1,
  rejected: 1,
  'underReview.returned': 1,
  accepted: 2,
  'underReview.resolved': 3,
  closed: 4,
  evaluated: 5,
  withdrawn: undefined,
  merged: undefined,
  discarded: undefined,
}

/** Nothing where the backend does not tell them apart. */
function steps({ ticket, t, tellsAccepted, waits }: CardContext): TemplateResult | typeof nothing {
  const done = !tellsAccepted ? undefined : waits?.unsent ? 0 : stepsDone[ticket.status]
  if (done === undefined || ticket.closing === 'declined') return nothing
  return html`<ol class="steps" aria-label=${t.steps.label}>
    ${stepNames.map(
      (name, at) =>
        html`<li
          data-step=${at < done ? 'done' : at === done ? 'now' : 'ahead'}
          aria-current=${at === done ? 'step' : nothing}
        >
          <i>${at < done ? checkIcon : nothing}</i><span>${t.steps[name]}</span>
        </li>`,
    )}
  </ol>`
}

function nextStep({ ticket, t, formats, now, unitName, tellsAccepted }: CardContext): string {
  const { next } = t
  const lead = unitName(ticket.leadUnitId)
  switch (ticket.status) {
    case 'whistled':
      if (!tellsAccepted) return next.reported
      return ticket.leadUnitId === undefined ? next.undispatched : next.whistled(lead)
    case 'rejected':
      return next.rejected(lead)
    case 'underReview.returned':
      return next.returned
    case 'accepted': {
      if (ticket.suspension) return next.suspended(formats.dateTime(ticket.suspension.reviewAt, now))
      if (ticket.extensions.some((it) => it.decision === undefined)) return next.extension
      const open = ticket.assists.filter((it) => it.doneAt === undefined && !it.lapsed).length
      return open > 0 ? next.assists(open) : next.accepted(lead)
    }
    case 'underReview.resolved':
      return next.resolved
    case 'closed':
      if (ticket.closing === 'declined') return next.declined
      return ticket.clocks.evaluation ? next.rate : next.closed
    case 'evaluated':
      return ticket.evaluations.some(({ appeal }) => appeal && !appeal.decision)
        ? next.appeal
        : next.evaluated
    case 'draft':
    case 'withdrawn':
    case 'merged':
    case 'discarded':
      return next[ticket.status]
  }
}
