/** What happened, latest first: who, for which unit, when, and what they said. */
import type { CommandType, TicketEvent } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { errorIcon, successIcon, warningIcon } from '../../internal/icons.ts'
import type { CardMessages } from '../messages.ts'
import type { CardContext, StepContext } from './context.ts'
import { stars } from './evaluations.ts'
import { pendingSteps } from './pending.ts'
import { photosOf, toldCommand } from './told-command.ts'

export interface TimelineLook {
  /** Whether the chain of hashes holds; undefined while nobody knows. */
  verified: boolean | undefined
  /** Whether all steps are shown, or only the latest. */
  whole: boolean
  onWhole: () => void
  /** What stands there instead while there are no events: still loading, or failed. */
  instead: TemplateResult | typeof nothing
}

const shownAtFirst = 6

export function timeline(it: CardContext, look: TimelineLook): TemplateResult | typeof nothing {
  const { t, events } = it
  const pending = pendingSteps(it.waits?.items ?? [], it)
  if (events.length + pending.length === 0 && look.instead === nothing) return nothing
  const latest = [...events].reverse()
  const shown = look.whole ? latest : latest.slice(0, shownAtFirst)
  const hidden = latest.length - shown.length
  return html`<section class="section">
    <div class="section-head">
      <h3 class="section-title">${t.timeline}</h3>
      ${integrity(look.verified, t)}
    </div>
    ${look.verified === false ? html`<p class="text">${t.unverifiedHint}</p>` : nothing}
    ${
      shown.length + pending.length > 0
        ? html`<ol class="timeline" reversed>
            ${pending}${shown.map((event) => step(event, it))}
          </ol>`
        : nothing
    }
    ${events.length === 0 ? look.instead : nothing}
    ${
      hidden > 0
        ? html`<button class="button" data-kind="quiet" type="button" @click=${look.onWhole}>
            ${t.earlier(hidden)}
          </button>`
        : nothing
    }
  </section>`
}

function integrity(verified: boolean | undefined, t: CardMessages): TemplateResult | typeof nothing {
  if (verified === undefined) return nothing
  return verified
    ? html`<span class="badge" data-tone="success" title=${t.verifiedHint}>${successIcon}${t.verified}</span>`
    : html`<span class="badge" data-tone="danger">${errorIcon}${t.unverified}</span>`
}

/** One step: what, when, by whom, and what they said. */
export function step(event: TicketEvent, it: StepContext): TemplateResult {
  const { t, words, formats, now } = it
  const { command, kind, at } = event
  const refused = kind === 'refusedAssignment'
  const { texts, choices } = toldCommand(event, it)
  return html`<li data-tone=${refused ? 'danger' : toneOf(command.type)}>
    <i></i>
    <div class="step">
      <p class="step-head">
        <b>${actOf(event, it)}</b>
        ${refused ? html`<span class="badge" data-tone="danger">${warningIcon}${t.attempt}</span>` : nothing}
        <time class="muted" datetime=${at} title=${formats.relative(at, now)}
          >${formats.dateTime(at, now)}</time
        >
      </p>
      <p class="muted">${whoOf(event, it)}</p>
      ${refused ? html`<p>${t.attemptNote}</p>` : nothing}
      ${
        command.type === 'EVALUATE'
          ? html`<div class="badges">
              ${stars(command.level, words.levels)}<span class="badge"
                >${command.solved ? words.solved.yes : words.solved.no}</span
              >
            </div>`
          : nothing
      }
      ${choices.map(([label, value]) => html`<p><span class="muted">${label}</span> ${value}</p>`)}
      ${texts.map((text) => html`<p class="text">${text}</p>`)}
      ${it.pictures(photosOf(command), words.commands[command.type])}
    </div>
  </li>`
}

/** A warning comes before its limit: nothing is reached yet. */
function actOf({ command, kind }: TicketEvent, { t, words }: StepContext): string {
  if (kind === 'personalErased') return t.personalErased
  if (command.type !== 'DEADLINE_REACHED') return words.commands[command.type]
  if (command.kind === 'supervision') return words.clocks.supervision
  const isWarning = command.kind === 'acceptWarning' || command.kind === 'handleWarning'
  return `${words.clocks[command.kind]} · ${isWarning ? t.dueSoon : words.commands.DEADLINE_REACHED}`
}

function whoOf({ actor }: TicketEvent, { t, words, unitName }: StepContext): string {
  if (actor.roles.includes('system')) return t.system
  const unit = actor.unitId ? unitName(actor.unitId) : ''
  // A resident whose name nobody may know is called by the role.
  const parts = new Set([unit, actor.name, ...actor.roles.map((role) => words.roles[role])])
  return [...parts].filter(Boolean).join(' · ')
}

const tones: Partial<Record<CommandType, string>> = {
  WHISTLE: 'whistle',
  ACCEPT: 'info',
  RETURN: 'danger',
  REFUSE_RESULT: 'danger',
  REOPEN: 'danger',
  URGE: 'warning',
  SUPERVISE: 'danger',
  SUBMIT_RESULT: 'success',
  CONFIRM_RESULT: 'success',
  EVALUATE: 'success',
  DEADLINE_REACHED: 'warning',
}

const toneOf = (type: CommandType) => tones[type] ?? 'neutral'
