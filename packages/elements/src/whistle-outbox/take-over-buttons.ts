/** The ways out for what was typed for a step that is not possible any more. */
import type { OutboxItem } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import type { ItemContext } from './item-context.ts'
import { takers } from './take-over.ts'
import { textsOf } from './texts.ts'

/** What was typed is not lost with the step that it was typed for. */
export function takeOver(item: OutboxItem, it: ItemContext): TemplateResult | typeof nothing {
  const actions = it.around(item)?.view?.actions ?? []
  const possible = takers(item.command, actions, it.understood)
  const hasText = textsOf(item.command).length > 0
  if (possible.length === 0 && !hasText) return nothing
  return html`<div class="take-over">
    <p>${possible.length > 0 ? it.t.takeOver : it.t.kept}</p>
    <div class="button-row">
      ${possible.map(
        (action) =>
          html`<button
            class="button"
            type="button"
            data-take=${action.type}
            @click=${() => it.onTakeOver(item, action)}
          >
            ${it.words.commands[action.type]}
          </button>`,
      )}
      ${
        hasText
          ? html`<button class="button" data-copy type="button" @click=${() => it.onCopy(item)}>
              ${it.t.copy}
            </button>`
          : nothing
      }
    </div>
  </div>`
}
