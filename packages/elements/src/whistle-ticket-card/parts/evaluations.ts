/** 评哨: every rater by themselves, never an average; an appeal stands beside its rating and does not erase it. */
import type { Evaluation, Rater } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { checkIcon, closeIcon, starIcon } from '../../internal/icons.ts'
import type { CardContext } from './context.ts'

const levels = [1, 2, 3, 4, 5] as const

export function evaluations(it: CardContext): TemplateResult | typeof nothing {
  const { ticket, t, words } = it
  const awaited = ratersAwaited(it)
  if (ticket.evaluations.length + ticket.unrated.length + awaited.length === 0) return nothing
  const silent = (rater: Rater, word: string) =>
    html`<article class="panel answer">
      <p class="badges"><b>${words.raters[rater]}</b><span class="badge">${word}</span></p>
    </article>`
  return html`<section class="section">
    <h3 class="section-title">${t.evaluations}</h3>
    <p class="muted">${t.apart}</p>
    <div class="ratings">
      ${[...ticket.evaluations].reverse().map((evaluation) => rated(evaluation, it))}
      ${ticket.unrated.map((rater) => silent(rater, t.unrated))}
      ${awaited.map((rater) => silent(rater, t.awaited))}
    </div>
  </section>`
}

/** Whose rating may still come: known only with the city's policy. */
function ratersAwaited({ ticket, city }: CardContext): Rater[] {
  if (!ticket.clocks.evaluation || !city) return []
  return city.policy.evaluation.requiredRaters.filter(
    (rater) =>
      (rater !== 'citizen' || ticket.draft.citizenId !== undefined) &&
      !ticket.unrated.includes(rater) &&
      !ticket.evaluations.some((it) => it.rater === rater && it.round === ticket.reopenCount),
  )
}

function rated(evaluation: Evaluation, it: CardContext): TemplateResult {
  const { t, words, formats, now, unitName } = it
  const { rater, solved, tags, comment, round, unitId, at } = evaluation
  return html`<article class="panel answer">
    <p class="badges">
      <b>${words.raters[rater]}</b>
      <span class="badge" data-tone=${solved ? 'success' : 'danger'}
        >${solved ? checkIcon : closeIcon}${solved ? words.solved.yes : words.solved.no}</span
      >
    </p>
    ${stars(evaluation.level, words.levels)}
    ${
      tags.length > 0
        ? html`<p class="badges">
            ${tags.map((tag) => html`<span class="badge">${tagLabel(tag, it)}</span>`)}
          </p>`
        : nothing
    }
    ${comment ? html`<p class="text">${comment}</p>` : nothing} ${appealOf(evaluation, it)}
    <p class="muted">
      ${t.rated(unitName(unitId))} ·
      ${formats.dateTime(at, now)}${it.ticket.reopenCount > 0 ? ` · ${t.round(round + 1)}` : nothing}
    </p>
  </article>`
}

/** Five stars with the level in words. */
export function stars(level: number, words: Record<1 | 2 | 3 | 4 | 5, string>): TemplateResult {
  const known = levels.find((it) => it === level)
  return html`<p class="stars">
    ${levels.map((it) => html`<i ?data-filled=${it <= level}>${starIcon}</i>`)}<span
      >${known ? words[known] : level}</span
    >
  </p>`
}

export const tagLabel = (code: string, { city, say }: Pick<CardContext, 'city' | 'say'>): string => {
  const choice = city?.policy.evaluation.tags.find((it) => it.code === code)
  return choice ? say(choice.label) : code
}

function appealOf({ appeal }: Evaluation, { t }: CardContext): TemplateResult | typeof nothing {
  if (!appeal) return nothing
  const { decision } = appeal
  const word = decision ? (decision.excluded ? t.appealExcluded : t.appealKept) : t.appealPending
  return html`<div class="appeal">
    <p class="badges"><b>${t.appeal}</b><span class="badge" data-tone="warning">${word}</span></p>
    <p class="text">${appeal.reason}</p>
    ${decision ? html`<p class="text muted">${decision.reason}</p>` : nothing}
  </div>`
}
