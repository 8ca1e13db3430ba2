/** The box that a text is pasted into: on a phone, and where nothing was pasted into the form itself. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Brought } from './chat-import.ts'
import { readClipboard } from './clipboard.ts'
import type { ChatMessages } from './messages.ts'

export interface AskProps {
  t: ChatMessages
  text: string
  problem: 'nothingRead' | 'clipboardDenied' | undefined
  onText: (text: string) => void
  onRead: () => void
  onBrought: (brought: Brought) => void
  onClipboard: () => void
  onCancel: () => void
}

export const askView = ({
  t,
  text,
  problem,
  onText,
  onRead,
  onBrought,
  onClipboard,
  onCancel,
}: AskProps): TemplateResult =>
  html`<section class="panel chat" aria-labelledby="chat-title">
    <h3 class="title" id="chat-title">${t.title}</h3>
    <label class="label" for="chat-text">${t.paste}</label>
    <textarea
      class="input"
      id="chat-text"
      rows="4"
      aria-describedby="chat-hint chat-problem"
      .value=${text}
      @input=${({ currentTarget }: Event & { currentTarget: HTMLTextAreaElement }) =>
        onText(currentTarget.value)}
      @paste=${(event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }) => {
        const { clipboardData, currentTarget } = event
        // Pasted at once is read at once; what is pasted into other words waits for the button.
        if (currentTarget.value.trim() || !clipboardData) return
        event.preventDefault()
        event.stopPropagation()
        onBrought({ text: clipboardData.getData('text'), files: [...clipboardData.files] })
      }}
    ></textarea>
    <p class="hint" id="chat-hint">${t.pasteHint}</p>
    <p class="hint" id="chat-problem" role="alert" ?data-empty=${!problem}>
      ${problem ? t[problem] : nothing}
    </p>
    <div class="button-row">
      <button class="button" data-kind="primary" type="button" @click=${onRead}>${t.read}</button>
      ${
        readClipboard.isThere()
          ? html`<button class="button" type="button" @click=${onClipboard}>${t.fromClipboard}</button>`
          : nothing
      }
      <button class="button" data-kind="quiet" type="button" @click=${onCancel}>${t.cancel}</button>
    </div>
  </section>`
