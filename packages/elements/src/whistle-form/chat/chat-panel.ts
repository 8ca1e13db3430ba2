/** The import from chat: asks for a text, puts what is sure into fields that are empty, and takes all of it back again. */
import { readChat, type ChatReading } from '@chuishao/core/chat'
import type { Contact } from '@chuishao/core/ticket'
import { nothing, type TemplateResult } from 'lit'
import { messagesIn } from '../../internal/i18n/catalogue.ts'
import type { Photo } from '../../internal/photos/photo-list.ts'
import type { WhistleElement } from '../../internal/whistle-element.ts'
import type { FormFields } from '../form-fields.ts'
import { askView, type AskProps } from './ask-view.ts'
import type { Brought } from './chat-import.ts'
import { chatStyles } from './chat-panel.styles.ts'
import { ChatValues } from './chat-values.ts'
import { readClipboard } from './clipboard.ts'
import { chatMessages, type ChatMessages } from './messages.ts'
import { readingView } from './reading-view.ts'
import { chatFields, choicesOf, noChoices, type ChatField, type Choice, type Choices } from './suggestions.ts'

interface Shown {
  reading: ChatReading
  choices: Choices
  /** Fields that had somebody's own text when the chat was read. */
  kept: Set<ChatField>
  /** Whom to call back, for the matters that are left. */
  contact: Contact
}

/** The time is a line below the words it stands with. */
const fillingOrder = ['community', 'matter', 'address', 'description', 'time', 'name', 'phone'] as const

export class ChatPanel {
  readonly #host: WhistleElement
  readonly #fields: FormFields
  readonly #values: ChatValues
  #asking = false
  #text = ''
  #problem: AskProps['problem']
  #shown: Shown | undefined
  /** Photos that were there before. */
  #ownPhotos: ReadonlySet<number> = new Set()

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
    const { reading, contact } = this.#shown ?? {}
    const others = reading?.rest.filter(({ why }) => why === 'anotherMatter') ?? []
    if (others.length === 0) return undefined
    return () => this.#read(others.map(({ text }) => text).join('\n'), contact)
  }

  close(): void {
    this.#shown = undefined
    this.#ask(false)
  }

  get #texts(): ChatMessages {
    return messagesIn(chatMessages, this.#host.locale)
  }

  /** Photos that came from the chat. */
  get #photos(): Photo[] {
    return this.#shown ? this.#fields.photos.list.photos.filter(({ id }) => !this.#ownPhotos.has(id)) : []
  }

  #ask(asking: boolean, problem?: AskProps['problem']): void {
    this.#asking = asking
    this.#problem = problem
    this.#host.requestUpdate()
  }

  async #take({ text, files }: Brought): Promise<void> {
    const pictures = files.filter(({ type }) => type.startsWith('image/'))
    if (!text.trim() && pictures.length === 0) {
      this.#ask(true, 'nothingRead')
      return this.#focus('#chat-text')
    }
    if (text.trim()) this.#read(text)
    else this.#show({ reading: nothingSaid, choices: noChoices, kept: new Set(), contact: {} })
    const adding = pictures.length > 0 ? this.#fields.photos.add(pictures) : undefined
    await this.#focus('#chat-title')
    // One that is no photo is refused when it has been looked at.
    await adding
    this.#fields.around.announce(this.#summary().join('，'))
  }

  #read(text: string, carried: Contact = {}): void {
    const { communityId, asksCommunity, around } = this.#fields
    const reading = readChat(text, {
      matters: around.matters(),
      units: around.units(),
      crs: around.crs(),
      ...(communityId !== undefined && { communityId }),
      now: new Date().toISOString(),
    })
    const { locale } = this.#host
    const choices: Choices = {
      ...choicesOf(reading, this.#texts, (it) => (locale === 'en' ? it.en : it.zh), carried),
      ...(!asksCommunity && { community: [] }),
      ...(!around.takesContacts() && { name: [], phone: [] }),
    }
    const kept = new Set(chatFields.filter((field) => !this.#values.isFree(field)))
    this.#values.forget()
    this.#text = ''
    this.#show({ reading, choices, kept, contact: { ...carried, ...reading.draft.contact } })
    for (const field of fillingOrder) {
      const sure = choices[field].find((it) => it.sure)
      if (sure && !kept.has(field)) this.#values.put(field, sure.value)
    }
    this.#fields.around.onChange()
  }

  #show(shown: Shown): void {
    this.#ownPhotos = new Set(this.#fields.photos.list.photos.map(({ id }) => id))
    this.#shown = shown
    this.#ask(false)
  }

  #undo = async (): Promise<void> => {
    this.#values.undo()
    for (const { id } of this.#photos) this.#fields.photos.list.remove(id)
    this.close()
    this.#fields.around.onChange()
    await this.#focus('.from-chat')
  }

  #choose = (field: ChatField, { value, moves }: Choice): void => {
    const taken = this.#values.has(field, value)
    if (taken) this.#values.takeOut(field, value)
    else {
      const others = field === 'time' ? (this.#shown?.choices.time ?? []) : []
      for (const other of others) this.#values.takeOut(field, other.value)
      this.#values.put(field, value)
    }
    if (moves) this.#values.move(moves, taken ? 'description' : 'contact')
    this.#fields.around.onChange()
    this.#host.requestUpdate()
  }

  #fromClipboard = async (): Promise<void> => {
    const brought = await readClipboard()
    if (brought) return this.#take(brought)
    this.#ask(true, 'clipboardDenied')
    await this.#focus('#chat-text')
  }

  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  #isTaken = (field: ChatField, { value }: Choice): boolean => this.#values.has(field, value)

  #summary(): string[] {
    const t = this.#texts
    const { choices = noChoices } = this.#shown ?? {}
    const said = chatFields.filter((field) => choices[field].length > 0)
    const taken = said.filter((field) => choices[field].some((choice) => this.#isTaken(field, choice)))
    const open = said.length - taken.length
    const photos = this.#photos.length
    return [
      ...(said.length > 0 || photos === 0 ? [t.filled(taken.length)] : []),
      ...(open > 0 ? [t.toChoose(open)] : []),
      ...(photos > 0 ? [t.photos(photos)] : []),
    ]
  }

  #notes({ evidence }: ChatReading): string[] {
    const t = this.#texts
    const { asksCommunity, communityId, asksPhotos, matter } = this.#fields
    const [named] = evidence.communities
    const elsewhere = named?.sure === true && !asksCommunity && named.unit.id !== communityId
    return [
      ...(elsewhere ? [t.elsewhere(named.unit.name, named.because.map(({ text }) => text).join('…'))] : []),
      ...(this.#photos.length > 0 && !asksPhotos ? [matter.value ? t.photosNotTaken : t.photosLater] : []),
    ]
  }

  render(): TemplateResult | typeof nothing {
    const t = this.#texts
    if (this.#asking)
      return askView({
        t,
        text: this.#text,
        problem: this.#problem,
        onText: (text) => (this.#text = text),
        onRead: () => void this.#take({ text: this.#text, files: [] }),
        onBrought: (brought) => void this.#take(brought),
        onClipboard: this.#fromClipboard,
        onCancel: () => {
          this.#ask(false)
          void this.#focus('.from-chat')
        },
      })
    if (!this.#shown) return nothing
    return readingView({
      t,
      ...this.#shown,
      summary: this.#summary(),
      notes: this.#notes(this.#shown.reading),
      isTaken: this.#isTaken,
      onChoose: this.#choose,
      onUndo: this.#undo,
      onClose: () => this.close(),
    })
  }
}

const nothingSaid: ChatReading = {
  draft: {},
  evidence: { matters: [], places: [], communities: [], times: [], phones: [], names: [] },
  rest: [],
  leftOut: [],
}
