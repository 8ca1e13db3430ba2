/** The form with which a whistle is blown: what, where, photos where the list asks for them, and who will get it. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Crs, Draft, Matter, Role, Unit } from '@chuishao/core/ticket'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { Announcer } from '../internal/announcer.ts'
import { FreshController } from '../internal/gateway/fresh-controller.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { lostFields } from '../internal/gateway/lost-fields.ts'
import { LoadController } from '../internal/gateway/load-controller.ts'
import { correctsInVain } from '../internal/gateway/waiting-items.ts'
import { common } from '../internal/i18n/common.ts'
import { photosStyles } from '../internal/photos/photos.styles.ts'
import { pickersStyles } from '../internal/pickers/pickers.styles.ts'
import { badges } from '../internal/styles/badges.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { dialogs } from '../internal/styles/dialogs.ts'
import { fields } from '../internal/styles/fields.ts'
import { states } from '../internal/styles/states.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice, waiting } from '../internal/views.ts'
import { warnOnce } from '../internal/warn-once.ts'
import { WhistleElement } from '../internal/whistle-element.ts'
import { draftOf } from './answers.ts'
import { ChatImport } from './chat/chat-import.ts'
import type {} from './events.ts'
import { FormFields } from './form-fields.ts'
import { formHead } from './form-head.ts'
import { formMessages } from './messages.ts'
import { crsChoices } from './place.ts'
import { previewOutcome } from './preview-panel.ts'
import { fieldOf, formFields, problemsOf, type Problems } from './problems.ts'
import { sendRow } from './send-row.ts'
import { Sender, type SendKind, type Sent, type Stage } from './sender.ts'
import { sentPanel } from './sent-panel.ts'
import { begunDraft, loadSetup, targetOf, type Setup } from './setup.ts'
import { rememberMatter } from './session-memory.ts'
import { UnsentDraft, type Restored } from './unsent-draft.ts'
import { formStyles } from './whistle-form.styles.ts'

const communityRoles: Role[] = ['gridWorker', 'communitySecretary']

/**
 * Blows the whistle on a matter of the city's list, in under a minute, with one hand.
 *
 * Connected to a gateway it sends by itself. Without one, give it `matters` and `units` and listen for `whistle-submit`.
 *
 * @summary Form for a new whistle, for a saved draft, or for one that waits on this device.
 * @fires whistle-before-send - The whistle is about to be sent; `preventDefault()` stops it.
 * @fires whistle-sent - The whistle has arrived and has been dispatched; with `detail.pending` it waits on this device.
 * @fires whistle-draft-saved - The draft has been saved.
 * @fires whistle-submit - Without a gateway: the answers are complete, send them and call `reset()`.
 * @csspart submit - The button that whistles.
 */
export class WhistleForm extends WhistleElement {
  static override readonly tag: string = 'whistle-form'
  static override styles = [
    badges,
    buttons,
    cards,
    dialogs,
    fields,
    states,
    photosStyles,
    pickersStyles,
    formStyles,
  ]

  /** A saved draft to go on with. */
  @property({ attribute: 'ticket-id' }) ticketId: string | undefined
  /** Something that waits on this device, to be corrected: its `commandId` in the outbox. It stays there until it is sent. */
  @property({ attribute: 'waiting-id' }) waitingId: string | undefined
  /** Community to whistle for, without a gateway; with one it is the acting person's own. */
  @property({ attribute: 'community-id' }) communityId: string | undefined
  /** Reference system of addresses and of coordinates that are typed in. */
  @property() crs: Crs = 'cgcs2000'
  /** Where a sent ticket can be seen; `{id}` stands for its identifier. */
  @property({ attribute: 'ticket-href' }) ticketHref: string | undefined
  /** The matter list; the city's own where it is absent and the element is connected. */
  @property({ attribute: false }) matters: Matter[] | undefined
  /** Units of the city; its own where absent and the element is connected. */
  @property({ attribute: false }) units: Unit[] | undefined
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  /** Which kind of sending the shown problems stand in the way of; undefined until somebody tried. */
  @state() private tried: SendKind | undefined
  @state() private restored: Restored = 'nothing'

  private readonly backend = new GatewayController(this)
  private readonly setup = new LoadController<Setup>(this, this.backend, {
    key: () => `${this.waitingId ?? ''} ${this.ticketId ?? ''}`,
    load: (gateway) => loadSetup(gateway, this),
  })
  private readonly fresh = new FreshController(this, this.backend, {
    lack: () => (this.setup.current.state === 'failed' && !this.setup.current.value ? 'missing' : undefined),
    reload: () => this.#catchUp(),
  })
  private readonly preview = new LoadController(this, this.backend, {
    key: () => {
      const { matter, communityId } = this.fields.answers
      return this.#foresees && matter && communityId ? JSON.stringify([matter.code, communityId]) : undefined
    },
    load: (gateway, key) => {
      const [matterCode, communityId] = JSON.parse(key) as [string, string]
      return gateway.preview(matterCode, communityId)
    },
  })
  private readonly sender = new Sender(this)
  private readonly announcer = new Announcer(this)
  private readonly fields = new FormFields(this, {
    matters: () => this.#matters,
    units: () => this.#units,
    crs: () => this.#crs,
    // Whistlers whistle for their own community only.
    knownCommunity: () => this.setup.current.value?.actor.unitId ?? this.communityId,
    uploads: () => this.backend.gateway?.capabilities.upload !== false,
    takesContacts: () => this.backend.gateway?.capabilities.contacts !== false,
    lost: () => lostFields(this.backend.gateway, 'WHISTLE'),
    onChange: () => this.#edited(),
    announce: (text) => this.announcer.say(text),
  })
  private readonly chat = new ChatImport(this, this.fields)
  private readonly unsent = new UnsentDraft(this.fields)
  #begun: Setup | undefined

  /** The photos that were picked, compressed and without metadata, for hosts that upload them themselves. */
  get photos(): Blob[] {
    const { asksPhotos, photos } = this.fields
    return asksPhotos ? photos.list.blobs : []
  }

  /** The answers so far, without photos. */
  get draft(): Draft {
    return draftOf(this.fields.answers, undefined)
  }

  /** Starts over; the community stays. */
  reset(): void {
    this.#forgetText()
    this.#startOver()
    this.ticketId = undefined
    this.waitingId = undefined
  }

  /** Checks the answers and whistles, as the button does. Does nothing while disconnected from the page. */
  submit(): Promise<void> {
    return this.#send('WHISTLE')
  }

  /** Saves the answers as they are, as a draft. Needs a gateway. */
  saveDraft(): Promise<void> {
    return this.#send('EDIT')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.unsent.leave()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('crs')) this.#readCrs()
    if (changed.get('ticketId') !== undefined || changed.get('waitingId') !== undefined) this.#startOver()
    const { value } = this.setup.current
    if (this.setup.current.state !== 'ready' || !value || value === this.#begun) return
    this.#begun = value
    this.#begin(value)
  }

  get #matters(): readonly Matter[] {
    return this.matters ?? this.setup.current.value?.city.matters ?? noMatters
  }

  get #units(): readonly Unit[] {
    return this.units ?? this.setup.current.value?.city.units ?? []
  }

  get #crs(): Crs {
    return crsChoices.includes(this.crs) ? this.crs : 'cgcs2000'
  }

  get #savesDrafts(): boolean {
    const { gateway } = this.backend
    return gateway !== undefined && (gateway.capabilities.commands?.includes('EDIT') ?? true)
  }

  get #mayWhistle(): boolean {
    const { actor } = this.setup.current.value ?? {}
    return !actor || actor.roles.some((role) => communityRoles.includes(role))
  }

  #readCrs(): void {
    if (this.#crs !== this.crs) warnOnce(`<${this.localName}>: unknown crs ${JSON.stringify(this.crs)}`)
    const { location } = this.fields
    const { place } = location
    if (!place.lng && !place.lat) location.place = { ...place, crs: this.#crs }
  }

  #startOver(): void {
    this.#clear()
    this.sender.start()
  }

  #clear(): void {
    this.tried = undefined
    this.restored = 'nothing'
    this.fields.clear()
    this.chat.panel?.close()
  }

  /** Takes up a saved draft, or what this person had typed and not sent. */
  #begin({ actor, view, item }: Setup): void {
    const { gateway } = this.backend
    const target = targetOf({ view, item })
    if (gateway && target) {
      this.#clear()
      this.sender.start(target)
      this.fields.take(begunDraft({ view, item }), gateway)
      return
    }
    if (this.waitingId || !gateway) return
    void this.unsent.restore(actor.personId, gateway, (what) => (this.restored = what)).catch(() => {})
  }

  #edited(): void {
    this.sender.edited()
    this.requestUpdate()
    if (!this.sender.isSaved) this.unsent.edited()
  }

  #problems(kind: SendKind): Problems {
    return problemsOf(this.fields.answers, this.text(formMessages), kind)
  }

  async #send(kind: SendKind): Promise<void> {
    if (!this.isConnected || this.sender.busy || this.sender.current.stage === 'sent') return
    this.tried = kind
    await this.updateComplete
    const problems = this.#problems(kind)
    if (Object.keys(problems).length > 0) return this.#focusProblem(problems)
    const { draft } = this
    if (kind === 'WHISTLE' && !this.emit('whistle-before-send', { draft }, { cancelable: true })) return
    const { gateway } = this.backend
    if (gateway) return this.#sendThrough(gateway, kind)
    if (kind === 'WHISTLE') this.emit('whistle-submit', { draft })
  }

  async #sendThrough(gateway: TicketGateway, kind: SendKind): Promise<void> {
    const ended = await this.sender.send({
      gateway,
      kind,
      photos: this.fields.asksPhotos ? this.fields.photos.list : undefined,
      draftWith: (refs) => draftOf(this.fields.answers, refs),
    })
    await this.#after(ended)
  }

  async #after(ended: Stage): Promise<void> {
    const t = this.text(formMessages)
    switch (ended.stage) {
      case 'sent': {
        this.#rememberSent()
        const { ticketId, version, ticket, pending } = ended
        this.announcer.say(pending ? t.savedTitle : t.sentTitle)
        this.emit('whistle-sent', { ticketId, version, leadUnitId: ticket?.leadUnitId ?? null, pending })
        await this.updateComplete
        return this.#focus('.sent')
      }
      case 'saved':
        this.#rememberSent()
        this.tried = undefined
        this.announcer.say(ended.pending ? this.text(common).savedHere : t.saved)
        this.emit('whistle-draft-saved', { ticketId: ended.ticketId, version: ended.version })
        return
      case 'refused': {
        const field = fieldOf(ended.rejection)
        if (field) await this.#focusProblem({ [field]: this.say(ended.rejection.message) })
        return
      }
      default:
    }
  }

  /** Not that of another whistle, which waits elsewhere. */
  #forgetText(): void {
    if (!this.waitingId) this.unsent.forget()
  }

  /** What the panel says of a whistle that waited is true no more, or the form could not be had before. */
  async #catchUp(): Promise<void> {
    const { gateway } = this.backend
    if (!this.setup.current.value) return this.setup.reload()
    if (!gateway) return
    const { current } = this.sender
    if (!(await this.sender.look(gateway))) return this.reset()
    const { current: now } = this.sender
    if (now === current) return
    if (now.stage === 'sent' && !now.pending) this.announcer.say(this.text(formMessages).sentTitle)
    if (now.stage === 'released') this.announcer.say(this.text(formMessages).released)
  }

  #rememberSent(): void {
    this.#forgetText()
    const { value } = this.fields.matter
    if (value) rememberMatter(value)
    this.restored = 'nothing'
  }

  async #focusProblem(problems: Problems): Promise<void> {
    const wrong = formFields.filter((field) => problems[field] !== undefined)
    const sentences = wrong.map((field) => problems[field])
    this.announcer.say([this.text(formMessages).problems(wrong.length), ...sentences].join('。'))
    await this.updateComplete
    this.fields.focusFirst(problems)
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }

  async #again(goOn?: () => void): Promise<void> {
    this.reset()
    goOn?.()
    await this.updateComplete
    // Not into a field: on a phone its keyboard would cover the matters used lately.
    this.#focus('.form-title')
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    void this.#send(this.#mayWhistle ? 'WHISTLE' : 'EDIT')
  }

  // A whistle starts clocks in another office: it takes a press on its button, not a slip on a phone's keyboard.
  #onKeydown = (event: KeyboardEvent): void => {
    const { target } = event
    if (event.key === 'Enter' && target instanceof HTMLInputElement && target.type !== 'file')
      event.preventDefault()
  }

  protected override render(): TemplateResult {
    return html`${this.#body()}${this.announcer.region()}`
  }

  #body(): TemplateResult {
    const words = this.text(common)
    const t = this.text(formMessages)
    const { current: stage } = this.sender
    if (stage.stage === 'sent') return this.#sent(stage)
    if (!this.backend.gateway) return this.matters ? this.#form() : notice('info', words.noGateway)
    const { current } = this.setup
    if (!current.value) {
      if (current.state !== 'failed') return waiting(words.loading, 4)
      const retry = html`<button class="button" type="button" @click=${() => this.setup.reload()}>
        ${words.retry}
      </button>`
      return notice('danger', this.say(current.sentence), retry)
    }
    const { actor, view, item } = current.value
    if (this.waitingId && !item) return notice('info', t.notWaiting)
    if (this.ticketId && !item && !view) return notice('danger', words.notFound)
    if (view && view.ticket.status !== 'draft') return notice('info', t.notDraft)
    const mayDraft = this.#mayWhistle || actor.roles.includes('buildingHead')
    if (!mayDraft || !actor.unitId) return notice('info', t.notWhistler)
    const isInVain = item && stage.stage !== 'released' && correctsInVain(item, this.backend.gateway)
    return html`${isInVain ? notice('info', words.sentOnce) : nothing}${this.age(view)}${this.#form()}`
  }

  #sent(sent: Sent): TemplateResult {
    const { ticketId, ticket } = sent
    const lead = ticket && this.#units.find(({ id }) => id === ticket.leadUnitId)
    return sentPanel({
      ...sent,
      leadName: lead && unitName(lead, this.locale),
      href: this.ticketHref?.replace('{id}', encodeURIComponent(ticketId)),
      onAgain: () => this.#again(this.chat.panel?.next()),
      locale: this.locale,
    })
  }

  #form(): TemplateResult {
    const t = this.text(formMessages)
    return html`<form
      class="sheet"
      novalidate
      aria-label=${this.waitingId ? t.correct : t.title}
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
      @paste=${this.chat.onPaste}
      @dragover=${this.chat.onDragOver}
      @drop=${this.chat.onDrop}
    >
      ${formHead({
        unit: this.#units.find(({ id }) => id === this.fields.communityId),
        corrects: Boolean(this.waitingId),
        restored: this.restored,
        locale: this.locale,
        chat: this.chat,
        onStartOver: () => void this.#again(),
      })}
      <div class="answers fields">${this.fields.render(this.#shownProblems(), this.sender.busy)}</div>
      <div class="outcome">${this.#preview()}${this.#sendRow()}</div>
    </form>`
  }

  #shownProblems(): Problems {
    const stage = this.sender.current
    const refusedField = stage.stage === 'refused' ? fieldOf(stage.rejection) : undefined
    return {
      ...(this.tried && this.#problems(this.tried)),
      ...(stage.stage === 'refused' && refusedField && { [refusedField]: this.say(stage.rejection.message) }),
    }
  }

  /** Whether the backend says before sending who will answer. */
  get #foresees(): boolean {
    const { gateway } = this.backend
    return gateway !== undefined && gateway.capabilities.preview !== false
  }

  #preview(): TemplateResult | typeof nothing {
    if (!this.#foresees) return nothing
    const onRetry = () => void this.preview.reload()
    return previewOutcome(this.preview.current, this.fields.matter.matter, this.locale, onRetry)
  }

  #sendRow(): TemplateResult {
    const photos = this.fields.asksPhotos ? this.fields.photos.list.photos : []
    return sendRow({
      stage: this.sender.current,
      isSafe: this.sender.isSafe,
      locale: this.locale,
      problemCount: Object.keys(this.#shownProblems()).length,
      photos: { stored: photos.filter(({ ref }) => ref).length, all: photos.length },
      mayWhistle: this.#mayWhistle,
      savesDrafts: this.#savesDrafts,
      send: (kind) => void this.#send(kind),
    })
  }
}

const noMatters: readonly Matter[] = []
