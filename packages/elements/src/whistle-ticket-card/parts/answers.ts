/** What came of it: results, returns with their review, extensions, suspension. */
import type { Status, Ticket } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { reasonLabel, type CardContext } from './context.ts'

export function results(it: CardContext): TemplateResult | typeof nothing {
  const { ticket, t, words, formats, now, unitName } = it
  if (ticket.results.length === 0) return nothing
  const last = ticket.results.length - 1
  const fates = fatesOf(it)
  return html`<section class="section">
    <h3 class="section-title">${t.results}</h3>
    ${newestFirst(ticket.results).map((result, at) => {
      const fate = fates[last - at]
      const tone = result.outcome === 'resolved' ? 'success' : 'warning'
      return html`<article class="panel answer" ?data-former=${fate !== undefined}>
        <p class="badges">
          ${fate ? html`<b>${t.former[fate]}</b>` : nothing}
          <span class="badge" data-tone=${fate ? 'neutral' : tone}>${words.options[result.outcome]}</span>
          ${
            at === 0 && !fate && ticket.closing
              ? html`<span class="badge">${words.closings[ticket.closing]}</span>`
              : nothing
          }
          ${last > 0 ? html`<span class="muted">${last - at + 1}/${last + 1}</span>` : nothing}
        </p>
        <p class="text">${result.text}</p>
        ${it.pictures(result.attachments, t.results)}
        <p class="muted">${unitName(result.unitId)} · ${formats.dateTime(result.at, now)}</p>
        ${at === 0 && ticket.closing === 'unconfirmed' ? html`<p>${t.unconfirmed}</p>` : nothing}
      </article>`
    })}
  </section>`
}

/** Why a result does not stand any more. */
type Fate = 'returned' | 'reopened' | 'earlier'

/** While the community looks at the newest result, and after it let it pass. */
const stands: readonly Status[] = ['underReview.resolved', 'closed', 'evaluated']

/** What became of each result, in their order; undefined for the one that stands. */
function fatesOf({ ticket, events }: CardContext): (Fate | undefined)[] {
  const told: (Fate | undefined)[] = []
  for (const { command } of events) {
    if (command.type === 'SUBMIT_RESULT') told.push(undefined)
    else if (command.type === 'REFUSE_RESULT') told[told.length - 1] ??= 'returned'
    else if (command.type === 'REOPEN') told[told.length - 1] ??= 'reopened'
  }
  // Without a history, the counts say it where there was only one kind.
  const { reworkCount, reopenCount } = ticket
  const guessed = reopenCount === 0 ? 'returned' : reworkCount === 0 ? 'reopened' : 'earlier'
  const last = ticket.results.length - 1
  return ticket.results.map((_, at) => {
    const isStanding = at === last && stands.includes(ticket.status) && ticket.closing !== 'declined'
    return isStanding ? undefined : (told[at] ?? guessed)
  })
}

export function returns(it: CardContext): TemplateResult | typeof nothing {
  const { ticket, t, formats, now, unitName } = it
  if (ticket.returns.length === 0) return nothing
  return html`<section class="section">
    <h3 class="section-title">${t.returns}</h3>
    ${newestFirst(ticket.returns).map(
      (returned) =>
        html`<article class="panel answer">
          <p class="badges">
            <b>${t.returnedBy(unitName(returned.unitId))}</b>
            <span class="badge" data-tone=${decisionTone(returned.decision)}
              >${t.decisions[returned.decision ?? 'pending']}</span
            >
          </p>
          <p class="text">${reasonLabel(it, returned.reasonCode)}${t.colon}${returned.explanation}</p>
          ${
            returned.suggestedUnitId
              ? html`<p>${t.suggests} <b>${unitName(returned.suggestedUnitId)}</b></p>`
              : nothing
          }
          ${
            returned.violatedMatterCode
              ? html`<p>${t.violates} <b>${matterName(it, returned.violatedMatterCode)}</b></p>`
              : nothing
          }
          ${
            returned.decisionText && returned.decision
              ? html`<p class="text">${t.decisions[returned.decision]}${t.colon}${returned.decisionText}</p>`
              : nothing
          }
          <p class="muted">${formats.dateTime(returned.at, now)}</p>
        </article>`,
    )}
  </section>`
}

const matterName = ({ city }: CardContext, code: string) =>
  city?.matters.find((it) => it.code === code)?.name ?? code

const decisionTone = (decision: Ticket['returns'][number]['decision']) =>
  decision === undefined ? 'warning' : decision === 'refused' ? 'danger' : 'neutral'

export function extensions({ ticket, t, words, formats, now }: CardContext): TemplateResult | typeof nothing {
  if (ticket.extensions.length === 0) return nothing
  const word = (decision: Ticket['extensions'][number]['decision']) =>
    decision === 'refused' ? t.refusedExtension : t.decisions[decision ?? 'pending']
  return html`<section class="section">
    <h3 class="section-title">${t.extensions}</h3>
    ${newestFirst(ticket.extensions).map(
      ({ by, reason, at, decision, decisionText }) =>
        html`<article class="panel answer">
          <p class="badges">
            <b>${t.extendBy(words.limit(by.amount, by.unit))}</b>
            <span
              class="badge"
              data-tone=${decision === 'granted' ? 'success' : decision ? 'neutral' : 'warning'}
              >${word(decision)}</span
            >
          </p>
          <p class="text">${reason}</p>
          ${decisionText ? html`<p class="text">${word(decision)}${t.colon}${decisionText}</p>` : nothing}
          <p class="muted">${formats.dateTime(at, now)}</p>
        </article>`,
    )}
  </section>`
}

export function suspension({ ticket, t, formats, now }: CardContext): TemplateResult | typeof nothing {
  const { suspension: parked } = ticket
  if (!parked) return nothing
  return html`<section class="section">
    <h3 class="section-title">${t.suspension}</h3>
    <article class="panel answer">
      <p class="text">${parked.plan}</p>
      <p class="muted">
        ${t.reviewBy} <time datetime=${parked.reviewAt}>${formats.dateTime(parked.reviewAt, now)}</time>
      </p>
    </article>
  </section>`
}

const newestFirst = <T>(all: readonly T[]): T[] => [...all].reverse()
