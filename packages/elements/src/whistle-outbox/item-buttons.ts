/** What a person may do about one thing that waits. */
import type { OutboxItem } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { isWhistle, ticketOf, type ItemContext } from './item-context.ts'
import { takers, textsOf } from './take-over.ts'

export function itemButtons(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const { problem, state } = item
  const disabled = state === 'sending' || it.busy === item.commandId ? 'true' : nothing
  const mayGo = problem?.kind !== 'conflict' || problem.stillAllowed
  const button = (label: string, onClick: (item: OutboxItem) => void, kind?: string) =>
    html`<button
      class="button"
      data-kind=${kind ?? nothing}
      type="button"
      aria-disabled=${disabled}
      @click=${() => onClick(item)}
    >
      ${label}
    </button>`
  return html`${isBarred(item, it) ? takeOver(item, it) : nothing}
    <div class="button-row">
      ${
        // It waits for the one before it, whatever is pressed here.
        mayGo && !it.isBehind(item)
          ? button(problem?.kind === 'conflict' ? t.sendAnyway : t.retry, it.onRetry)
          : nothing
      }
      ${mayGo && mayEdit(item) ? button(t.edit, it.onEdit) : nothing} ${opener(item, it)}
      ${button(t.discard, it.onDiscard, 'quiet')}
    </div>`
}

/** Whether its step is not possible on the ticket as it is now. */
function isBarred({ command, problem, ...item }: OutboxItem, it: ItemContext): boolean {
  if (problem?.kind === 'conflict') return !problem.stillAllowed
  const { view } = it.around({ command, ...item }) ?? {}
  return (
    problem?.kind === 'refused' &&
    view !== undefined &&
    !view.actions.some(({ type, enabled }) => enabled && type === command.type)
  )
}

/** A whistle in its form; of the rest what asks for something, where the device knows its ticket. */
const mayEdit = (item: OutboxItem): boolean =>
  isWhistle(item) || (ticketOf(item) !== undefined && Object.keys(item.command).length > 1)

/** What was typed is not lost with the step that it was typed for. */
function takeOver(item: OutboxItem, it: ItemContext): TemplateResult | typeof nothing {
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

function opener(item: OutboxItem, it: ItemContext): TemplateResult {
  const href = it.href(item)
  const { open } = it.t
  return href === undefined
    ? html`<button class="button" type="button" @click=${() => it.onOpen(item)}>${open}</button>`
    : html`<a class="button" href=${href}>${open}</a>`
}
