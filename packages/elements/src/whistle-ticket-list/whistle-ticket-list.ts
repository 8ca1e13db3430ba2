/** A list of tickets for whoever asks: what waits for me, what is late, what became of it. */
import type {
  GatewayCapabilities,
  ListFilter,
  ListQuery,
  TicketGateway,
  TicketSummary,
} from '@chuishao/core/service'
import { inOrder, matches } from '@chuishao/core/service/list-lines'
import type { Status, Unit } from '@chuishao/core/ticket'
import { html, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { Announcer } from '../internal/announcer.ts'
import { booleanAttribute } from '../internal/attributes.ts'
import { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { FreshController } from '../internal/gateway/fresh-controller.ts'
import { LiveController } from '../internal/gateway/live-controller.ts'
import { LoadController } from '../internal/gateway/load-controller.ts'
import { PhotoUrls } from '../internal/gateway/photo-urls.ts'
import { tellsAccepted, wordsTold } from '../internal/gateway/told-statuses.ts'
import { common } from '../internal/i18n/common.ts'
import { vocabulary, type Vocabulary } from '../internal/i18n/vocabulary.ts'
import { refreshIcon } from '../internal/icons.ts'
import { notice } from '../internal/views.ts'
import { NowController } from '../internal/now-controller.ts'
import { badges } from '../internal/styles/badges.ts'
import { buttons } from '../internal/styles/buttons.ts'
import { cards } from '../internal/styles/cards.ts'
import { fields } from '../internal/styles/fields.ts'
import { states } from '../internal/styles/states.ts'
import { warnOnce } from '../internal/warn-once.ts'
import { WhistleElement } from '../internal/whistle-element.ts'
import { filterBar, type Chosen } from './filter-bar.ts'
import { listEmpty, listFailed, listFoot, listSkeleton } from './list-states.ts'
import { listMessages } from './messages.ts'
import { groupsFor, statusesIn, statusGroups } from './status-groups.ts'
import { TicketPages } from './ticket-pages.ts'
import { ticketRow } from './ticket-row.ts'
import { listStyles } from './whistle-ticket-list.styles.ts'

export interface TicketSelectDetail {
  ticketId: string
}

declare global {
  interface HTMLElementEventMap {
    'whistle-ticket-select': CustomEvent<TicketSelectDetail>
  }
}

const pageSize = 30
const searchPauseMs = 300
const knownStatuses: readonly string[] = Object.values(statusGroups).flat()

/**
 * Lists tickets, with filters, live changes and paging.
 *
 * @summary Tickets in a list, filtered and kept up to date.
 * @fires whistle-ticket-select - A line was opened; `detail.ticketId` names the ticket.
 * @csspart row - One line.
 * @csspart more - The button for the next page.
 */
export class WhistleTicketList extends WhistleElement {
  static override readonly tag: string = 'whistle-ticket-list'
  static override styles = [badges, buttons, cards, fields, states, listStyles]

  /** What is listed at all; people filter within it. */
  @property({ attribute: false }) filter: Partial<ListQuery> = {}
  /** Statuses within `filter`, separated by spaces, e.g. `whistled accepted`. */
  @property() statuses = ''
  /** `updated` (latest change first) or `due` (soonest first). */
  @property() order = ''
  /** The title above the list; a word of its own where it is absent, none where it is empty. */
  @property() heading: string | undefined
  /** The ticket that is open beside the list. */
  @property() selected = ''
  /** Leaves out search, groups and order. */
  @property({ attribute: 'hide-filters', converter: booleanAttribute }) hideFilters = false
  /** Lines from the page itself, instead of a backend's. */
  @property({ attribute: false }) tickets: TicketSummary[] | undefined
  /** Names of units for `tickets`; connected, they come from the backend. */
  @property({ attribute: false }) units: Record<string, Unit> | undefined
  /** The backend of this element alone. */
  @property({ attribute: false }) gateway: TicketGateway | null | undefined

  @state() private chosen: Chosen = { text: '' }
  /** What is searched for; `chosen.text` is what stands in the field. */
  @state() private searched = ''
  @state() private current: string | undefined
  #pause: ReturnType<typeof setTimeout> | undefined
  #end: IntersectionObserver | undefined
  private readonly backend = new GatewayController(this)
  private readonly pages = new TicketPages(this, this.backend, {
    query: () => (this.tickets ? undefined : this.#query()),
    onFresh: (count) => this.announcer.say(this.text(listMessages).freshSaid(count)),
  })
  private readonly live = new LiveController(this, this.backend, (change) => this.pages.receive(change))
  private readonly fresh = new FreshController(this, this.backend, {
    lack: () => this.pages.lack,
    reload: () => this.reload(),
    isLive: () => this.live.state === 'live',
  })
  private readonly cityUnits = new LoadController(this, this.backend, {
    key: () => (this.units ? undefined : 'units'),
    load: async (gateway) => Object.fromEntries((await gateway.city()).units.map((it) => [it.id, it])),
  })
  private readonly photos = new PhotoUrls(this, this.backend)
  private readonly time = new NowController(this)
  private readonly announcer = new Announcer(this)

  /** Loads from the top again. Does nothing while disconnected from the page. */
  async reload(): Promise<void> {
    if (!this.isConnected) return
    await this.pages.reload()
    if (!this.pages.lack) this.photos.retry()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#end = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && this.pages.state === 'ready')
          void this.pages.more()
      },
      { rootMargin: '300px' },
    )
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#end?.disconnect()
    clearTimeout(this.#pause)
  }

  protected override updated(): void {
    // Observed anew after every page: a short page leaves the button in view, and nothing crosses a border.
    this.#end?.disconnect()
    const more = this.renderRoot.querySelector('.more')
    if (more) this.#end?.observe(more)
  }

  get #allowed(): Status[] | undefined {
    const named = this.statuses.split(/\s+/).filter(Boolean)
    const unknown = named.filter((it) => !knownStatuses.includes(it))
    if (unknown.length > 0) warnOnce(`<${this.localName}>: no such status: ${unknown.join(' ')}`)
    const known = named.filter((it): it is Status => knownStatuses.includes(it))
    return known.length > 0 ? known : this.filter.statuses
  }

  /** What the backend can do with a list; lines from the page itself can have all of it. */
  get #offers(): Partial<GatewayCapabilities> {
    return (this.tickets ? undefined : this.backend.gateway?.capabilities) ?? {}
  }

  get #words(): Vocabulary {
    return wordsTold(this.text(vocabulary), tellsAccepted(this.#offers))
  }

  get #order(): 'updated' | 'due' {
    const named = this.chosen.order ?? this.order
    const wanted = named === 'due' || named === 'updated' ? named : (this.filter.order ?? 'updated')
    const { orders } = this.#offers
    return orders?.includes(wanted) === false ? (orders[0] ?? wanted) : wanted
  }

  #query(): ListQuery {
    const { cursor: _, statuses: __, text: given, ...fixed } = this.filter
    const statuses = statusesIn(this.chosen.group, this.#allowed)
    const warning = fixed.warning ?? this.chosen.warning
    const text = this.searched || given?.trim()
    return {
      limit: pageSize,
      ...fixed,
      order: this.#order,
      ...(statuses?.length && { statuses }),
      ...(warning && { warning }),
      ...(text && { text }),
    }
  }

  get #lines(): TicketSummary[] {
    if (!this.tickets) return this.pages.lines
    const query = this.#query()
    return inOrder(
      this.tickets.filter((line) => matches(line, query)),
      query.order,
    )
  }

  get #isFiltered(): boolean {
    return Boolean(this.searched || this.chosen.group || this.chosen.warning)
  }

  #choose = (change: Partial<Chosen>): void => {
    this.chosen = { ...this.chosen, ...change }
  }

  #type = (text: string, atOnce: boolean): void => {
    this.#choose({ text })
    clearTimeout(this.#pause)
    const search = () => (this.searched = text.trim())
    if (atOnce) search()
    else this.#pause = setTimeout(search, searchPauseMs)
  }

  #clear = (): void => {
    clearTimeout(this.#pause)
    this.chosen = { text: '' }
    this.searched = ''
  }

  #showFresh = async (): Promise<void> => {
    await this.pages.reload()
    this.current = this.#lines[0]?.ticketId
    await this.updateComplete
    this.#focusCurrent()
  }

  #onClick = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('.row-title') : null
    if (!button) return
    this.current = button.value
    this.emit('whistle-ticket-select', { ticketId: button.value })
  }

  #onKeydown = async (event: KeyboardEvent): Promise<void> => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const ids = this.#lines.map((line) => line.ticketId)
    const at = Math.max(0, ids.indexOf(this.#current(ids)))
    this.current = ids[Math.min(ids.length - 1, Math.max(0, at + step))]
    await this.updateComplete
    this.#focusCurrent()
  }

  #focusCurrent(): void {
    this.renderRoot.querySelector<HTMLElement>('.row-title[tabindex="0"]')?.focus()
  }

  #current(ids: string[]): string {
    const wanted = [this.current, this.selected].find((id) => id !== undefined && ids.includes(id))
    return wanted ?? ids[0] ?? ''
  }

  protected override render(): TemplateResult {
    const t = this.text(listMessages)
    const heading = this.heading ?? t.heading
    return html`<section
      class="list"
      aria-label=${heading || t.heading}
      aria-busy=${this.pages.state === 'loading' && this.pages.isOutdated ? 'true' : 'false'}
    >
      ${
        heading
          ? html`<div class="head">
              <h2 class="title">${heading}</h2>
              ${this.#liveMark()}
            </div>`
          : nothing
      }
      ${this.hideFilters ? nothing : this.#filters()} ${this.#age()} ${this.#freshButton()} ${this.#body()}
      ${this.announcer.region()}
    </section>`
  }

  #filters(): TemplateResult {
    const { filters, orders, statuses } = this.#offers
    const offers = (filter: ListFilter) => filters?.includes(filter) !== false
    return filterBar({
      t: this.text(listMessages),
      words: this.#words,
      groups: offers('statuses') ? groupsFor(both(this.#allowed, statuses)) : [],
      chosen: this.chosen,
      order: this.#order,
      offersText: offers('text'),
      offersWarning: offers('warning') && this.filter.warning === undefined,
      offersOrder: orders?.length !== 1,
      choose: this.#choose,
      type: this.#type,
    })
  }

  #liveMark(): TemplateResult | typeof nothing {
    const { state } = this.live
    if (!state || this.tickets || this.pages.lack) return nothing
    return html`<span class="live" data-state=${state}><i></i>${this.text(listMessages)[state]}</span>`
  }

  #age(): unknown {
    const { unread, freshness } = this.pages
    if (this.tickets) return nothing
    return [this.age(freshness), unread ? notice('warning', this.text(listMessages).unread(unread)) : nothing]
  }

  #freshButton(): TemplateResult | typeof nothing {
    const { fresh } = this.pages
    if (fresh === 0) return nothing
    return html`<button
      class="button fresh"
      data-kind="quiet"
      data-wide
      type="button"
      @click=${this.#showFresh}
    >
      ${refreshIcon}${this.text(listMessages).fresh(fresh)}
    </button>`
  }

  #body(): TemplateResult {
    const lines = this.#lines
    const { state, failure } = this.pages
    if (lines.length > 0)
      return html`${this.#rows(lines)}${this.#foot(this.tickets ? lines.length : this.pages.belonging)}`
    if (this.tickets) return this.#empty()
    if (!this.backend.gateway) return notice('info', this.text(common).noGateway)
    if (failure) return this.#failed()
    return state === 'ready' ? this.#empty() : listSkeleton(this.locale)
  }

  #rows(lines: TicketSummary[]): TemplateResult {
    const units = this.units ?? this.cityUnits.current.value
    const context = {
      t: this.text(listMessages),
      words: this.#words,
      tellsAccepted: tellsAccepted(this.#offers),
      formats: this.formats,
      now: this.time.now,
      unitName: (id: string) => {
        const unit = units?.[id]
        return (this.locale === 'en' ? unit?.nameEn : undefined) ?? unit?.name ?? id
      },
      photoUrl: (sha256: string) => this.photos.url(sha256),
      selected: this.selected,
      common: this.text(common),
      waits: ({ ticketId }: TicketSummary) => (this.tickets ? undefined : this.pages.waits.get(ticketId)),
      hasLeft: (line: TicketSummary) => !this.tickets && this.pages.hasLeft(line),
      current: this.#current(lines.map((line) => line.ticketId)),
    }
    return html`<ul class="rows-list" @click=${this.#onClick} @keydown=${this.#onKeydown}>
      ${repeat(
        lines,
        (line) => line.ticketId,
        (line) => ticketRow(line, context),
      )}
    </ul>`
  }

  #foot(count: number): TemplateResult {
    const { state, hasMore, failure } = this.pages
    if (failure) return this.#failed()
    const more = { isLoading: state === 'loadingMore', onMore: () => void this.pages.more() }
    return listFoot(count, hasMore && !this.tickets ? more : undefined, this.locale)
  }

  #failed(): TemplateResult {
    const { failure, lines, hasMore } = this.pages
    return listFailed(
      failure,
      this.locale,
      () => void (lines.length > 0 && hasMore ? this.pages.more() : this.pages.reload()),
    )
  }

  #empty(): TemplateResult {
    return listEmpty(this.locale, this.#isFiltered ? this.#clear : undefined)
  }
}

const both = (some: Status[] | undefined, others: Status[] | undefined) =>
  some && others ? some.filter((it) => others.includes(it)) : (some ?? others)
