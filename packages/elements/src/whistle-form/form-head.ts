/** The head of the form: whom one whistles for, the import from a chat, and what came back of an unsent one. */
import type { Unit } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import { whistleIcon } from '../internal/icons.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice } from '../internal/views.ts'
import type { ChatImport } from './chat/chat-import.ts'
import { formMessages } from './messages.ts'
import type { Restored } from './unsent-draft.ts'

export interface FormHeadLook {
  /** For whom it is whistled, where that is known. */
  unit: Unit | undefined
  /** Whether something that waits on this device is corrected. */
  corrects: boolean
  restored: Restored
  locale: Locale
  chat: ChatImport
  onStartOver: () => void
}

export function formHead(look: FormHeadLook): TemplateResult {
  const { unit, corrects, restored, locale, chat, onStartOver } = look
  const t = messagesIn(formMessages, locale)
  return html`<header class="form-head">
      ${whistleIcon}
      <div>
        <h2 class="form-title" tabindex="-1">${corrects ? t.correct : t.title}</h2>
        ${unit ? html`<p class="muted">${t.forCommunity(unitName(unit, locale))}</p>` : nothing}
      </div>
      ${corrects ? nothing : chat.button()}
    </header>
    ${chat.render()}
    ${
      restored === 'nothing'
        ? nothing
        : html`<div class="restored">
            ${notice(
              'info',
              restored === 'photos' ? t.restoredAll : t.restored,
              html`<button class="button" data-kind="quiet" type="button" @click=${onStartOver}>
                ${t.startOver}
              </button>`,
            )}
          </div>`
    }`
}
