/** 评哨: how it was handled, in two answers that are never blended, solved and satisfied. Neither has a default. */
import type { TicketGateway } from '@chuishao/core/service'
import type { Choice, Rating, Sentence } from '@chuishao/core/ticket'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { Announcer } from '../internal/announcer.ts'
import { booleanAttribute, jsonAttribute } from '../internal/attributes.ts'
import { WhistleFormControl, type Problem } from '../internal/forms/form-control.ts'
import { CommandController } from '../internal/gateway/command-controller.ts'
import { FreshController } from '../internal/gateway/fresh-controller.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { lostFields } from '../internal/gateway/lost-fields.ts'
import { LoadController } from '../internal/gateway/load-controller.ts'
import { waitsOn } from '../internal/gateway/waiting-items.ts'
import { common } from '../internal/i18n/common.ts'
import { vocabulary } from '../internal/i18n/vocabulary.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { fields } from '../internal/styles/fields.ts'
import { states } from '../internal/styles/states.ts'
import { notice, waiting } from '../internal/views.ts'
import { warnOnce } from '../internal/warn-once.ts'
import { ratingMessages } from './messages.ts'
import { questions, thanks } from './rating-questions.ts'
import { answersFrom, noAnswers, ratingOf, type Answers } from './rating-value.ts'
import { ratingStyles } from './whistle-rating.styles.ts'

export interface RatingChangeDetail {
  /** Null while level or solved is still open. */
  rating: Rating | null
}

export interface WhistleRatedDetail {
  rating: Rating
  /** Null where the host sends it itself. */
  ticketId: string | null
  /** The ticket's version after it. */
  version: number | null
}

declare global {
  interface HTMLElementEventMap {
    'rating-change': CustomEvent<RatingChangeDetail>
    'whistle-rated': CustomEvent<WhistleRatedDetail>
  }
}

/**
 * Asks for a rating. Alone it is a control of your form; with `ticket-id` it sends the rating itself.
 *
 * @summary Five levels, solved or not, tags and a comment.
 * @fires rating-change - An answer changed; `detail.rating` is null until level and solved are both chosen.
 * @fires whistle-rated - The rating was sent, or, without `ticket-id`, the person pressed the button.
 * @csspart submit - The button.
 * @cssprop --whistle-rating-star - Colour of the stars.
 */
export class WhistleRating extends WhistleFormControl {
  static override readonly tag: string = 'whistle-rating'
  static override styles = [buttons, cards, fields, states, ratingStyles]

  /** The ticket to rate. The rating is then sent through the gateway. */
  @property({ attribute: 'ticket-id' }) ticketId: string | undefined
  /** Shows a button that fires `whistle-rated`, for hosts without a form of their own. */
  @property({ converter: booleanAttribute }) submittable = false
  /** What may be ticked about the handling; the city's own where it is absent and the element is connected. */
  @property({ attribute: 'tags', converter: jsonAttribute }) tags: Choice[] | undefined
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  @state() private answers: Answers = noAnswers
  #default: unknown
  #touched = false
  #bad = false
  private readonly backend = new GatewayController(this)
  private readonly loader = new LoadController(this, this.backend, {
    key: () => this.ticketId || undefined,
    load: async (gateway, ticketId) => {
      const [view, city, waits] = await Promise.all([
        gateway.get(ticketId),
        gateway.city(),
        waitsOn(gateway, ticketId),
      ])
      return { view, tags: city.policy.evaluation.tags, needsYou: waits && waits.needsYou > 0 }
    },
  })
  private readonly fresh = new FreshController(this, this.backend, {
    lack: () => {
      const { state, value } = this.loader.current
      return value?.view?.asOf ? 'kept' : state === 'failed' && !value ? 'missing' : undefined
    },
    reload: () => this.loader.reload(),
  })
  private readonly sending = new CommandController(this)
  private readonly announcer = new Announcer(this)

  /** The complete rating, or undefined. Takes a rating, its JSON, or undefined to start over. */
  @property({ attribute: false })
  get value(): Rating | undefined {
    return ratingOf(this.answers)
  }
  set value(next: unknown) {
    this.#touched = true
    this.#take(next)
  }

  /** What a reset goes back to: JSON of a rating. */
  @property({ attribute: 'value', converter: jsonAttribute })
  get defaultValue(): unknown {
    return this.#default
  }
  set defaultValue(next: unknown) {
    this.#default = next
    if (!this.#touched) this.#take(next)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('ticketId') || changed.get('ticketId') === undefined) return
    this.formResetCallback()
    this.sending.reset()
  }

  /** Checks the answers and sends them, as the button does. Does nothing while disconnected from the page. */
  async submit(): Promise<void> {
    if (!this.isConnected || this.isDisabled || this.sending.busy) return
    this.showsProblems = true
    await this.updateComplete
    const rating = this.value
    if (!rating || this.problem()) return this.#focusProblem()
    const { gateway } = this.backend
    if (!this.ticketId) this.emit('whistle-rated', { rating, ticketId: null, version: null })
    else if (gateway) await this.#send(gateway, this.ticketId, rating)
  }

  /** Shows what is missing beside its question and goes there, without the browser's own bubble; answers false then. */
  showProblem(): boolean {
    if (!this.problem()) return true
    this.showsProblems = true
    this.#focusProblem()
    return false
  }

  formStateRestoreCallback(stored: string): void {
    this.#take(stored)
  }

  protected override formValue(): string | null {
    const rating = this.value
    return rating ? JSON.stringify(rating) : null
  }

  protected override problem(): Problem | undefined {
    const t = this.text(ratingMessages)
    if (this.#bad) return { flags: { badInput: true }, message: t.badValue, anchor: 'input' }
    const { level, solved } = this.answers
    const begun = level !== undefined || solved !== undefined
    if (!begun && !this.required && !this.#sends) return undefined
    if (solved === undefined)
      return { flags: { valueMissing: true }, message: t.solvedMissing, anchor: '[name=solved]' }
    if (level === undefined)
      return { flags: { valueMissing: true }, message: t.levelMissing, anchor: '[name=level]' }
    return undefined
  }

  protected override resetValue(): void {
    this.#touched = false
    this.#take(this.#default)
  }

  get #sends(): boolean {
    return this.submittable || Boolean(this.ticketId)
  }

  /** Said of a rating that is still on this device alone, as far as is known. */
  get #note(): string | undefined {
    const { value } = this.loader.current
    const words = this.text(common)
    if (value?.needsYou === undefined) return undefined
    return value.needsYou ? words.savedNeedsYou : words.savedHere
  }

  get #choices(): Choice[] {
    const choices = this.tags ?? this.loader.current.value?.tags
    return Array.isArray(choices) ? choices : []
  }

  #take(next: unknown): void {
    const empty = next === undefined || next === null || next === ''
    const answers = empty ? noAnswers : answersFrom(next)
    this.#bad = !answers
    if (!answers)
      warnOnce(`<${this.localName}>: this is not a rating: ${JSON.stringify(next)?.slice(0, 120)}`)
    this.answers = answers ?? noAnswers
    this.syncForm()
  }

  #answer(change: Partial<Answers>): void {
    this.#touched = true
    this.#bad = false
    this.answers = { ...this.answers, ...change }
    this.syncForm()
    this.emit('rating-change', { rating: this.value ?? null })
    this.dispatchEvent(new Event('change', { bubbles: true }))
  }

  #focusProblem(): void {
    const problem = this.problem()
    if (!problem) return
    this.announcer.say(problem.message)
    this.shadowRoot?.querySelector<HTMLElement>(problem.anchor ?? 'input')?.focus()
  }

  async #send(gateway: TicketGateway, ticketId: string, rating: Rating): Promise<void> {
    const { value: seen } = this.loader.current
    if (!seen?.view) return
    const { version } = seen.view.ticket
    const t = this.text(ratingMessages)
    const ended = await this.sending.send(gateway, ticketId, { type: 'EVALUATE', ...rating }, version)
    if (ended.state === 'conflict') return this.loader.reload()
    if (ended.state !== 'sent') return
    if (ended.pending) this.loader.replace({ ...seen, needsYou: false })
    this.announcer.say(t.thanks)
    this.emit('whistle-rated', { rating, ticketId, version: ended.version })
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('.thanks')?.focus()
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    void this.submit()
  }

  // As in a native form, Enter on a radio or a checkbox sends it; the host's form, where the button is not ours.
  #onKeydown = (event: KeyboardEvent): void => {
    const target = event.target
    if (event.key !== 'Enter' || this.#sends || !(target instanceof HTMLInputElement)) return
    event.preventDefault()
    this.form?.requestSubmit()
  }

  protected override render(): TemplateResult {
    return html`${this.#body()}${this.announcer.region()}`
  }

  #body(): TemplateResult {
    if (!this.ticketId) return this.#form()
    const words = this.text(common)
    const { current: sent } = this.sending
    if (sent.state === 'sent')
      return thanks(this.text(ratingMessages), this.text(vocabulary), {
        level: this.answers.level,
        note: sent.pending ? this.#note : undefined,
      })
    if (!this.backend.gateway) return notice('info', words.noGateway)
    const { current } = this.loader
    if (current.state === 'failed' && !current.value) {
      const retry = html`<button class="button" type="button" @click=${() => this.loader.reload()}>
        ${words.retry}
      </button>`
      return notice('danger', this.say(current.sentence), retry)
    }
    if (!current.value) return waiting(words.loading)
    if (!current.value.view) return notice('danger', words.notFound)
    const action = current.value.view.actions.find(({ type }) => type === 'EVALUATE')
    if (action?.enabled) return html`${this.age(current.value.view)}${this.#form()}`
    const reason = action?.reason?.message
    return html`${this.age(current.value.view)}${notice('info', reason ? this.say(reason) : this.text(ratingMessages).unavailable)}`
  }

  #form(): TemplateResult {
    const lost = lostFields(this.backend.gateway, 'EVALUATE')
    const choices = lost.includes('tags') ? [] : this.#choices
    return html`<form class="fields" novalidate @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      ${questions({
        t: this.text(ratingMessages),
        words: this.text(vocabulary),
        optional: this.text(common).optional,
        answers: this.answers,
        asksComment: !lost.includes('comment'),
        choices: choices.map(({ code, label }) => ({ code, label: this.say(label) })),
        disabled: this.isDisabled,
        required: this.required || this.#sends,
        showsMissing: this.showsProblems && this.problem() !== undefined,
        answer: (change) => this.#answer(change),
      })}
      ${this.#sends ? this.#sendPart() : nothing}
    </form>`
  }

  #sendPart(): TemplateResult {
    const { busy, current } = this.sending
    const words = this.text(common)
    const wrong: Sentence | string | undefined =
      current.state === 'refused'
        ? current.rejection.message
        : current.state === 'failed'
          ? current.sentence
          : current.state === 'conflict'
            ? words.conflict
            : undefined
    return html`<div class="stack">
      <p class="muted">${this.text(ratingMessages).apart}</p>
      ${wrong ? notice('danger', typeof wrong === 'string' ? wrong : this.say(wrong)) : nothing}
      <button
        class="button"
        data-kind="primary"
        data-wide
        part="submit"
        type="submit"
        ?disabled=${busy || this.isDisabled}
      >
        ${busy ? html`<span class="spinner"></span>${words.sending}` : this.text(ratingMessages).submit}
      </button>
    </div>`
  }
}
