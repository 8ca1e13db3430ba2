/** What a person may do about one thing that waits. */
import type { OutboxItem } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { isWhistle, ticketOf, type ItemContext } from './item-context.ts'

export function itemButtons(item: OutboxItem, it: ItemContext): TemplateResult {
  const { t } = it
  const { problem, state } = item
  const disabled = state === 'sending' || it.busy === item.commandId ? 'true' : nothing
  const isLate = problem?.kind === 'conflict' && !problem.stillAllowed
  const mayGo = !isLate && problem?.kind !== 'reused'
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
  return html`${isBarred(item, it) ? it.later?.takeOver(item, it) : nothing}
    <div class="button-row">
      ${
        // It waits for the one before it, whatever is pressed here.
        mayGo && !it.isBehind(item)
          ? button(problem?.kind === 'conflict' ? t.sendAnyway : t.retry, it.onRetry)
          : nothing
      }
      ${isLate ? button(t.checkAgain, it.onRetry) : nothing}
      ${mayGo && mayEdit(item) ? button(t.edit, it.onEdit) : nothing} ${opener(item, it)}
      ${button(t.discard, it.onDiscard, 'quiet')}
    </div>`
}

/** Whether its step is not possible on the ticket as it is now, or was taken as it was first written. */
function isBarred({ command, problem, ...item }: OutboxItem, it: ItemContext): boolean {
  if (problem?.kind === 'conflict') return !problem.stillAllowed
  if (problem?.kind === 'reused') return true
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

function opener(item: OutboxItem, it: ItemContext): TemplateResult {
  const href = it.href(item)
  const { open } = it.t
  return href === undefined
    ? html`<button class="button" type="button" @click=${() => it.onOpen(item)}>${open}</button>`
    : html`<a class="button" href=${href}>${open}</a>`
}
