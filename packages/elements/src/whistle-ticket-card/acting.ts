/** What a person does with the ticket on the card: a button, the dialog that it opens, and how what they sent has ended. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AvailableCommand, TicketGateway, TicketView } from '@chuishao/core/service'
import type { Command, CommandType, Sentence } from '@chuishao/core/ticket'
import { nothing, type TemplateResult } from 'lit'
import { CommandController, type Sending } from '../internal/gateway/command-controller.ts'
import type { Waits } from '../internal/gateway/waiting-items.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { common } from '../internal/i18n/common.ts'
import { notice } from '../internal/views.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import type { WhistleCommandDialog } from './command-dialog/command-dialog.ts'
import { cardMessages } from './messages.ts'
import { askedFirst } from './parts/actions.ts'
import { steps } from './steps.ts'

/** The card around it. */
export interface ActingAround {
  shown: () => TicketView | undefined
  /** What of it waits on this device. */
  waits: () => Waits | undefined
  city: () => CityData | undefined
  gateway: () => TicketGateway | undefined
  /** Data in, events out: whoever gives the ticket sends the commands. */
  isGiven: () => boolean
  reload: () => Promise<void>
  announce: (text: string) => void
  onEdit: (ticketId: string) => void
  onCommand: (detail: { ticketId: string; command: Command; version: number }) => void
  onSent: (detail: { ticketId: string; type: CommandType; version: number }) => void
}

export const loadDialog = () => import('./command-dialog/command-dialog.ts')

export class Acting {
  /** Those that were opened; what was typed into one stays until it is sent. */
  dialogs: readonly WhistleCommandDialog[] = []
  readonly #host: WhistleElement
  readonly #around: ActingAround
  readonly #sending: CommandController
  #type: CommandType | undefined
  /** What was just sent, said in words. */
  #said = ''
  /** Until that has arrived, or needs somebody. */
  #saysThatItWaits = false

  constructor(host: WhistleElement, around: ActingAround) {
    this.#host = host
    this.#around = around
    this.#sending = new CommandController(host)
  }

  reset(): void {
    this.#said = ''
    this.dialogs = []
    this.#sending.reset()
  }

  /** The command that is on its way. */
  get busy(): CommandType | undefined {
    return this.#sending.busy ? this.#type : undefined
  }

  get pickedPhotos(): Blob[] {
    return this.dialogs.find(({ isOpen }) => isOpen)?.pickedPhotos ?? []
  }

  /** Hands what the card knows now on to its dialogs. */
  follow(): void {
    const data = this.#data
    for (const dialog of this.dialogs) {
      Object.assign(dialog, data)
      const now = data.view?.actions.find(({ type }) => type === dialog.action?.type)
      if (now?.enabled) dialog.action = now
    }
  }

  async choose(action: AvailableCommand): Promise<void> {
    const ticket = this.#around.shown()?.ticket
    if (!ticket || this.#sending.busy) return
    this.#said = ''
    this.#host.requestUpdate()
    if (action.type === 'EDIT') return this.#around.onEdit(ticket.id)
    const asks = action.fields.length > 0 || askedFirst.includes(action.type)
    if (asks) return this.#open(action)
    // Nothing is asked: the schema of such a command is its type alone.
    await this.#deliver({ type: action.type } as Command)
  }

  /** How it went, where no dialog tells it. */
  ending(failure: string | undefined): (TemplateResult | typeof nothing)[] {
    return [this.#trouble(failure), this.#success()]
  }

  #success(): TemplateResult | typeof nothing {
    const { toSend = 0, needsYou = 0 } = this.#around.waits() ?? {}
    if (this.#said && this.#saysThatItWaits) {
      if (needsYou > 0) return notice('warning', messagesIn(common, this.#host.locale).savedNeedsYou)
      if (toSend === 0) return nothing
    }
    return this.#said ? notice('success', this.#said) : nothing
  }

  get #data() {
    const { shown, city, gateway } = this.#around
    return { view: shown(), city: city(), gateway: gateway(), deliver: this.#deliver }
  }

  async #open(action: AvailableCommand): Promise<void> {
    const { WhistleCommandDialog: Dialog } = await loadDialog()
    // A tag of this card's own, so that two versions of the library on one page do not mix.
    Dialog.define(`${this.#host.localName}-command`)
    let dialog = this.dialogs.find((it) => it.action?.type === action.type)
    if (!dialog) {
      dialog = Object.assign(new Dialog(), { action })
      this.dialogs = [...this.dialogs, dialog]
    }
    Object.assign(dialog, this.#data, { action })
    this.#host.requestUpdate()
    await this.#host.updateComplete
    await dialog.show()
  }

  #deliver = async (command: Command): Promise<Sending> => {
    const { shown, gateway, isGiven, reload, onCommand } = this.#around
    const ticket = shown()?.ticket
    // It was discarded meanwhile: what was typed stays in its dialog.
    if (!ticket) return { state: 'failed', sentence: discarded }
    const through = isGiven() ? undefined : gateway()
    if (!through) {
      onCommand({ ticketId: ticket.id, command, version: ticket.version })
      this.#leave(command.type)
      return { state: 'idle' }
    }
    this.#type = command.type
    const ended = await this.#sending.send(through, ticket.id, command, ticket.version)
    if (ended.state === 'sent') await this.#onSent(command.type, ended.version, ended.pending)
    // A refusal may have been recorded, and then it is a step of its own.
    else if (ended.state === 'conflict' || ended.state === 'refused') await reload()
    return ended
  }

  async #onSent(type: CommandType, version: number, pending: boolean): Promise<void> {
    const { shown, announce, onSent, reload } = this.#around
    const { locale } = this.#host
    this.#saysThatItWaits = pending
    this.#said = pending
      ? messagesIn(common, locale).savedHere
      : messagesIn(cardMessages, locale).sent(messagesIn(steps, locale).commands[type])
    announce(this.#said)
    onSent({ ticketId: shown()?.ticket.id ?? '', type, version })
    await reload()
    this.#leave(type)
    await this.#host.updateComplete
    // The button that was pressed may be gone: the focus goes to what happens next.
    if (!this.#host.shadowRoot?.activeElement)
      this.#host.renderRoot.querySelector<HTMLElement>('.next')?.focus()
  }

  #leave(type: CommandType): void {
    for (const dialog of this.dialogs) if (dialog.action?.type === type) dialog.close()
    this.dialogs = this.dialogs.filter((dialog) => dialog.action?.type !== type)
    this.#host.requestUpdate()
  }

  /** What went wrong with a command of one tap; a dialog tells its own. */
  #trouble(failure: string | undefined): TemplateResult | typeof nothing {
    if (this.dialogs.some(({ isOpen }) => isOpen)) return nothing
    const { current } = this.#sending
    const say = ({ zh, en }: { zh: string; en: string }) => (this.#host.locale === 'en' ? en : zh)
    if (current.state === 'refused') return notice('danger', say(current.rejection.message))
    if (current.state === 'failed') return notice('danger', say(current.sentence))
    if (current.state === 'conflict') return notice('warning', messagesIn(common, this.#host.locale).conflict)
    return failure ? notice('danger', failure) : nothing
  }
}

const discarded: Sentence = {
  zh: '这张工单未发送，已在本机丢弃',
  en: 'This ticket was not sent: it was discarded on this device',
}
