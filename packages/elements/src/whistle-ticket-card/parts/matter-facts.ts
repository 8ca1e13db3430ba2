/** What the matter list says about this matter, as it read at dispatch. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CardContext } from './context.ts'

export function matterFacts({ ticket, city, t, words }: CardContext): TemplateResult | typeof nothing {
  const { matter } = ticket
  if (!matter) return nothing
  const row = (label: string, value: string | undefined) =>
    value
      ? html`<dt>${label}</dt>
          <dd class="text">${value}</dd>`
      : nothing
  return html`<details class="section facts">
    <summary class="section-title">${t.matter}</summary>
    <dl class="rows">
      ${row(t.closingConditions, matter.closingConditions)} ${row(t.procedure, matter.procedure)}
      ${row(t.legalBasis, matter.legalBasis)} ${row(t.route, words.routes[matter.route])}
      ${row(t.category, matter.category)} ${row(t.matterCode, matter.code)}
      ${row(t.notes, city?.policy.notes.join('\n'))}
    </dl>
  </details>`
}
