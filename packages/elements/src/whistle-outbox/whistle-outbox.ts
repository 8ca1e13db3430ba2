/** What waits on this device: how it stands, why it is not there yet, and what to do about it. */
import type { Outbox, OutboxItem, OutboxPause, OutboxSpace, TicketGateway } from '@chuishao/core/service'
import { html, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { html as staticHtml, type StaticValue } from 'lit/static-html.js'
import { Announcer } from '../internal/announcer.ts'
import { booleanAttribute } from '../internal/attributes.ts'
import { tagInUse, tagOf } from '../internal/define.ts'
import { sentenceOf } from '../internal/gateway/failure.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { LoadController } from '../internal/gateway/load-controller.ts'
import { PhotoUrls } from '../internal/gateway/photo-urls.ts'
import { common } from '../internal/i18n/common.ts'
import { vocabulary } from '../internal/i18n/vocabulary.ts'
import { savedIcon, successIcon } from '../internal/icons.ts'
import { NowController } from '../internal/now-controller.ts'
import { badges } from '../internal/styles/badges.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { dialogs } from '../internal/styles/dialogs.ts'
import { fields } from '../internal/styles/fields.ts'
import { states } from '../internal/styles/states.ts'
import { unitName } from '../internal/unit-name.ts'
import { notice } from '../internal/views.ts'
import { WhistleElement } from '../internal/whistle-element.ts'
import { steps } from '../whistle-ticket-card/steps.ts'
import { withTexts, type TextName } from './editable-texts.ts'
import { outboxMessages } from './messages.ts'
import { OutboxController } from './outbox-controller.ts'
import { isWhistle, itemTitle, outboxItem, type ItemContext } from './outbox-item.ts'
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
const lowSpaceBytes = 50 * 1024 * 1024

/**
 * Shows what is saved on this device and has not arrived yet, and lets a person send it, change it or discard it.
 *
 * @summary What waits for a network.
 * @fires whistle-outbox-change - How much waits has changed; for a badge in your header.
 * @fires whistle-outbox-edit - A person wants to change a whistle: `preventDefault()` and give `detail.commandId` to a
 *   `<whistle-form>` of yours as `waiting-id`, or leave it to the outbox, which opens one.
 * @fires whistle-sign-in-needed - The sign-in has ended and a person wants to sign in again.
 * @csspart outbox - The box.
 */
export class WhistleOutbox extends WhistleElement {
  static override readonly tag: string = 'whistle-outbox'
  static override styles = [badges, buttons, cards, dialogs, fields, states, outboxStyles]

  /** Draws nothing while nothing waits. */
  @property({ attribute: 'hide-empty', converter: booleanAttribute }) hideEmpty = false
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  @state() private editing: string | undefined
  @state() private busy: string | undefined
  @state() private wrong = ''
  @state() private most = pageSize
  @state() private discarding: OutboxItem | undefined
  /** The whistle that stands in the form; it stays there, as it was typed, until another one does. */
  @state() private correcting: string | undefined
  #formTag: StaticValue | undefined
  #focused: Element | null | undefined
  #told = ''
  private readonly backend = new GatewayController(this)
  private readonly box = new OutboxController(this, this.backend)
  private readonly city = new LoadController(this, this.backend, {
    key: () => (this.#items.length > 0 ? 'city' : undefined),
    load: (gateway) => gateway.city(),
  })
  private readonly photos = new PhotoUrls(this, this.backend)
  private readonly time = new NowController(this)
  private readonly announcer = new Announcer(this)

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
  }

  /** In the order of the taps. */
  #onTicketOf({ ticketId }: OutboxItem): OutboxItem[] {
    return this.#items.filter((it) => it.ticketId === ticketId)
  }

  #isBehind(item: OutboxItem): boolean {
    const queue = this.#onTicketOf(item)
    const before = queue.slice(0, queue.indexOf(item))
    return item.state === 'waiting' && before.some(({ state: is }) => is === 'needsYou')
  }

  protected override updated(): void {
    if (this.#focused && !this.#focused.isConnected) this.#keepFocus()
    const { state: loaded } = this.box
    if (!loaded) return
    // Fetched before it is needed: without a network it could not be.
    void this.#loadForm().catch(() => {})
    const needsYou = loaded.items.filter((item) => item.state === 'needsYou').length
    const told = `${loaded.items.length} ${needsYou}`
    if (told === this.#told) return
    this.#told = told
    this.emit('whistle-outbox-change', { waiting: loaded.items.length, needsYou })
  }

  #retryAll = (): void => void this.box.outbox?.retry()

  #retry = (item: OutboxItem): void => {
    const { commandId, command, problem } = item
    // Under an id that the backend has for something else it can only go out as a new one.
    void this.#act(item, (outbox) =>
      problem?.kind === 'reused' ? outbox.replace(commandId, command) : outbox.retry(commandId),
    )
  }

  #edit = (item: OutboxItem | undefined): void => {
    if (item && isWhistle(item)) {
      const { commandId, ticketId } = item
      if (this.emit('whistle-outbox-edit', { commandId, ticketId }, { cancelable: true }))
        void this.#correct(commandId).catch(() => this.#editTexts(item))
      return
    }
    this.#editTexts(item)
  }

  #editTexts(item: OutboxItem | undefined): void {
    this.editing = item?.commandId
    this.wrong = ''
    if (item)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('form textarea')?.focus(),
      )
  }

  #save = (item: OutboxItem, texts: Partial<Record<TextName, string>>): void => {
    void this.#act(item, async (outbox) => {
      if (await outbox.replace(item.commandId, withTexts(item.command, texts))) this.editing = undefined
      else this.wrong = this.text(outboxMessages).onItsWay
    })
  }

  async #loadForm(): Promise<void> {
    this.#formTag ??= tagInUse('whistle-form')
    if (this.#formTag) return
    const { WhistleForm } = await import('../whistle-form/whistle-form.ts')
    this.#formTag = tagOf(WhistleForm)
  }

  async #correct(commandId: string): Promise<void> {
    await this.#loadForm()
    this.correcting = commandId
    await this.updateComplete
    this.renderRoot.querySelector<HTMLDialogElement>('.correction')?.showModal()
  }

  #closeForm = (): void => this.renderRoot.querySelector<HTMLDialogElement>('.correction')?.close()

  /** The corrected one has taken its place; of one that had arrived before the form itself tells. */
  #onCorrected = (event: Event): void => {
    if (event instanceof CustomEvent && event.type === 'whistle-sent' && !event.detail.pending) return
    this.#closeForm()
    this.correcting = undefined
    this.announcer.say(this.text(common).savedHere)
    this.#keepFocus()
  }

  /** What was pressed may be gone. */
  #keepFocus(): void {
    if (!this.shadowRoot?.activeElement) this.renderRoot.querySelector<HTMLElement>('.title')?.focus()
  }

  #askToDiscard = async (item: OutboxItem): Promise<void> => {
    this.discarding = item
    await this.updateComplete
    this.renderRoot.querySelector<HTMLDialogElement>('.question')?.showModal()
  }

  #discard = (item: OutboxItem): void => {
    this.renderRoot.querySelector<HTMLDialogElement>('.question')?.close()
    const t = this.text(outboxMessages)
    void this.#act(item, async (outbox) => {
      if (await outbox.discard(item.commandId)) this.announcer.say(t.discarded)
      else this.wrong = t.onItsWay
    })
  }

  async #act(item: OutboxItem, work: (outbox: Outbox) => Promise<unknown>) {
    const { outbox } = this.box
    if (!outbox || this.busy !== undefined || item.state === 'sending') return
    this.busy = item.commandId
    this.wrong = ''
    try {
      await work(outbox)
    } catch (error) {
      this.wrong = this.say(sentenceOf(error))
    } finally {
      this.busy = undefined
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state: loaded, failure } = this.box
    const t = this.text(outboxMessages)
    if (!this.backend.gateway) return this.hideEmpty ? nothing : notice('info', this.text(common).noGateway)
    if (!this.box.outbox) return this.hideEmpty ? nothing : notice('info', t.none)
    if (failure) return notice('danger', this.say(failure))
    if (!loaded || (loaded.items.length === 0 && this.hideEmpty)) return nothing
    const { items, pause, space } = loaded
    return html`<section class="card stack" part="outbox" aria-labelledby="title">
        <div class="head">
          <h2 class="title" id="title" tabindex="-1">
            ${t.title} ${items.length > 0 ? t.count(items.length) : nothing}
          </h2>
          ${
            items.length > 0
              ? html`<button class="button" type="button" @click=${this.#retryAll}>
                  ${savedIcon}${t.sendAll}
                </button>`
              : nothing
          }
        </div>
        ${pause && !items.some(({ state: is }) => is === 'sending') ? this.#pause(pause) : nothing}
        ${this.wrong ? notice('danger', this.wrong) : nothing}
        ${items.length > 0 ? this.#list(items.length) : html`<p class="muted">${successIcon} ${t.empty}</p>`}
        ${space && items.length > 0 ? this.#space(space) : nothing}
      </section>
      ${this.#dialog()}${this.#form()}${this.announcer.region()}`
  }

  #pause({ reason }: OutboxPause): TemplateResult {
    const t = this.text(outboxMessages)
    const button = (label: string, onClick: () => void) =>
      html`<button class="button" type="button" @click=${onClick}>${label}</button>`
    const action =
      reason === 'signIn'
        ? button(t.signIn, () => this.emit('whistle-sign-in-needed', undefined))
        : reason === 'outdated'
          ? button(t.reload, () => location.reload())
          : undefined
    return notice(reason === 'offline' ? 'info' : 'warning', t.pauses[reason], action)
  }

  get #context(): ItemContext {
    const city = this.city.current.value
    return {
      t: this.text(outboxMessages),
      words: { ...this.text(vocabulary), ...this.text(steps) },
      cancel: this.text(common).cancel,
      formats: this.formats,
      now: this.time.now,
      city,
      unitName: (id = '') => {
        const unit = city?.units.find((known) => known.id === id)
        return unit ? unitName(unit, this.locale) : id
      },
      say: (sentence) => this.say(sentence),
      photoUrl: (sha256) => this.photos.url(sha256),
      editing: this.editing,
      busy: this.busy,
      isBehind: (item) => this.#isBehind(item),
      onRetry: this.#retry,
      onEdit: this.#edit,
      onSave: this.#save,
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

  #space({ usedBytes, quotaBytes, persistent }: OutboxSpace): TemplateResult {
    const t = this.text(outboxMessages)
    const left = quotaBytes - usedBytes
    return html`<p class="muted">
        ${t.space(sizeWord(usedBytes), sizeWord(left))} ${persistent ? nothing : t.notPersistent}
      </p>
      ${left < lowSpaceBytes ? notice('warning', t.lowSpace) : nothing}`
  }

  #form(): unknown {
    const { correcting } = this
    const formTag = this.#formTag
    if (!correcting || !formTag) return nothing
    return staticHtml`<dialog class="dialog correction" autofocus aria-label=${this.text(outboxMessages).edit}>
      <${formTag}
        .gateway=${this.backend.gateway}
        .waitingId=${correcting}
        @whistle-sent=${this.#onCorrected}
        @whistle-draft-saved=${this.#onCorrected}
      ></${formTag}>
      <div class="dialog-actions">
        <button class="button" type="button" @click=${this.#closeForm}>
          ${this.text(outboxMessages).closeForm}
        </button>
      </div>
    </dialog>`
  }

  #dialog(): TemplateResult | typeof nothing {
    const item = this.discarding
    if (!item) return nothing
    const t = this.text(outboxMessages)
    const followers = item.ifVersion === 0 ? this.#onTicketOf(item).length - 1 : 0
    return html`<dialog
      class="dialog question"
      aria-labelledby="discard-title"
      @close=${() => (this.discarding = undefined)}
    >
      <h2 class="dialog-title" id="discard-title">${t.discardTitle}</h2>
      <p><b>${itemTitle(item, this.#context)}</b></p>
      <p>${t.discardNote}</p>
      ${mayBeThere(item) ? html`<p>${t.discardAttempted}</p>` : nothing}
      ${followers > 0 ? html`<p>${t.discardFollowers(followers)}</p>` : nothing}
      <div class="dialog-actions">
        <button
          class="button"
          type="button"
          @click=${() => this.renderRoot.querySelector<HTMLDialogElement>('.question')?.close()}
        >
          ${this.text(common).cancel}
        </button>
        <button class="button" data-kind="danger" type="button" @click=${() => this.#discard(item)}>
          ${t.discard}
        </button>
      </div>
    </dialog>`
  }
}

/** Where no answer came: one that was refused has not arrived. */
const mayBeThere = ({ attempted, problem }: OutboxItem) =>
  attempted && (!problem || problem.kind === 'failed')

function sizeWord(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  const [size, unit] = megabytes < 1000 ? [megabytes, 'MB'] : [megabytes / 1024, 'GB']
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`
}
