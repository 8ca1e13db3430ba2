/** What waits on this device: how it stands, why it is not there yet, and what to do about it. */
import type { AvailableCommand, Outbox, OutboxItem, TicketGateway } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { Announcer } from '../internal/announcer.ts'
import { booleanAttribute } from '../internal/attributes.ts'
import { sentenceOf } from '../internal/gateway/failure.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { LoadController } from '../internal/gateway/load-controller.ts'
import { PhotoUrls } from '../internal/gateway/photo-urls.ts'
import { common } from '../internal/i18n/common.ts'
import { vocabulary } from '../internal/i18n/vocabulary.ts'
import { savedIcon, successIcon } from '../internal/icons.ts'
import { NowController } from '../internal/now-controller.ts'
import { addStyles } from '../internal/styles/add-styles.ts'
import { badges } from '../internal/styles/badges.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { dialogs } from '../internal/styles/dialogs.ts'
import { states } from '../internal/styles/states.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice } from '../internal/views.ts'
import { WhistleElement } from '../internal/whistle-element.ts'
import { steps } from '../whistle-ticket-card/steps.ts'
import { pauseBanner, spaceLine } from './banners.ts'
import type { CorrectionDialogs } from './correction-dialogs.ts'
import { DecisionController } from './decision-controller.ts'
import { discardAll, discardQuestion } from './discard-question.ts'
import { isThere, isWhistle, type ItemContext, type Later } from './item-context.ts'
import { outboxMessages } from './messages.ts'
import { OutboxController } from './outbox-controller.ts'
import { outboxItem } from './outbox-item.ts'
import { textsOf } from './texts.ts'
import { outboxStyles } from './whistle-outbox.styles.ts'

export interface OutboxCountDetail {
  /** How much waits, and how much of it needs somebody. */
  waiting: number
  needsYou: number
}

export interface OutboxEditDetail {
  commandId: string
  ticketId: string
}

declare global {
  interface HTMLElementEventMap {
    'whistle-outbox-change': CustomEvent<OutboxCountDetail>
    'whistle-outbox-edit': CustomEvent<OutboxEditDetail>
    'whistle-sign-in-needed': CustomEvent<undefined>
  }
}

/** Items at a time: a phone would hold the pictures of hundreds. */
const pageSize = 20

/**
 * Shows what is saved on this device and has not arrived yet, and lets a person send it, change it or discard it.
 *
 * @summary What waits for a network.
 * @fires whistle-outbox-change - How much waits has changed; for a badge in your header.
 * @fires whistle-outbox-edit - A person wants to change a whistle: `preventDefault()` and give `detail.commandId` to a
 *   `<whistle-form>` of yours as `waiting-id`, or leave it to the outbox, which opens one.
 * @fires whistle-ticket-select - A person wants to see the ticket of something that waits; with `ticket-href` it is a link.
 * @fires whistle-sign-in-needed - The sign-in has ended and a person wants to sign in again.
 * @csspart outbox - The box.
 */
export class WhistleOutbox extends WhistleElement {
  static override readonly tag: string = 'whistle-outbox'
  static override styles = [badges, buttons, cards, dialogs, states, outboxStyles]

  /** Draws nothing while nothing waits. */
  @property({ attribute: 'hide-empty', converter: booleanAttribute }) hideEmpty = false
  /** Where a ticket can be seen; `{id}` stands for its identifier. */
  @property({ attribute: 'ticket-href' }) ticketHref: string | undefined
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  @state() private busy: string | undefined
  @state() private wrong = ''
  @state() private most = pageSize
  /** The item that somebody is asked about. */
  @state() private discarding: string | undefined
  /** What is loaded after the rest. */
  @state() private later: Later | undefined
  #corrections: CorrectionDialogs | undefined
  #focused: Element | null | undefined
  #told = ''
  private readonly backend = new GatewayController(this)
  private readonly box = new OutboxController(this, this.backend)
  private readonly city = new LoadController(this, this.backend, {
    key: () => (this.#items.length > 0 ? 'city' : undefined),
    load: (gateway) => gateway.city(),
  })
  private readonly decisions = new DecisionController(this, this.backend)
  private readonly photos = new PhotoUrls(this, this.backend)
  private readonly time = new NowController(this)
  private readonly announcer = new Announcer(this)

  /** To its title: what needs somebody stands below it. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.title')?.focus()
  }

  get #items(): OutboxItem[] {
    return this.box.state?.items ?? []
  }

  /** What needs somebody first; of the rest as many as one looks at. */
  get #shown(): OutboxItem[] {
    const isWaiting = ({ state: is }: OutboxItem) => (is === 'needsYou' ? 0 : 1)
    return [...this.#items].sort((a, b) => isWaiting(a) - isWaiting(b)).slice(0, this.most)
  }

  protected override willUpdate(): void {
    this.#focused = this.shadowRoot?.activeElement
    if (this.box.state) this.#corrections?.watch(this.box.state.items)
  }

  /** In the order of the taps. */
  #onTicketOf({ ticketId }: OutboxItem): OutboxItem[] {
    return this.#items.filter((it) => it.ticketId === ticketId)
  }

  #isBehind(item: OutboxItem): boolean {
    const queue = this.#onTicketOf(item)
    const before = queue.slice(0, placeIn(queue, item))
    return item.state === 'waiting' && before.some(({ state: is }) => is === 'needsYou')
  }

  /** What cannot arrive without it. */
  #followersOf(item: OutboxItem): OutboxItem[] {
    const queue = this.#onTicketOf(item)
    return item.ifVersion === 0 && !isThere(item) ? queue.slice(placeIn(queue, item) + 1) : []
  }

  protected override updated(): void {
    if (this.#focused && !this.#focused.isConnected) this.#keepFocus()
    const { state: loaded } = this.box
    if (!loaded) return
    // Fetched before it is needed: without a network it could not be.
    if (loaded.items.length > 0) void this.#load().catch(() => {})
    this.decisions.look(this.#shown, loaded)
    const needsYou = loaded.items.filter((item) => item.state === 'needsYou').length
    const told = `${loaded.items.length} ${needsYou}`
    if (told === this.#told) return
    this.#told = told
    this.emit('whistle-outbox-change', { waiting: loaded.items.length, needsYou })
  }

  #retryAll = (): void => void this.box.outbox?.retry()

  #retry = (item: OutboxItem): void => {
    void this.#act(item, (outbox) => outbox.retry(item.commandId))
  }

  #edit = (item: OutboxItem): void => {
    const { commandId, ticketId, command } = item
    if (!isWhistle(item)) this.#open((forms) => forms.openCommand(item, command))
    else if (this.emit('whistle-outbox-edit', { commandId, ticketId }, { cancelable: true }))
      this.#open((forms) => forms.openWhistle(commandId))
  }

  #takeOver = (item: OutboxItem, action: AvailableCommand): void => {
    const given = this.later?.takenOver(item.command, action)
    if (given) this.#open((forms) => forms.openCommand(item, given, action))
  }

  #open(opening: (forms: CorrectionDialogs) => Promise<void>): void {
    this.wrong = ''
    void this.#load()
      .then(opening)
      .catch(() => (this.wrong = this.text(outboxMessages).formMissing))
  }

  async #load(): Promise<CorrectionDialogs> {
    const later = await import('./later.ts')
    if (!this.#corrections) {
      addStyles(this.renderRoot, later.timelineStyles)
      this.#corrections = new later.CorrectionDialogs(this, {
        gateway: () => this.backend.gateway,
        city: () => this.city.current.value,
        say: (sentence) => this.say(sentence),
        onDone: () => this.#onCorrected(),
      })
      this.later = later
    }
    await this.#corrections.load()
    return this.#corrections
  }

  async #copy({ command }: OutboxItem): Promise<void> {
    const t = this.text(outboxMessages)
    try {
      await navigator.clipboard.writeText(textsOf(command).join('\n'))
      this.wrong = ''
      this.announcer.say(t.copied)
    } catch {
      // Pages over plain HTTP have no clipboard.
      this.wrong = t.copyFailed
    }
  }

  #onCorrected(): void {
    this.announcer.say(this.text(common).savedHere)
    this.#keepFocus()
  }

  /** What was pressed may be gone. */
  #keepFocus(): void {
    if (!this.shadowRoot?.activeElement) this.focus()
  }

  #askToDiscard = async (item: OutboxItem): Promise<void> => {
    this.discarding = item.commandId
    await this.updateComplete
    this.renderRoot.querySelector<HTMLDialogElement>('.question')?.showModal()
  }

  #closeQuestion = (): void => this.renderRoot.querySelector<HTMLDialogElement>('.question')?.close()

  #discard = (item: OutboxItem): void => {
    this.#closeQuestion()
    const t = this.text(outboxMessages)
    const all = [item, ...this.#followersOf(item)]
    void this.#act(item, async (outbox) => {
      if (await discardAll(outbox, all)) this.announcer.say(t.discarded)
      else this.wrong = t.onItsWay
    })
  }

  async #act(item: OutboxItem, work: (outbox: Outbox) => Promise<unknown>) {
    const { outbox } = this.box
    if (!outbox || this.busy !== undefined) return
    this.wrong = item.state === 'sending' ? this.text(outboxMessages).onItsWay : ''
    if (this.wrong) return
    this.busy = item.commandId
    try {
      await work(outbox)
    } catch (error) {
      this.wrong = this.say(sentenceOf(error))
    } finally {
      this.busy = undefined
    }
  }

  // The dialogs stay while somebody types into one, also where nothing waits any more.
  protected override render(): TemplateResult {
    return html`${this.#box()}${this.#question()}${this.#corrections?.render()}${this.announcer.region()}`
  }

  #box(): TemplateResult | typeof nothing {
    const { state: loaded, failure } = this.box
    const t = this.text(outboxMessages)
    if (!this.backend.gateway) return this.hideEmpty ? nothing : notice('info', this.text(common).noGateway)
    if (!this.box.outbox) return this.hideEmpty ? nothing : notice('info', t.none)
    if (failure) return notice('danger', this.say(failure))
    if (!loaded || (loaded.items.length === 0 && this.hideEmpty)) return nothing
    const { items, pause, space } = loaded
    const isSending = items.some(({ state: is }) => is === 'sending')
    const onSignIn = () => void this.emit('whistle-sign-in-needed', undefined)
    return html`<section class="card stack" part="outbox" aria-labelledby="title">
      <div class="head">
        <h2 class="title" id="title" tabindex="-1">
          ${t.title} ${items.length > 0 ? t.count(items.length) : nothing}
        </h2>
        ${
          items.some((item) => item.state !== 'needsYou' && !this.#isBehind(item))
            ? html`<button class="button" type="button" @click=${this.#retryAll}>
                ${savedIcon}${t.sendAll}
              </button>`
            : nothing
        }
      </div>
      ${pause && !isSending ? pauseBanner(pause, t, onSignIn) : nothing}
      ${this.wrong ? notice('danger', this.wrong) : nothing}
      ${items.length > 0 ? this.#list(items.length) : html`<p class="muted">${successIcon} ${t.empty}</p>`}
      ${space && items.length > 0 ? spaceLine(space, t) : nothing}
    </section>`
  }

  get #context(): ItemContext {
    const city = this.city.current.value
    return {
      t: this.text(outboxMessages),
      words: { ...this.text(vocabulary), ...this.text(steps) },
      locale: this.locale,
      formats: this.formats,
      now: this.time.now,
      city,
      unitName: (id = '') => {
        const unit = city?.units.find((known) => known.id === id)
        return unit ? unitName(unit, this.locale) : id
      },
      say: (sentence) => this.say(sentence),
      photoUrl: (sha256) => this.photos.url(sha256),
      busy: this.busy,
      later: this.later,
      around: (item) => this.decisions.around(item),
      understood: this.backend.gateway?.capabilities.commands,
      isBehind: (item) => this.#isBehind(item),
      href: ({ ticketId }) => this.ticketHref?.replace('{id}', encodeURIComponent(ticketId)),
      onOpen: ({ ticketId }) => void this.emit('whistle-ticket-select', { ticketId }),
      onRetry: this.#retry,
      onEdit: this.#edit,
      onTakeOver: this.#takeOver,
      onCopy: (item) => void this.#copy(item),
      onDiscard: (item) => void this.#askToDiscard(item),
    }
  }

  #list(count: number): TemplateResult {
    const context = this.#context
    const items = this.#shown
    const hidden = count - items.length
    return html`<ul class="items">
        ${repeat(
          items,
          ({ commandId }) => commandId,
          (item) => outboxItem(item, context),
        )}
      </ul>
      ${
        hidden > 0
          ? html`<button class="button more" type="button" @click=${() => (this.most += pageSize)}>
              ${this.text(outboxMessages).more(Math.min(pageSize, hidden))}
            </button>`
          : nothing
      }`
  }

  #question(): TemplateResult | typeof nothing {
    const item = this.#items.find(({ commandId }) => commandId === this.discarding)
    if (!item) return nothing
    const question = {
      item,
      followers: this.#followersOf(item),
      cancel: this.text(common).cancel,
      onCancel: this.#closeQuestion,
      onDiscard: () => this.#discard(item),
      onClose: () => (this.discarding = undefined),
    }
    return discardQuestion(question, this.#context)
  }
}

const placeIn = (queue: readonly OutboxItem[], item: OutboxItem): number =>
  queue.findIndex(({ commandId }) => commandId === item.commandId)
