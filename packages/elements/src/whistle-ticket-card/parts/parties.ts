/** Who whistled, who leads, who assists with what, and who led before. */
import { html, nothing, type TemplateResult } from 'lit'
import { checkIcon, clockIcon, unitIcon } from '../../internal/icons.ts'
import type { CardContext } from './context.ts'

export function parties(it: CardContext): TemplateResult | typeof nothing {
  const { ticket, t, words, formats, now, unitName } = it
  if (!ticket.communityId && !ticket.leadUnitId) return nothing
  const party = (role: string, id: string, more: TemplateResult | typeof nothing = nothing) =>
    html`<li class="party">
      ${unitIcon}
      <div><span class="muted">${role}</span><b>${unitName(id)}</b>${more}</div>
    </li>`
  return html`<section class="section">
    <h3 class="section-title">${t.parties}</h3>
    <ul class="parties">
      ${ticket.communityId ? party(words.units.community, ticket.communityId) : nothing}
      ${
        ticket.leadUnitId
          ? party(
              words.units.lead,
              ticket.leadUnitId,
              ticket.designated
                ? html`<span class="badge" data-tone="info">${words.flags.designated}</span>`
                : nothing,
            )
          : nothing
      }
      ${ticket.assists.map((assist) =>
        party(
          words.units.assist,
          assist.unitId,
          html`<p class="text">${assist.task}</p>
            ${assist.text ? html`<p class="text muted">${assist.text}</p>` : nothing}
            ${
              assist.lapsed
                ? html`<span class="badge">${t.lapsed}</span>`
                : assist.doneAt
                  ? html`<span class="badge" data-tone="success"
                      >${checkIcon}${t.done} ${formats.dateTime(assist.doneAt, now)}</span
                    >`
                  : html`<span class="badge" data-tone="warning">${clockIcon}${t.open}</span>`
            }`,
        ),
      )}
      ${[...new Set(ticket.formerLeadUnitIds)]
        .filter((id) => id !== ticket.leadUnitId)
        .map((id) => party(words.units.former, id))}
    </ul>
  </section>`
}
