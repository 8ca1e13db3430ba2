/** Asks before something is discarded, and names everything that goes with it. */
import type { Outbox, OutboxItem } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { mayBeThere } from '../internal/gateway/waiting-items.ts'
import { textsOf } from './texts.ts'
import { itemTitle, type ItemContext } from './item-context.ts'

export interface DiscardQuestion {
  item: OutboxItem
  /** They cannot arrive without it: all that waits behind the whistle of their ticket. */
  followers: readonly OutboxItem[]
  cancel: string
  onCancel: () => void
  onDiscard: () => void
  onClose: () => void
}

export function discardQuestion(
  { item, followers, cancel, onCancel, onDiscard, onClose }: DiscardQuestion,
  it: ItemContext,
): TemplateResult {
  const { t } = it
  return html`<dialog class="dialog question" aria-labelledby="discard-title" @close=${onClose}>
    <h2 class="dialog-title" id="discard-title">${t.discardTitle(followers.length + 1)}</h2>
    <div class="stack">
      <p><b>${itemTitle(item, it)}</b></p>
      ${
        followers.length > 0
          ? html`<p>${t.discardFollowers(followers.length)}</p>
              <ul class="followers">
                ${followers.map((follower) => html`<li>${named(follower, it)}</li>`)}
              </ul>`
          : nothing
      }
      <p>${t.discardNote}</p>
      ${mayBeThere(item) ? html`<p>${t.discardAttempted}</p>` : nothing}
      ${item.problem?.kind === 'reused' ? html`<p>${t.discardCorrection}</p>` : nothing}
    </div>
    <div class="dialog-actions">
      <button class="button" type="button" @click=${onCancel}>${cancel}</button>
      <button class="button" data-kind="danger" type="button" @click=${onDiscard}>
        ${t.discardAll(followers.length + 1)}
      </button>
    </div>
  </dialog>`
}

const named = ({ command, savedAt }: OutboxItem, { words, formats }: ItemContext) =>
  [words.commands[command.type], textsOf(command)[0] ?? formats.dateTime(savedAt)].join(' · ')

/** The last first, so that nothing is left without what it stands on. False where one of them is on its way. */
export async function discardAll(outbox: Outbox, items: readonly OutboxItem[]): Promise<boolean> {
  for (const { commandId } of [...items].reverse()) {
    if (await outbox.discard(commandId)) continue
    const { items: left } = await outbox.read()
    if (left.some((it) => it.commandId === commandId)) return false
  }
  return true
}
