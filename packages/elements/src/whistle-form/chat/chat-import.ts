/**
 * What was copied from a work group, pasted or dropped anywhere in an empty form. Here is only the way in: the reader and
 * all that shows what it read are fetched when somebody comes with something.
 */
import type { Sentence } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { sentenceOf } from '../../internal/gateway/failure.ts'
import { messagesIn } from '../../internal/i18n/catalogue.ts'
import { chatIcon } from '../../internal/icons.ts'
import { notice } from '../../internal/views.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import type { FormFields } from '../form-fields.ts'
import { formMessages } from '../messages.ts'
import type { ChatPanel } from './chat-panel.ts'

/** What a clipboard or a drag carries; gone when its event is over. */
export interface Brought {
  text: string
  files: File[]
}

export class ChatImport {
  /** What shows a text that was read; absent until somebody comes with one. */
  panel: ChatPanel | undefined
  readonly #host: WhistleElement
  readonly #fields: FormFields
  #failure: Sentence | undefined

  constructor(host: WhistleElement, fields: FormFields) {
    this.#host = host
    this.#fields = fields
  }

  /** Opens the panel, and reads what was brought. Where it cannot be fetched, the form is as it was. */
  async open(brought?: Brought): Promise<void> {
    this.#failure = undefined
    try {
      const { ChatPanel } = await import('./chat-panel.ts')
      this.panel ??= new ChatPanel(this.#host, this.#fields)
      await this.panel.open(brought)
    } catch (error) {
      this.#failure = sentenceOf(error)
      this.#host.requestUpdate()
    }
  }

  readonly onPaste = (event: ClipboardEvent): void => {
    const { asksPhotos, photos } = this.#fields
    if (asksPhotos) photos.onPaste(event)
    else this.#take(event, event.clipboardData)
  }
  readonly onDrop = (event: DragEvent): void => this.#take(event, event.dataTransfer)
  readonly onDragOver = (event: DragEvent): void => {
    if (this.#fields.isEmpty) event.preventDefault()
  }

  #take(event: Event, data: DataTransfer | null): void {
    if (!data || event.defaultPrevented || !this.#fields.isEmpty) return
    const text = data.getData('text')
    const files = [...data.files]
    // A few words are for the field that they are pasted into.
    const { target } = event
    const isField = target instanceof HTMLElement && target.matches('input,textarea')
    if (text ? isField && !/\n|.{20}/.test(text.trim()) : files.length === 0) return
    event.preventDefault()
    void this.open({ text, files })
  }

  button(): TemplateResult {
    return html`<button class="button from-chat" data-kind="quiet" type="button" @click=${() => this.open()}>
      ${chatIcon}${messagesIn(formMessages, this.#host.locale).fromChat}
    </button>`
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#failure) return this.panel?.render() ?? nothing
    return notice('danger', this.#failure[this.#host.locale === 'en' ? 'en' : 'zh'])
  }
}
