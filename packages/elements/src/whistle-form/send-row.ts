/** The end of the form: how the last attempt went, where no field says it, and the buttons. */
import { html, nothing, type TemplateResult } from 'lit'
import { common } from '../internal/i18n/common.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import { errorIcon, whistleIcon } from '../internal/icons.ts'
import { notice } from '../internal/views.ts'
import { formMessages } from './messages.ts'
import { fieldOf } from './problems.ts'
import type { SendKind, Stage } from './sender.ts'

export interface SendRowLook {
  stage: Stage
  /** What is being sent is safe on this device already. */
  isSafe: boolean
  locale: Locale
  problemCount: number
  /** Photos, where the matter asks for them. */
  photos: { stored: number; all: number }
  mayWhistle: boolean
  savesDrafts: boolean
  send: (kind: SendKind) => void
}

export function sendRow(look: SendRowLook): TemplateResult {
  const { stage, locale, mayWhistle, savesDrafts, send } = look
  const t = messagesIn(formMessages, locale)
  const busy = stage.stage === 'uploading' || stage.stage === 'sending' ? 'true' : 'false'
  return html`${ending(look)}${mayWhistle ? nothing : notice('info', t.draftOnly)}
    <div class="send-row">
      ${
        mayWhistle
          ? html`<button class="button" data-kind="whistle" part="submit" type="submit" aria-disabled=${busy}>
              ${busyLabel('WHISTLE', look) ?? html`${whistleIcon}${t.whistle}`}
            </button>`
          : nothing
      }
      ${
        savesDrafts
          ? html`<button
              class="button"
              data-kind=${mayWhistle ? nothing : 'primary'}
              type="button"
              aria-disabled=${busy}
              @click=${() => send('EDIT')}
            >
              ${busyLabel('EDIT', look) ?? t.saveDraft}
            </button>`
          : nothing
      }
    </div>`
}

function ending({ stage, locale, problemCount, send }: SendRowLook): TemplateResult | typeof nothing {
  const t = messagesIn(formMessages, locale)
  const words = messagesIn(common, locale)
  const say = ({ zh, en }: { zh: string; en: string }) => (locale === 'en' ? en : zh)
  switch (stage.stage) {
    case 'saved':
      return notice('success', stage.pending ? messagesIn(common, locale).savedHere : t.saved)
    case 'conflict':
      return notice('warning', words.conflict)
    case 'released':
      return notice('warning', t.released)
    case 'refused':
      return fieldOf(stage.rejection) ? nothing : notice('danger', say(stage.rejection.message))
    case 'failed': {
      const retry = html`<button class="button" type="button" @click=${() => send(stage.kind)}>
        ${words.retry}
      </button>`
      return notice('danger', t.lost(say(stage.sentence)), retry)
    }
    default:
      return problemCount > 0
        ? html`<p class="error">${errorIcon}<span>${t.problems(problemCount)}</span></p>`
        : nothing
  }
}

function busyLabel(
  kind: SendKind,
  { stage, isSafe, locale, photos }: SendRowLook,
): TemplateResult | undefined {
  if ((stage.stage !== 'uploading' && stage.stage !== 'sending') || stage.kind !== kind) return undefined
  const t = messagesIn(formMessages, locale)
  const uploads = stage.stage === 'uploading' && photos.stored < photos.all
  const sending = kind === 'EDIT' ? t.saving : t.whistling
  const text = isSafe
    ? messagesIn(common, locale).savedSending
    : uploads
      ? t.uploading(photos.stored + 1, photos.all)
      : sending
  return html`<span class="spinner"></span><span>${text}</span>`
}
