/**
 * The form of one command in a native dialog, made from the fields that the backend describes. Part of the ticket card, and
 * loaded with its first action: a card that is only read does without it.
 *
 * What was typed stays through refusals, conflicts, broken networks and Escape, until the command is sent.
 */
import type { CityData, FieldSpec } from '@chuishao/core/lifecycle'
import type { AvailableCommand, TicketGateway, TicketView } from '@chuishao/core/service'
import { attachmentsOf, type Command, type Rejection, type Sentence, type Unit } from '@chuishao/core/ticket'
import { nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { html } from 'lit/static-html.js'
import { Announcer } from '../../internal/announcer.ts'
import { tagOf } from '../../internal/define.ts'
import type { Sending } from '../../internal/gateway/command-controller.ts'
import { sentenceOf } from '../../internal/gateway/failure.ts'
import { common } from '../../internal/i18n/common.ts'
import { vocabulary } from '../../internal/i18n/vocabulary.ts'
import { PhotoField } from '../../internal/photos/photo-field.ts'
import { photosStyles } from '../../internal/photos/photos.styles.ts'
import { MatterPicker } from '../../internal/pickers/matter-picker.ts'
import { pickersStyles } from '../../internal/pickers/pickers.styles.ts'
import { UnitPicker } from '../../internal/pickers/unit-picker.ts'
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
import { steps, wordFor } from '../steps.ts'
import { commandDialogStyles } from './command-dialog.styles.ts'
import { plainField } from './plain-fields.ts'
import { TicketPicker } from './ticket-picker.ts'
import { chinaMinute, commandOf, flawsOf, isRatingField, nothingTyped, typedFrom } from './typed-command.ts'
import type { Flaw } from './typed-command.ts'

/** What the card does with a finished command: sends it, or hands it to the page. */
export type Deliver = (command: Command) => Promise<Sending>

interface Picker {
  focus(): void
  render(look: {
    label: string
    required: boolean
    disabled: boolean
    error?: string | undefined
  }): TemplateResult
}

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

  @state() private showsFlaws = false
  @state() private busy = false
  @state() private wrong: Sentence | 'conflict' | undefined
  /** Another step was taken on the ticket while this was being filled in. */
  @state() private moved = false
  /** Fields that the backend could not read; until they are changed. */
  @state() private unread: readonly string[] = []
  /** Who would get a draft that is whistled now. */
  @state() private goesTo: Unit | undefined
  #typed = nothingTyped()
  readonly #pickers = new Map<string, Picker>()
  private readonly announcer = new Announcer(this)
  readonly #photos = new PhotoField(this, {
    id: 'field-attachments',
    announce: (text) => this.announcer.say(text),
    onChange: () => this.#onTyped('attachments'),
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
    return this.#photos.list.blobs
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
    if (!this.hasUpdated) this.#prefill()
    const before = changed.get('view')
    if (before && this.isOpen && before.ticket.version !== this.view?.ticket.version && !this.busy)
      this.moved = true
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.shadowRoot?.querySelector('dialog')
  }

  get #fields(): FieldSpec[] {
    return this.action?.fields ?? []
  }

  /** Nothing is asked twice: what the ticket says already stands in the form. */
  #prefill(): void {
    const { ticket } = this.view ?? {}
    const { given, gateway } = this
    if (given) this.#typed = typedFrom(this.#fields, given)
    if (given && gateway) void this.#photos.list.restore(attachmentsOf(given), gateway)
    const { texts } = this.#typed
    const suggested = ticket?.returns[ticket.returns.length - 1]?.suggestedUnitId
    if (this.action?.type === 'UPHOLD_RETURN' && suggested && texts['toUnitId'] === undefined)
      texts['toUnitId'] = suggested
    for (const field of this.#fields) {
      const options = field.widget === 'choice' ? this.#options(field) : []
      if (field.name === 'rater' && options.length === 1 && options[0]) texts['rater'] ??= options[0].code
    }
  }

  get #flaws(): Map<string, Flaw> {
    if (!this.action) return new Map()
    const flaws = flawsOf(this.action.type, this.#fields, this.#typed, this.#photos.list.photos.length)
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
    if (first !== undefined) return this.#focus(first)
    await this.#send(this.action, this.deliver)
  }

  async #send({ type, fields: asked }: AvailableCommand, deliver: Deliver): Promise<void> {
    this.busy = true
    this.moved = false
    try {
      const { list } = this.#photos
      const attachments = this.gateway && list.photos.length > 0 ? await list.upload(this.gateway) : []
      const ended = await deliver(commandOf(type, asked, this.#typed, attachments))
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
    this.#focus(unread)
  }

  #onRefused({ code, message, issues = [] }: Rejection): void {
    this.wrong = message
    if (code === 'unknownAttachment') this.#photos.list.forgetUploads()
    const named = issues.map(({ path }) => path[0])
    this.unread = this.#fields.flatMap(({ name }) => (named.includes(name) ? [name] : []))
  }

  /** The rating tells what is missing itself. */
  #takeRating(): boolean {
    const rating = this.renderRoot.querySelector<WhistleRating>('[name=rating]')
    if (!rating?.showProblem()) return false
    this.#typed.rating = rating.value
    return rating.value !== undefined
  }

  #focus(name: string): void {
    const picker = this.#pickers.get(name)
    if (picker) picker.focus()
    else if (name === 'attachments') this.#photos.focus()
    else this.renderRoot.querySelector<HTMLElement>(`#field-${name}`)?.focus()
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
          ${this.#about()} ${confirmation ? html`<p>${confirmation}</p>` : nothing} ${this.#lead()}
          ${hint ? html`<p class="muted">${hint}</p>` : nothing} ${this.#conditions()}
          ${isRatingField(action.type) ? this.#rating() : this.#fields.map((field) => this.#field(field))}
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
    if (this.#fields.some(({ widget }) => widget === 'photos')) this.#photos.onPaste(event)
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
      .tags=${this.city?.policy.evaluation.tags ?? []}
      .defaultValue=${this.#typed.rating ?? nothing}
      ?disabled=${this.busy}
    ></${tagOf(WhistleRating)}>`
  }

  #field(field: FieldSpec): TemplateResult {
    const t = this.text(cardMessages)
    const label = wordFor(this.text(steps).fields, field.name)
    const flaw = this.showsFlaws ? this.#flaws.get(field.name) : undefined
    const error = flaw && this.#sentence(flaw, field, label)
    const look = { label, required: field.required, disabled: this.busy, error }
    if (field.widget === 'photos') return this.#photos.render(look)
    const picker = this.#picker(field)
    if (picker) return picker.render(look)
    return plainField(field, {
      ...look,
      typed: this.#typed,
      locale: this.locale,
      t,
      words: this.text(vocabulary),
      options: this.#options(field),
      earliest: chinaMinute(Date.now()),
      onChange: () => this.#onTyped(field.name),
    })
  }

  #sentence(flaw: Flaw, field: FieldSpec, label: string): string {
    const t = this.text(cardMessages)
    if (flaw === 'target') return t.target
    if (flaw === 'notPositive') return t.positive
    if (flaw === 'invalid') return t.invalid(label)
    const own = wordIn(t.missingField, field.name)
    if (flaw === 'missing' && own) return own
    if (flaw === 'tooLong') return t.tooMany(field.maxLength ?? 0)
    return field.widget === 'text' || field.widget === 'longText' ? t.fill(label) : t.choose(label)
  }

  /** A search field, where there is something to search in; made once, because it remembers what was typed. */
  #picker(field: FieldSpec): Picker | undefined {
    const known = this.#pickers.get(field.name)
    if (known) return known
    const made = this.#makePicker(field)
    if (made) this.#pickers.set(field.name, made)
    return made
  }

  #makePicker({ name, widget }: FieldSpec): Picker | undefined {
    const id = `field-${name}`
    const announce = (text: string) => this.announcer.say(text)
    const onChange = (value: string | undefined) => {
      this.#typed.texts[name] = value ?? ''
      this.#onTyped(name)
    }
    const value = this.#typed.texts[name]
    if (widget === 'ticket' && this.gateway) {
      const gateway = () => this.gateway
      return new TicketPicker(this, { id, value, gateway, except: () => this.view?.ticket.id, onChange })
    }
    if (widget === 'unit' && this.city) {
      const picker = new UnitPicker(this, { id, units: () => this.#units(name), onChange, announce })
      picker.value = value
      return picker
    }
    if (widget === 'matter' && this.city) {
      const picker = new MatterPicker(this, {
        id,
        matters: () => this.city?.matters ?? [],
        onChange,
        announce,
      })
      picker.value = value
      return picker
    }
    return undefined
  }

  /** Units that can be meant: never the present lead, and a community only where the matter is its own. */
  #units(name: string): readonly Unit[] {
    const { ticket } = this.view ?? {}
    const ownMatter = ticket?.matter?.route === 'selfGovernance'
    return (this.city?.units ?? []).filter(
      (unit) =>
        unit.id !== ticket?.leadUnitId &&
        unit.type !== 'dispatchCentre' &&
        (unit.type !== 'community' || (ownMatter && unit.id === ticket?.communityId)) &&
        !(
          name === 'unitId' && ticket?.assists.some((it) => it.unitId === unit.id && !it.doneAt && !it.lapsed)
        ),
    )
  }

  #options({ name, options = [] }: FieldSpec): { code: string; label: string }[] {
    const words = this.text(steps)
    const reasons = this.city?.policy.returns.reasons ?? []
    const label = (code: string) => {
      const reason = name === 'reasonCode' ? reasons.find((it) => it.code === code) : undefined
      return reason ? this.say(reason.label) : wordFor(words.options, code)
    }
    const possible = name === 'rater' ? options.filter((code) => this.#canAppeal(code)) : options
    return possible.map((code) => ({ code, label: label(code) }))
  }

  #canAppeal(rater: string): boolean {
    const { ticket } = this.view ?? {}
    const rated = ticket?.evaluations.find((it) => it.rater === rater && it.round === ticket.reopenCount)
    if (!rated) return false
    return this.action?.type === 'DECIDE_APPEAL'
      ? rated.appeal !== undefined && rated.appeal.decision === undefined
      : rated.appeal === undefined
  }
}

const wordIn = (words: Record<string, string>, key: string): string | undefined => words[key]
