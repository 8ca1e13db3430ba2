/** One ticket: where it stands, who is on turn, what happened, and what this person may do about it. */
import type { Freshness, TicketGateway, TicketView } from '@chuishao/core/service'
import type { AttachmentRef, Command, CommandType, TicketEvent } from '@chuishao/core/ticket'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { Announcer } from '../internal/announcer.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { FreshController } from '../internal/gateway/fresh-controller.ts'
import { LiveController } from '../internal/gateway/live-controller.ts'
import { LoadController, type Loaded } from '../internal/gateway/load-controller.ts'
import { PhotoUrls } from '../internal/gateway/photo-urls.ts'
import { tellsAccepted, wordsTold } from '../internal/gateway/told-statuses.ts'
import { waitsOn, type Waits } from '../internal/gateway/waiting-items.ts'
import { common } from '../internal/i18n/common.ts'
import { vocabulary } from '../internal/i18n/vocabulary.ts'
import { leadToOutbox } from '../internal/lead-to-outbox.ts'
import { NowController } from '../internal/now-controller.ts'
import { badges } from '../internal/styles/badges.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { dialogs } from '../internal/styles/dialogs.ts'
import { states } from '../internal/styles/states.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice } from '../internal/views.ts'
import { WhistleElement } from '../internal/whistle-element.ts'
import { Acting, loadDialog } from './acting.ts'
import { cardMessages } from './messages.ts'
import { actionButtons, mainAction } from './parts/actions.ts'
import { extensions, results, returns, suspension } from './parts/answers.ts'
import { clocks } from './parts/clocks.ts'
import type { CardContext } from './parts/context.ts'
import { evaluations } from './parts/evaluations.ts'
import { header } from './parts/header.ts'
import { matterFacts } from './parts/matter-facts.ts'
import { parties } from './parts/parties.ts'
import { pendingMarks, withoutExpectedClocks } from './parts/pending.ts'
import { PhotoViewer } from './parts/pictures.ts'
import { situation } from './parts/situation.ts'
import { timeline } from './parts/timeline.ts'
import { steps } from './steps.ts'
import { cardStyles } from './whistle-ticket-card.styles.ts'

export interface WhistleCommandDetail {
  ticketId: string
  command: Command
  /** The version that the person saw: send it as `ifVersion`. */
  version: number
}

export interface WhistleCommandSentDetail {
  ticketId: string
  type: CommandType
  /** The ticket's version after it. */
  version: number
}

export interface EditRequestedDetail {
  ticketId: string
}

export interface OutboxWantedDetail {
  ticketId: string
  commandId: string
}

declare global {
  interface HTMLElementEventMap {
    'whistle-command': CustomEvent<WhistleCommandDetail>
    'whistle-command-sent': CustomEvent<WhistleCommandSentDetail>
    'whistle-edit-requested': CustomEvent<EditRequestedDetail>
    'whistle-outbox-wanted': CustomEvent<OutboxWantedDetail>
  }
}

/**
 * Shows a ticket and lets a person act on it. With `ticket-id` it asks the backend and sends commands itself; with `.view`
 * it shows what the page gives and fires `whistle-command` instead.
 *
 * @summary One ticket with its history and its actions.
 * @fires whistle-command-sent - A command was accepted.
 * @fires whistle-command - With `.view`: a person wants to send `detail.command`.
 * @fires whistle-edit-requested - A person wants to go on with the draft: open it in a form.
 * @fires whistle-outbox-wanted - A person wants to decide about what could not be sent; `preventDefault()` and show your
 *   `<whistle-outbox>`, or leave it to the card, which goes to the one on the page.
 * @fires whistle-ticket-select - A person wants to see the ticket that this one was merged into.
 * @csspart card - The card.
 */
export class WhistleTicketCard extends WhistleElement {
  static override readonly tag: string = 'whistle-ticket-card'
  static override styles = [badges, buttons, cards, dialogs, states, cardStyles]

  /** The ticket to show. */
  @property({ attribute: 'ticket-id' }) ticketId: string | undefined
  /** A ticket from the page itself, instead of a backend's. */
  @property({ attribute: false }) view: TicketView | undefined
  /** The history that goes with `view`. */
  @property({ attribute: false }) events: TicketEvent[] | undefined
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  @state() private showsWhole = false
  /** Whether the history's hashes fit; undefined while that is not known. */
  @state() private verified: boolean | undefined
  #checked: readonly TicketEvent[] | undefined
  private readonly backend = new GatewayController(this)
  private readonly loader = new LoadController(this, this.backend, {
    key: () => (this.view ? undefined : this.ticketId || undefined),
    load: async (gateway, ticketId) => {
      const waited = this.#isOnlyHere
      const waits = await waitsOn(gateway, ticketId)
      const asked = gateway.get(ticketId)
      // What has arrived is kept here as it is there: what is neither is nowhere, with a network or without.
      const view = await (waited && !waits ? asked.catch(() => undefined) : asked)
      return {
        view: view && (waits ? { ...view, ticket: withoutExpectedClocks(view.ticket, waits) } : view),
        waits,
        isDiscarded: waited && !waits && !view,
      }
    },
  })
  private readonly history = new LoadController(this, this.backend, {
    // Of what has not arrived yet there is none.
    key: () => (this.view || this.#waits?.unsent ? undefined : this.ticketId || undefined),
    load: async (gateway, ticketId) => (gateway.capabilities.history ? gateway.history(ticketId) : []),
  })
  private readonly city = new LoadController(this, this.backend, {
    key: () => 'city',
    load: (gateway) => gateway.city(),
  })
  private readonly live = new LiveController(this, this.backend, ({ ticketId, version }) => {
    const shown = this.#shown?.ticket
    if (!this.view && ticketId === this.ticketId && shown && version > shown.version) void this.reload()
  })
  private readonly fresh = new FreshController(this, this.backend, {
    lack: () => this.#lack,
    reload: () => this.reload(),
    isLive: () => this.live.state === 'live',
  })
  private readonly acting = new Acting(this, {
    shown: () => this.#shown,
    waits: () => this.#waits,
    city: () => this.city.current.value,
    gateway: () => this.backend.gateway,
    isGiven: () => this.view !== undefined,
    reload: () => this.reload(),
    announce: (text) => this.announcer.say(text),
    onEdit: (ticketId) => void this.emit('whistle-edit-requested', { ticketId }),
    onCommand: (detail) => void this.emit('whistle-command', detail),
    onSent: (detail) => void this.emit('whistle-command-sent', detail),
  })
  private readonly photos = new PhotoUrls(this, this.backend)
  private readonly viewer = new PhotoViewer(this, this.photos)
  private readonly time = new NowController(this)
  private readonly announcer = new Announcer(this)

  /** Asks the backend again. Does nothing while disconnected from the page, or with `.view`. */
  async reload(): Promise<void> {
    if (!this.isConnected) return
    await Promise.all([this.loader.reload(), this.history.reload()])
    if (!this.#lack) this.photos.retry()
  }

  /** Photos picked for the command that `whistle-command` has just named, for pages that upload them themselves. */
  get pickedPhotos(): Blob[] {
    return this.acting.pickedPhotos
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('ticketId') && this.hasUpdated) this.#startOver()
    const events = this.#events
    if (events === this.#checked) return
    this.#checked = events
    void this.#verify(events)
  }

  protected override updated(): void {
    // Fetched before it is needed: the first tap must not wait for a weak network.
    if (this.#shown?.actions.some(({ enabled }) => enabled)) void loadDialog().catch(() => {})
    this.acting.follow()
  }

  get #shown(): (TicketView & Freshness) | undefined {
    return this.view ?? this.loader.current.value?.view
  }

  get #waits(): Waits | undefined {
    return this.view ? undefined : this.loader.current.value?.waits
  }

  /** Nobody else knows of it, as far as this card does. */
  get #isOnlyHere(): boolean {
    const { waits, isDiscarded = false } = this.loader.current.value ?? {}
    return waits?.unsent ?? isDiscarded
  }

  get #lack(): 'kept' | 'missing' | undefined {
    const { current } = this.loader
    return current.value?.view?.asOf
      ? 'kept'
      : current.state === 'failed' && !current.value
        ? 'missing'
        : undefined
  }

  get #events(): readonly TicketEvent[] {
    return (this.view ? this.events : this.history.current.value) ?? none
  }

  #startOver(): void {
    this.showsWhole = false
    this.acting.reset()
  }

  async #verify(events: readonly TicketEvent[]): Promise<void> {
    this.verified = undefined
    // A history that nothing seals is never vouched for.
    if (!this.view && this.backend.gateway?.capabilities.hashedHistory === false) return
    if (events.length === 0) return
    const check = await import('./parts/verify.ts').catch(() => undefined)
    if (check && events === this.#checked) this.verified = check.isVerified(events)
  }

  protected override render(): TemplateResult {
    return html`<article class="card" part="card" aria-label=${this.text(cardMessages).ticket}>
        ${this.#body()}
      </article>
      ${this.acting.dialogs} ${this.viewer.dialog({ t: this.text(cardMessages), words: this.text(common) })}
      ${this.announcer.region()}`
  }

  #body(): TemplateResult {
    const view = this.#shown
    if (view) return this.#ticket(view)
    const words = this.text(common)
    if (this.loader.current.value?.isDiscarded)
      return notice('warning', this.text(cardMessages).discardedHere)
    if (!this.ticketId) return notice('info', this.text(cardMessages).missing)
    if (!this.backend.gateway) return notice('info', words.noGateway)
    const { current } = this.loader
    if (current.state === 'failed')
      return notice(
        'danger',
        this.say(current.sentence),
        html`<button class="button" type="button" @click=${() => this.reload()}>${words.retry}</button>`,
      )
    const waits = this.#waits
    // One that was refused is nowhere else.
    if (waits)
      return html`${notice('warning', this.text(cardMessages).next.unsentNeedsYou)}${this.#marks(waits)}`
    return current.state === 'ready' ? notice('danger', words.notFound) : this.#skeleton()
  }

  #ticket(view: TicketView & Freshness): TemplateResult {
    const it = this.#context(view)
    return html`${this.#freshness(view)}${header(it)}
      <div class="now">${clocks(it)} ${this.#actions(view)}</div>
      <div class="columns">
        <div class="column">
          ${situation(it)} ${suspension(it)} ${results(it)} ${evaluations(it)} ${returns(it)}
          ${extensions(it)}
        </div>
        <div class="column">${parties(it)} ${matterFacts(it)}</div>
      </div>
      ${timeline(it, {
        verified: this.verified,
        whole: this.showsWhole,
        onWhole: () => (this.showsWhole = true),
        instead: this.#historyInstead(),
      })}`
  }

  /** A word of its own where this is not what the backend would say now. */
  #freshness(view: TicketView & Freshness): TemplateResult {
    return html`${this.age(view)}${this.#waits ? this.#marks(this.#waits) : nothing}`
  }

  #marks(waits: Waits): TemplateResult {
    const { toSend, needsYou } = this.text(common)
    const { decide } = this.text(cardMessages)
    return pendingMarks(waits, { toSend, needsYou, decide }, this.#decide)
  }

  /** To where a person decides about what needs them. */
  #decide = (): void => {
    const [item] = this.#waits?.items.filter(({ state: is }) => is === 'needsYou') ?? []
    if (!item) return
    const { commandId, ticketId } = item
    if (this.emit('whistle-outbox-wanted', { commandId, ticketId }, { cancelable: true })) leadToOutbox()
  }

  #context({ ticket, number = ticket.id.slice(-8).toUpperCase(), units, actions }: TicketView): CardContext {
    const city = this.city.current.value
    const t = this.text(cardMessages)
    const tells = tellsAccepted(this.backend.gateway?.capabilities)
    return {
      ticket,
      number,
      events: this.#events,
      waits: this.#waits,
      turn: mainAction(actions),
      city,
      t,
      words: { ...wordsTold(this.text(vocabulary), tells), ...this.text(steps) },
      tellsAccepted: tells,
      formats: this.formats,
      now: this.time.now,
      say: (sentence) => this.say(sentence),
      unitName: (id = '') => {
        const unit = units[id] ?? city?.units.find((known) => known.id === id)
        return unit ? unitName(unit, this.locale) : id
      },
      openTicket: (ticketId) => this.emit('whistle-ticket-select', { ticketId }),
      pictures: (photos: readonly AttachmentRef[] | undefined, what: string) =>
        this.viewer.thumbnails(photos, what, t),
    }
  }

  #actions({ actions }: TicketView): TemplateResult {
    const t = this.text(cardMessages)
    const { current: loaded } = this.loader
    return html`<div class="acting">
      ${this.acting.ending(loaded.state === 'failed' ? this.say(loaded.sentence) : undefined)}
      ${actionButtons({
        actions,
        understood: this.backend.gateway?.capabilities.commands,
        t,
        words: this.text(steps),
        say: (sentence) => this.say(sentence),
        busy: this.acting.busy,
        onChoose: (action) => void this.acting.choose(action),
      })}
    </div>`
  }

  #historyInstead(): TemplateResult | typeof nothing {
    if (this.view) return nothing
    const { current }: { current: Loaded<TicketEvent[]> } = this.history
    if (current.state === 'failed') {
      const retry = html`<button class="button" type="button" @click=${() => this.history.reload()}>
        ${this.text(common).retry}
      </button>`
      return notice('danger', this.text(cardMessages).historyFailed, retry)
    }
    return current.state === 'loading' ? html`<span class="skeleton"></span>` : nothing
  }

  #skeleton(): TemplateResult {
    return html`<div class="loading" aria-busy="true">
      <span class="visually-hidden">${this.text(common).loading}</span>
      ${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}
    </div>`
  }
}

const none: readonly TicketEvent[] = []
