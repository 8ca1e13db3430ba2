/** The dialogs in which what waits is corrected: the whistle form for a whistle, and the card's own for everything else. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AvailableCommand, OutboxItem, TicketGateway } from '@chuishao/core/service'
import type { Command, Sentence } from '@chuishao/core/ticket'
import { nothing } from 'lit'
import { html as staticHtml, unsafeStatic, type StaticValue } from 'lit/static-html.js'
import { tagInUse, tagOf } from '../internal/define.ts'
import { CommandController } from '../internal/gateway/command-controller.ts'
import { correctsInVain } from '../internal/gateway/waiting-items.ts'
import { messagesIn } from '../internal/i18n/catalogue.ts'
import { common } from '../internal/i18n/common.ts'
import type { WhistleElement } from '../internal/whistle-element.ts'
import { WhistleCommandDialog } from '../whistle-ticket-card/command-dialog/command-dialog.ts'
import { beginCorrection, corrected, tellThatItIsGone, type CorrectionOptions } from './corrected-command.ts'
import { outboxMessages } from './messages.ts'

export interface DialogsAround {
  gateway: () => TicketGateway | undefined
  city: () => CityData | undefined
  say: (sentence: Sentence) => string
  /** Something was corrected, and is on its way. */
  onDone: () => void
}

export class CorrectionDialogs {
  readonly #host: WhistleElement
  readonly #around: DialogsAround
  readonly #sending: CommandController
  #formTag: StaticValue | undefined
  /** The whistle that stands in the form; it stays there, as it was typed, until another one does. */
  #whistle: string | undefined
  /** That one waits no more: what stands in the form stands nowhere else. */
  #isGone = false
  #command: { key: string; dialog: WhistleCommandDialog; options: CorrectionOptions } | undefined

  constructor(host: WhistleElement, around: DialogsAround) {
    this.#host = host
    this.#around = around
    this.#sending = new CommandController(host)
  }

  /** Before it is needed: without a network it could not be had. */
  async load(): Promise<void> {
    const known = tagInUse('whistle-form')
    this.#formTag ??= known
      ? unsafeStatic(known)
      : tagOf((await import('../whistle-form/whistle-form.ts')).WhistleForm)
  }

  /** Opens a whistle in its form. */
  async openWhistle(commandId: string): Promise<void> {
    await this.load()
    this.#whistle = commandId
    this.#isGone = false
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#formDialog?.showModal()
  }

  /**
   * Opens any other command, or what was typed for it in the form of a step that is possible now.
   * @param given what stands in the form at first
   */
  async openCommand(item: OutboxItem, given: Command, offered?: AvailableCommand): Promise<void> {
    const gateway = this.#around.gateway()
    const { outbox } = gateway ?? {}
    const key = `${item.commandId} ${given.type}`
    const current = item.problem?.kind === 'conflict' ? item.problem.current : undefined
    // Of a whistle that arrived as it was first written, the device has seen no ticket.
    const known = current ?? item.seen
    const ticket = known ?? (await gateway?.get(item.ticketId))?.ticket
    if (!gateway || !outbox || !ticket) throw new Error('nothing to make a form of')
    if (this.#command?.key !== key) {
      const view = await outbox.viewOf(ticket)
      const action = offered ?? view.actions.find(({ type }) => type === given.type)
      if (!action) throw new Error('not a step of this ticket')
      // A tag of its own, so that two versions of the library on one page do not mix.
      WhistleCommandDialog.define(`${this.#host.localName}-command`)
      const dialog = new WhistleCommandDialog()
      const t = messagesIn(outboxMessages, this.#host.locale)
      const options: CorrectionOptions = {
        ...{ gateway, outbox, item, action, view, given },
        ...{ sendWord: t.save, sendAsNewWord: t.sendAsNew, sending: this.#sending },
        city: this.#around.city(),
        say: this.#around.say,
        onDone: () => this.#onDone(),
      }
      beginCorrection(dialog, options)
      if (correctsInVain(item, gateway)) dialog.note = messagesIn(common, this.#host.locale).sentOnce
      this.#command = { key, dialog, options }
    }
    this.#host.requestUpdate()
    await this.#host.updateComplete
    await this.#command.dialog.show()
  }

  /** Whoever is typing is told where what they correct is gone; what is closed is closed for good then. */
  watch(items: readonly OutboxItem[]): void {
    this.#isGone = !items.some(({ commandId }) => commandId === this.#whistle)
    const { dialog, options } = this.#command ?? {}
    if (!dialog || !options || items.some(({ commandId }) => commandId === options.item.commandId)) return
    if (!dialog.isOpen) this.#command = undefined
    else if (corrected(items, options.item)) return
    else if (dialog.warning === undefined && !dialog.isSending) void tellThatItIsGone(dialog, options)
  }

  get #formDialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('.correction')
  }

  #closeForm = (): void => this.#formDialog?.close()

  #onDone(): void {
    this.#command?.dialog.close()
    this.#command = undefined
    this.#around.onDone()
  }

  /** The corrected one has taken its place; of one that had arrived before the form itself tells. */
  #onWhistle = (event: Event): void => {
    if (event instanceof CustomEvent && event.type === 'whistle-sent' && !event.detail.pending) return
    this.#closeForm()
    this.#whistle = undefined
    this.#around.onDone()
  }

  render(): unknown {
    return [this.#form(), this.#command?.dialog ?? nothing]
  }

  #form(): unknown {
    const formTag = this.#formTag
    if (!this.#whistle || !formTag) return nothing
    const t = messagesIn(outboxMessages, this.#host.locale)
    return staticHtml`<dialog class="dialog correction" autofocus aria-label=${t.edit}>
      <${formTag}
        .gateway=${this.#around.gateway()}
        .waitingId=${this.#whistle}
        @whistle-sent=${this.#onWhistle}
        @whistle-draft-saved=${this.#onWhistle}
      ></${formTag}>
      <div class="dialog-actions">
        <button class="button" type="button" @click=${this.#closeForm}>
          ${this.#isGone ? t.closeUnsent : t.closeForm}
        </button>
      </div>
    </dialog>`
  }
}
