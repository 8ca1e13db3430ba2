/**
 * What was copied from a work group, pasted or dropped anywhere in an empty form. Here is only the way in: the reader and
 * all that shows what it read are fetched when somebody comes with something.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../../internal/i18n/catalogue.ts'
import { chatIcon } from '../../internal/icons.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import type { FormFields } from '../form-fields.ts'
import { formMessages } from '../messages.ts'
import type { ChatPanel } from './chat-panel.ts'

/** What a clipboard or a drag carries; gone when its event is over. */
export interface Brought {
  text: string
  files: File[]
}

const broughtBy = (data: DataTransfer | null): Brought => ({
  text: data?.getData('text') ?? '',
  files: [...(data?.files ?? [])],
})

export class ChatImport {
  readonly #host: WhistleElement
  readonly #fields: FormFields
  #panel: ChatPanel | undefined

  constructor(host: WhistleElement, fields: FormFields) {
    this.#host = host
    this.#fields = fields
  }

  /** Opens the panel, and reads what was brought. Without a network there is no panel, and the form is as it was. */
  async open(brought?: Brought): Promise<void> {
    try {
      const { ChatPanel } = await import('./chat-panel.ts')
      this.#panel ??= new ChatPanel(this.#host, this.#fields)
      await this.#panel.open(brought)
    } catch {
      this.#fields.around.announce(messagesIn(formMessages, this.#host.locale).chatFailed)
    }
  }

  close(): void {
    this.#panel?.close()
  }

  /** Fills a new form with what the last text said of another matter, if it did. */
  next(): (() => void) | undefined {
    return this.#panel?.next()
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
    const { text, files } = broughtBy(data)
    if (event.defaultPrevented || !this.#fields.isEmpty) return
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
    return this.#panel?.render() ?? nothing
  }
}
