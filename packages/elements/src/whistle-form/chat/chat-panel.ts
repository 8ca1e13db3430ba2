/** Where a text from a chat is pasted, and then what was read from it: each suggestion with its words, to take or to leave. */
import { readChat, type ChatReading } from '@chuishao/core/chat'
import type { Contact } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../../internal/i18n/catalogue.ts'
import { checkIcon, closeIcon, plusIcon } from '../../internal/icons.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import type { FormFields } from '../form-fields.ts'
import type { Brought } from './chat-import.ts'
import { chatStyles } from './chat-panel.styles.ts'
import { ChatValues } from './chat-values.ts'
import { readClipboard } from './clipboard.ts'
import { chatMessages, type ChatMessages } from './messages.ts'
import { chatFields, choicesOf, type ChatField, type Choice, type Choices } from './suggestions.ts'

interface Shown {
  reading: ChatReading
  choices: Choices
  /** Fields that had somebody's own text when the chat was read. */
  kept: Set<ChatField>
}

export class ChatPanel {
  readonly #host: WhistleElement
  readonly #fields: FormFields
  readonly #values: ChatValues
  #asking = false
  #text = ''
  #problem: 'nothingRead' | 'clipboardDenied' | undefined
  #photos = 0
  #shown: Shown | undefined

  constructor(host: WhistleElement, fields: FormFields) {
    this.#host = host
    this.#fields = fields
    this.#values = new ChatValues(fields)
    const { styleSheet } = chatStyles
    const root = host.shadowRoot
    if (root && styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet]
  }

  /** Asks for a text where none was brought. */
  async open(brought?: Brought): Promise<void> {
    if (brought) return this.#take(brought)
    this.#asking = true
    await this.#focus('#chat-text')
  }

  /** What the last text said of another matter, to be read into a new form. */
  next(): (() => void) | undefined {
    const { reading } = this.#shown ?? {}
    const [next, ...left] = reading?.rest.filter(({ why }) => why === 'anotherMatter') ?? []
    if (!reading || !next) return undefined
    return () => this.#read([next, ...left].map(({ text }) => text).join('\n'), reading.draft.contact)
  }

  close(): void {
    this.#asking = false
    this.#problem = undefined
    this.#shown = undefined
    this.#photos = 0
    this.#host.requestUpdate()
  }

  get #texts(): ChatMessages {
    return messagesIn(chatMessages, this.#host.locale)
  }

  async #take({ text, files }: Brought): Promise<void> {
    const pictures = files.filter(({ type }) => type.startsWith('image/'))
    if (!text.trim() && pictures.length === 0) {
      this.#asking = true
      this.#problem = 'nothingRead'
      return this.#focus('#chat-text')
    }
    if (text.trim()) this.#read(text)
    else this.#shown ??= { reading: nothingSaid, choices: noChoices, kept: new Set() }
    this.#asking = false
    const { photos } = this.#fields
    const before = photos.list.photos.length - this.#photos
    const count = () => (this.#photos = photos.list.photos.length - before)
    const adding = pictures.length > 0 ? photos.add(pictures) : undefined
    count()
    await this.#focus('#chat-title')
    // One that is no photo is refused when it has been looked at.
    await adding
    count()
    this.#fields.around.announce(this.#summary().join('，'))
  }

  #read(text: string, carried: Contact = {}): void {
    const { communityId, asksCommunity: asked } = this.#fields
    const { matters, units, crs } = this.#fields.around
    const reading = readChat(text, {
      matters: matters(),
      units: units(),
      crs: crs(),
      ...(communityId !== undefined && { communityId }),
      now: new Date().toISOString(),
    })
    const say = (sentence: { zh: string; en: string }) =>
      this.#host.locale === 'en' ? sentence.en : sentence.zh
    const choices: Choices = {
      ...choicesOf(reading, this.#texts, say, carried),
      ...(!asked && { community: [] }),
    }
    const kept = new Set(chatFields.filter((field) => !this.#values.isFree(field)))
    this.#values.forget()
    this.#asking = false
    this.#text = ''
    this.#problem = undefined
    this.#shown = { reading, choices, kept }
    // The time is a line below the words it stands with.
    for (const field of ['community', 'matter', 'address', 'description', 'time', 'name', 'phone'] as const) {
      const sure = choices[field].find((it) => it.sure)
      if (sure && !kept.has(field)) this.#values.put(field, sure.value)
    }
    this.#edited()
  }

  #edited(): void {
    this.#fields.around.onChange()
    this.#host.requestUpdate()
  }

  #undo = async (): Promise<void> => {
    this.#values.undo()
    this.close()
    this.#edited()
    await this.#focus('.from-chat')
  }

  #choose(field: ChatField, { value, words }: Choice): void {
    const isContact = field === 'phone'
    if (this.#values.has(field, value)) {
      this.#values.takeOut(field, value)
      if (isContact) this.#values.move(words, 'description')
    } else {
      if (field === 'time')
        for (const it of this.#shown?.choices.time ?? []) this.#values.takeOut('time', it.value)
      this.#values.put(field, value)
      if (isContact) this.#values.move(words, 'contact')
    }
    this.#edited()
  }

  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  render(): TemplateResult | typeof nothing {
    if (this.#asking) return this.#ask()
    return this.#shown ? this.#result(this.#shown) : nothing
  }

  #ask(): TemplateResult {
    const t = this.#texts
    return html`<section class="panel chat" aria-labelledby="chat-title">
      <h3 class="title" id="chat-title">${t.title}</h3>
      <label class="label" for="chat-text">${t.paste}</label>
      <textarea
        class="input"
        id="chat-text"
        rows="4"
        aria-describedby="chat-hint chat-problem"
        .value=${this.#text}
        @input=${({ currentTarget }: Event & { currentTarget: HTMLTextAreaElement }) => {
          this.#text = currentTarget.value
        }}
        @paste=${this.#onPaste}
      ></textarea>
      <p class="hint" id="chat-hint">${t.pasteHint}</p>
      <p class="hint" id="chat-problem" role="alert" ?data-empty=${!this.#problem}>
        ${this.#problem ? t[this.#problem] : nothing}
      </p>
      <div class="button-row">
        <button
          class="button"
          data-kind="primary"
          type="button"
          @click=${() => this.#take({ text: this.#text, files: [] })}
        >
          ${t.read}
        </button>
        ${
          readClipboard.isThere()
            ? html`<button class="button" type="button" @click=${this.#fromClipboard}>
                ${t.fromClipboard}
              </button>`
            : nothing
        }
        <button class="button" data-kind="quiet" type="button" @click=${this.#cancel}>${t.cancel}</button>
      </div>
    </section>`
  }

  /** Pasted at once is read at once; what is pasted into other words waits for the button. */
  #onPaste = (event: ClipboardEvent): void => {
    const { clipboardData } = event
    if (this.#text.trim() || !clipboardData) return
    event.preventDefault()
    event.stopPropagation()
    void this.#take({ text: clipboardData.getData('text'), files: [...clipboardData.files] })
  }

  #fromClipboard = async (): Promise<void> => {
    const brought = await readClipboard()
    if (brought) return this.#take(brought)
    this.#problem = 'clipboardDenied'
    await this.#focus('#chat-text')
  }

  #cancel = async (): Promise<void> => {
    this.#asking = false
    this.#problem = undefined
    await this.#focus('.from-chat')
  }

  #summary(): string[] {
    const t = this.#texts
    const all = chatFields.map((field) => this.#shown?.choices[field] ?? [])
    const taken = all.filter((choices, at) =>
      choices.some(({ value }) => this.#values.has(fieldAt(at), value)),
    )
    const open = all.filter((choices) => choices.length > 0).length - taken.length
    const said = all.some((choices) => choices.length > 0)
    return [
      ...(said || this.#photos === 0 ? [t.filled(taken.length)] : []),
      ...(open > 0 ? [t.toChoose(open)] : []),
      ...(this.#photos > 0 ? [t.photos(this.#photos)] : []),
    ]
  }

  #result({ reading, choices, kept }: Shown): TemplateResult {
    const t = this.#texts
    const others = reading.rest.filter(({ why }) => why === 'anotherMatter')
    const tooLong = reading.rest.find(({ why }) => why === 'tooLong')
    const left = reading.leftOut.filter(({ kind }) => kind !== 'contact')
    return html`<section class="panel chat" aria-labelledby="chat-title">
      <div class="chat-head">
        <h3 class="title" id="chat-title" tabindex="-1">${this.#summary().join(' · ')}</h3>
        <button class="button" type="button" @click=${this.#undo}>${t.undo}</button>
        <button class="icon-button" type="button" aria-label=${t.close} @click=${() => this.close()}>
          ${closeIcon}
        </button>
      </div>
      ${chatFields.some((field) => choices[field].length > 0) ? html`<p class="hint">${t.how}</p>` : nothing}
      <dl class="chat-fields">
        ${chatFields.map((field) => this.#row(field, choices[field], kept.has(field)))}
      </dl>
      ${this.#elsewhere(reading)} ${this.#photoNote()}
      ${
        others.length > 0
          ? html`<p class="chat-note">
              ${t.others(others.map(({ matter, text }) => matter?.name ?? beginningOf(text)).join('、'))}
            </p>`
          : nothing
      }
      ${
        tooLong
          ? html`<div class="chat-note">
              <p>${t.tooLong}</p>
              <p class="text">${tooLong.text}</p>
            </div>`
          : nothing
      }
      ${
        left.length > 0
          ? html`<details class="more">
              <summary>${t.leftOut}</summary>
              <p class="hint">${left.map(({ text }) => text.trim()).join(' · ')}</p>
            </details>`
          : nothing
      }
    </section>`
  }

  #row(field: ChatField, choices: readonly Choice[], kept: boolean): TemplateResult | typeof nothing {
    const t = this.#texts
    // Its own words need no suggestion where they are in the form.
    const shown = field === 'description' && !kept ? [] : choices
    if (shown.length === 0) return nothing
    return html`<div>
      <dt id="chat-${field}">${t.fields[field]}</dt>
      <dd>
        <div class="chat-choices" role="group" aria-labelledby="chat-${field}">
          ${shown.map((choice) => {
            const taken = this.#values.has(field, choice.value)
            return html`<button
              class="combo-pill chat-choice"
              type="button"
              aria-pressed=${taken ? 'true' : 'false'}
              @click=${() => this.#choose(field, choice)}
            >
              ${taken ? checkIcon : plusIcon}
              <span>
                ${choice.label}
                ${choice.words && choice.words !== choice.label ? html`<small>${t.because(choice.words)}</small>` : nothing}
              </span>
            </button>`
          })}
        </div>
        ${kept ? html`<p class="hint">${t.yours}</p>` : nothing}
      </dd>
    </div>`
  }

  #elsewhere({ evidence }: ChatReading): TemplateResult | typeof nothing {
    const [named] = evidence.communities
    if (this.#fields.asksCommunity || !named?.sure || named.unit.id === this.#fields.communityId)
      return nothing
    const words = named.because.map(({ text }) => text).join('…')
    return html`<p class="chat-note">${this.#texts.elsewhere(named.unit.name, words)}</p>`
  }

  #photoNote(): TemplateResult | typeof nothing {
    if (this.#photos === 0 || this.#fields.asksPhotos) return nothing
    const t = this.#texts
    return html`<p class="chat-note">${this.#fields.matter.value ? t.photosNotTaken : t.photosLater}</p>`
  }
}

/** Enough to know which one it is. */
const beginningOf = (text: string): string => {
  const chars = Array.from(text.replace(/\s+/g, ' '))
  return chars.length > 16 ? `${chars.slice(0, 15).join('')}…` : chars.join('')
}

const fieldAt = (at: number): ChatField => chatFields[at] ?? 'matter'

const noChoices: Choices = {
  community: [],
  matter: [],
  address: [],
  time: [],
  description: [],
  name: [],
  phone: [],
}
const nothingSaid: ChatReading = {
  draft: {},
  evidence: { matters: [], places: [], communities: [], times: [], phones: [], names: [] },
  rest: [],
  leftOut: [],
}
