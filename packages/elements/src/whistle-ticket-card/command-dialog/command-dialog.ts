/**
 * The form of one command in a native dialog, made from the fields that the backend describes. Part of the ticket card, and
 * loaded with its first action: a card that is only read does without it.
 *
 * What was typed stays through refusals, conflicts, broken networks and Escape, until the command is sent.
 */
import type { CityData, FieldSpec } from '@chuishao/core/lifecycle'
import type { AvailableCommand, TicketGateway, TicketView } from '@chuishao/core/service'
import type { Command, CommandType, Rejection, Sentence, Unit } from '@chuishao/core/ticket'
import { nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { html } from 'lit/static-html.js'
import { Announcer } from '../../internal/announcer.ts'
import { tagOf } from '../../internal/define.ts'
import type { Sending } from '../../internal/gateway/command-controller.ts'
import { sentenceOf } from '../../internal/gateway/failure.ts'
import { common } from '../../internal/i18n/common.ts'
import { photosStyles } from '../../internal/photos/photos.styles.ts'
import { pickersStyles } from '../../internal/pickers/pickers.styles.ts'
import { badges } from '../../internal/styles/badges.ts'
import { buttons } from '../../internal/styles/buttons.ts'
import { cards } from '../../internal/styles/cards.ts'
import { dialogs } from '../../internal/styles/dialogs.ts'
import { fields } from '../../internal/styles/fields.ts'
import { states } from '../../internal/styles/states.ts'
import { unitName } from '../../internal/unit-name.ts'
import { notice } from '../../internal/views.ts'
import { WhistleElement } from '../../internal/whistle-element.ts'
import { WhistleRating } from '../../whistle-rating/whistle-rating.ts'
import { cardMessages } from '../messages.ts'
import { destructive } from '../parts/actions.ts'
import { steps } from '../steps.ts'
import { commandDialogStyles } from './command-dialog.styles.ts'
import { CommandFields } from './command-fields.ts'
import { commandOf, isRatingField, type Flaw } from './typed-command.ts'

/** What the card does with a finished command: sends it, or hands it to the page. */
export type Deliver = (command: Command) => Promise<Sending>

export class WhistleCommandDialog extends WhistleElement {
  static override readonly tag: string = 'whistle-command-dialog'
  static override styles = [
    badges,
    buttons,
    cards,
    dialogs,
    fields,
    states,
    photosStyles,
    pickersStyles,
    commandDialogStyles,
  ]

  /** The command as it was offered when the dialog opened. */
  @property({ attribute: false }) action: AvailableCommand | undefined
  @property({ attribute: false }) view: TicketView | undefined
  @property({ attribute: false }) city: CityData | undefined
  @property({ attribute: false }) gateway: TicketGateway | undefined
  @property({ attribute: false }) deliver: Deliver | undefined
  /** A command that was made before: its answers and photos stand in the form when it opens for the first time. */
  @property({ attribute: false }) given: Command | undefined
  /** On the button that sends; the command's own word where it is absent. */
  @property({ attribute: false }) sendWord: string | undefined
  /** Something that whoever fills this in has to know. */
  @property({ attribute: false }) warning: string | undefined

  /** Something to know before anything is filled in. */
  @property({ attribute: false }) note: string | undefined

  @state() private showsFlaws = false
  @state() private busy = false
  @state() private wrong: Sentence | 'conflict' | undefined
  /** Another step was taken on the ticket while this was being filled in. */
  @state() private moved = false
  /** Fields that the backend could not read; until they are changed. */
  @state() private unread: readonly string[] = []
  /** Who would get a draft that is whistled now. */
  @state() private goesTo: Unit | undefined
  private readonly announcer = new Announcer(this)
  private readonly form = new CommandFields(this, {
    announce: (text) => this.announcer.say(text),
    onTyped: (name) => this.#onTyped(name),
  })

  /** Opens it, with what was typed before. */
  async show(): Promise<void> {
    await this.updateComplete
    if (!this.#dialog || this.#dialog.open) return
    this.moved = false
    this.#dialog.showModal()
    if (this.action?.type === 'WHISTLE') void this.#foresee()
  }

  close(): void {
    this.#dialog?.close()
  }

  get isOpen(): boolean {
    return this.#dialog?.open ?? false
  }

  /** Whether a command is on its way from here. */
  get isSending(): boolean {
    return this.busy
  }

  /** Photos that were picked, made small, for pages that upload them themselves. */
  get pickedPhotos(): Blob[] {
    return this.form.photos.list.blobs
  }

  /** Without an answer the question stands alone: it can be whistled all the same. */
  async #foresee(): Promise<void> {
    this.goesTo = undefined
    const { draft, communityId = draft?.location?.communityId } = this.view?.ticket ?? {}
    if (!draft?.matterCode || !communityId) return
    const preview = await this.gateway?.preview(draft.matterCode, communityId).catch(() => undefined)
    this.goesTo = preview?.leadUnit
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.form.begin(this.given)
    const before = changed.get('view')
    if (before && this.isOpen && before.ticket.version !== this.view?.ticket.version && !this.busy)
      this.moved = true
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.shadowRoot?.querySelector('dialog')
  }

  get #flaws(): Map<string, Flaw> {
    const { flaws } = this.form
    for (const name of this.unread) if (!flaws.has(name)) flaws.set(name, 'invalid')
    return flaws
  }

  #onTyped(name: string): void {
    this.unread = this.unread.filter((it) => it !== name)
    this.requestUpdate()
  }

  /** Whether the ticket, as it is now, still takes this command. */
  get #stillPossible(): boolean {
    const now = this.view?.actions.find(({ type }) => type === this.action?.type)
    return now === undefined || now.enabled
  }

  #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (this.busy || !this.action || !this.deliver) return
    this.showsFlaws = true
    this.wrong = undefined
    this.unread = []
    await this.updateComplete
    if (isRatingField(this.action.type) && !this.#takeRating()) return
    const [first] = this.#flaws.keys()
    if (first !== undefined) return this.form.focus(first)
    await this.#send(this.action.type, this.deliver)
  }

  async #send(type: CommandType, deliver: Deliver): Promise<void> {
    this.busy = true
    this.moved = false
    try {
      const { list } = this.form.photos
      const attachments = this.gateway && list.photos.length > 0 ? await list.upload(this.gateway) : []
      const ended = await deliver(commandOf(type, this.form.all, this.form.typed, attachments))
      if (ended.state === 'refused') this.#onRefused(ended.rejection)
      else if (ended.state === 'failed') this.wrong = ended.sentence
      else if (ended.state === 'conflict') this.wrong = 'conflict'
      else this.close()
    } catch (error) {
      this.wrong = sentenceOf(error)
    } finally {
      this.busy = false
    }
    const [unread] = this.unread
    if (unread === undefined) return
    await this.updateComplete
    this.form.focus(unread)
  }

  #onRefused({ code, message, issues = [] }: Rejection): void {
    this.wrong = message
    if (code === 'unknownAttachment') this.form.photos.list.forgetUploads()
    const named = issues.map(({ path }) => path[0])
    this.unread = this.form.all.flatMap(({ name }) => (named.includes(name) ? [name] : []))
  }

  /** The rating tells what is missing itself. */
  #takeRating(): boolean {
    const rating = this.renderRoot.querySelector<WhistleRating>('[name=rating]')
    if (!rating?.showProblem()) return false
    this.form.typed.rating = rating.value
    return rating.value !== undefined
  }

  protected override render(): TemplateResult {
    const { action } = this
    if (!action) return html``
    const t = this.text(cardMessages)
    const words = this.text(common)
    const title = this.text(steps).commands[action.type]
    const possible = this.#stillPossible
    const hint = wordIn(t.hints, action.type)
    const confirmation = wordIn(t.confirmations, action.type)
    return html`<dialog class="dialog" aria-labelledby="dialog-title" @cancel=${this.#onCancel}>
      <form novalidate @submit=${this.#onSubmit} @paste=${this.#onPaste}>
        <h2 class="dialog-title" id="dialog-title">${title}</h2>
        <div class="fields">
          ${this.note ? notice('info', this.note) : nothing} ${this.#about()}
          ${confirmation ? html`<p>${confirmation}</p>` : nothing} ${this.#lead()}
          ${hint ? html`<p class="muted">${hint}</p>` : nothing} ${this.#conditions()}
          ${isRatingField(action.type) ? this.#rating() : this.form.all.map((field) => this.#field(field))}
        </div>
        <div class="dialog-actions">
          ${this.#trouble(possible)}
          <button class="button" type="button" @click=${() => this.close()}>${words.cancel}</button>
          <button
            class="button"
            data-kind=${destructive.includes(action.type) ? 'danger' : 'primary'}
            type="submit"
            ?disabled=${this.busy || !possible}
          >
            ${this.busy ? html`<span class="spinner"></span>${words.sending}` : (this.sendWord ?? title)}
          </button>
        </div>
      </form>
      ${this.announcer.region()}
    </dialog>`
  }

  /** While it is being sent, Escape would hide how it ended. */
  #onCancel = (event: Event): void => {
    if (this.busy) event.preventDefault()
  }

  #onPaste = (event: ClipboardEvent): void => {
    if (this.form.all.some(({ widget }) => widget === 'photos')) this.form.photos.onPaste(event)
  }

  #about(): TemplateResult | typeof nothing {
    const { ticket } = this.view ?? {}
    const listed = this.city?.matters.find(({ code }) => code === ticket?.draft.matterCode)
    const matter = ticket?.matter ?? listed
    if (!matter) return nothing
    return html`<p class="about"><b>${matter.name}</b> ${ticket?.draft.location?.address}</p>`
  }

  #lead(): TemplateResult | typeof nothing {
    if (!this.goesTo) return nothing
    const t = this.text(cardMessages)
    return html`<p class="goes-to">${t.goesTo}${t.colon}<b>${unitName(this.goesTo, this.locale)}</b></p>`
  }

  /** What a result has to meet stands where the result is written. */
  #conditions(): TemplateResult | typeof nothing {
    const conditions = this.view?.ticket.matter?.closingConditions
    if (this.action?.type !== 'SUBMIT_RESULT' || !conditions) return nothing
    return html`<div class="panel">
      <p class="muted">${this.text(cardMessages).closingConditions}</p>
      <p class="text">${conditions}</p>
    </div>`
  }

  #trouble(possible: boolean): TemplateResult | typeof nothing {
    const t = this.text(cardMessages)
    if (!possible) return notice('danger', t.gone)
    if (this.wrong) return notice('danger', this.wrong === 'conflict' ? t.conflict : this.say(this.wrong))
    if (this.warning) return notice('warning', this.warning)
    return this.moved ? notice('warning', t.moved) : nothing
  }

  #rating(): TemplateResult {
    return html`<${tagOf(WhistleRating)}
      name="rating"
      required
      .gateway=${this.gateway}
      .tags=${this.city?.policy.evaluation.tags ?? []}
      .defaultValue=${this.form.typed.rating ?? nothing}
      ?disabled=${this.busy}
    ></${tagOf(WhistleRating)}>`
  }

  #field(field: FieldSpec): TemplateResult {
    const flaw = this.showsFlaws ? this.#flaws.get(field.name) : undefined
    return this.form.render(field, { flaw, disabled: this.busy })
  }
}

const wordIn = (words: Record<string, string>, key: string): string | undefined => words[key]
