/** What was read from a chat: each suggestion with its words, to take or to leave, and what is not in the form. */
import type { ChatReading } from '@chuishao/core/chat'
import { html, nothing, type TemplateResult } from 'lit'
import { closeIcon } from '../../internal/icons.ts'
import type { ChatMessages } from './messages.ts'
import { chatFields, type ChatField, type Choice, type Choices } from './suggestions.ts'

export interface ReadingProps {
  t: ChatMessages
  reading: ChatReading
  choices: Choices
  /** Fields that had somebody's own text when the chat was read. */
  kept: ReadonlySet<ChatField>
  summary: string[]
  /** Sentences that want a look: another community, photos that will not be sent. */
  notes: string[]
  isTaken: (field: ChatField, choice: Choice) => boolean
  onChoose: (field: ChatField, choice: Choice) => void
  onUndo: () => void
  onClose: () => void
}

export function readingView(props: ReadingProps): TemplateResult {
  const { t, reading, choices, kept, summary, notes, onUndo, onClose } = props
  // Its own words need no suggestion where they are in the form.
  const shown = chatFields.filter(
    (field) => choices[field].length > 0 && (field !== 'description' || kept.has(field)),
  )
  return html`<section class="panel chat" aria-labelledby="chat-title">
    <div class="chat-head">
      <h3 class="title" id="chat-title" tabindex="-1">${summary.join(' · ')}</h3>
      <button class="button" type="button" @click=${onUndo}>${t.undo}</button>
      <button class="icon-button" type="button" aria-label=${t.close} @click=${onClose}>${closeIcon}</button>
    </div>
    ${
      shown.length > 0
        ? html`<p class="hint">${t.how}</p>
            <dl class="chat-fields">${shown.map((field) => row(field, props))}</dl>`
        : nothing
    }
    ${notes.map((note) => html`<p class="chat-note">${note}</p>`)} ${restOf(reading, t)}
  </section>`
}

function row(field: ChatField, { t, choices, kept, isTaken, onChoose }: ReadingProps): TemplateResult {
  return html`<div>
    <dt id="chat-${field}">${t.fields[field]}</dt>
    <dd>
      <div class="chat-choices" role="group" aria-labelledby="chat-${field}">
        ${choices[field].map((choice) => pill(choice, t, isTaken(field, choice), () => onChoose(field, choice)))}
      </div>
      ${kept.has(field) ? html`<p class="hint">${t.yours}</p>` : nothing}
    </dd>
  </div>`
}

function pill(
  { label, words }: Choice,
  t: ChatMessages,
  taken: boolean,
  onClick: () => void,
): TemplateResult {
  return html`<button
    class="combo-pill chat-choice"
    type="button"
    aria-pressed=${taken ? 'true' : 'false'}
    @click=${onClick}
  >
    <span class="chat-mark" aria-hidden="true">${taken ? '✓' : '+'}</span>
    <span>${label} ${words && words !== label ? html`<small>${t.because(words)}</small>` : nothing}</span>
  </button>`
}

function restOf({ rest, leftOut }: ChatReading, t: ChatMessages): TemplateResult {
  const others = rest.filter(({ why }) => why === 'anotherMatter')
  const names = others.map(({ matter, text }) => matter?.name ?? beginningOf(text))
  const tooLong = rest.find(({ why }) => why === 'tooLong')
  const noise = leftOut.filter(({ kind }) => kind !== 'contact')
  return html`${others.length > 0 ? html`<p class="chat-note">${t.others(names.join('、'))}</p>` : nothing}
  ${
    tooLong
      ? html`<div class="chat-note">
          <p>${t.tooLong}</p>
          <p class="text">${tooLong.text}</p>
        </div>`
      : nothing
  }
  ${
    noise.length > 0
      ? html`<details class="more">
          <summary>${t.leftOut}</summary>
          <p class="hint">${noise.map(({ text }) => text.trim()).join(' · ')}</p>
        </details>`
      : nothing
  }`
}

/** Enough to know which one it is. */
const beginningOf = (text: string): string => {
  const chars = Array.from(text.replace(/\s+/g, ' '))
  return chars.length > 16 ? `${chars.slice(0, 15).join('')}…` : chars.join('')
}
