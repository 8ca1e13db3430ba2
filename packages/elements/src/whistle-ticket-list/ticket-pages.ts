/** The lines of a query, page after page, kept up to date by live changes without ever moving under the reader's eyes. */
import type { Freshness, ListQuery, TicketChange, TicketGateway, TicketSummary } from '@chuishao/core/service'
import { matches } from '@chuishao/core/service/list-lines'
import type { Sentence } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isOffline, sentenceOf } from '../internal/gateway/failure.ts'
import type { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { waitsByTicket, type Waits } from '../internal/gateway/waiting-items.ts'

export interface TicketPagesOptions {
  /** What is wanted; undefined while nothing is. Read at every update. */
  query: () => ListQuery | undefined
  /** Tickets came that are not in the list yet. */
  onFresh: (count: number) => void
}

export class TicketPages implements ReactiveController {
  lines: TicketSummary[] = []
  state: 'idle' | 'loading' | 'loadingMore' | 'ready' | 'failed' = 'idle'
  /** Whether the lines come fresh from the backend. */
  freshness: Freshness = {}
  /** What waits on this device, by ticket. */
  waits: ReadonlyMap<string, Waits> = new Map()
  /** How many tickets the backend named and nobody can read. */
  unread = 0
  failure: { sentence: Sentence; offline: boolean } | undefined
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  readonly #options: TicketPagesOptions
  readonly #fresh = new Set<string>()
  /** Lines that a change took out of the query; they stand until the list is loaded again. */
  readonly #left = new Set<string>()
  #gateway: TicketGateway | undefined
  #query: ListQuery | undefined
  #key: string | undefined
  /** Of the query that the lines answer. */
  #shownKey: string | undefined
  #cursor: string | undefined
  #run = 0

  /** Make it after `backend`: controllers update in the order they were made. */
  constructor(host: ReactiveControllerHost, backend: GatewayController, options: TicketPagesOptions) {
    this.#host = host
    this.#backend = backend
    this.#options = options
    host.addController(this)
  }

  get hasMore(): boolean {
    return this.#cursor !== undefined
  }

  /** Whether the lines answer another query than the one that is wanted. */
  get isOutdated(): boolean {
    return this.#shownKey !== this.#key
  }

  /** How many tickets wait to be shown. */
  get fresh(): number {
    return this.#fresh.size
  }

  /** Whether a line that is shown belongs to the list no more. */
  hasLeft({ ticketId }: TicketSummary): boolean {
    return this.#left.has(ticketId)
  }

  /** How many of the lines belong to the list. */
  get belonging(): number {
    return this.lines.length - this.#left.size
  }

  /** What stands between the lines and the backend as it is now. */
  get lack(): 'kept' | 'missing' | undefined {
    if (this.state === 'idle') return undefined
    return this.failure?.offline ? 'missing' : this.freshness.asOf ? 'kept' : undefined
  }

  hostConnected(): void {
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#run += 1
    this.#gateway = undefined
    this.#key = undefined
  }

  hostUpdate(): void {
    const { gateway } = this.#backend
    const query = this.#options.query()
    const key = query && JSON.stringify(query)
    if (gateway === this.#gateway && key === this.#key) return
    if (gateway !== this.#gateway) {
      this.lines = []
      this.unread = 0
      this.#shownKey = undefined
      this.#left.clear()
    }
    this.#gateway = gateway
    this.#query = query
    this.#key = key
    if (gateway && query) void this.reload()
    else this.state = 'idle'
  }

  /** From the top; shows the old lines meanwhile. */
  async reload(): Promise<void> {
    await this.#load(undefined)
  }

  /** The next page. */
  async more(): Promise<void> {
    if (this.#cursor !== undefined && this.state !== 'loadingMore' && this.state !== 'loading')
      await this.#load(this.#cursor)
  }

  /** A line that is shown changes where it stands; another one waits to be asked for. */
  receive({ ticketId, version, summary }: TicketChange): void {
    if (!this.#query) return
    const shown = this.lines.find((line) => line.ticketId === ticketId)
    if (shown) {
      if (shown.version < version) this.#change(shown, summary, this.#query)
    } else this.#hear(summary, this.#query)
  }

  #change(shown: TicketSummary, summary: TicketSummary, { text: _, ...query }: ListQuery): void {
    // The backend found it by its words, perhaps in more than a line shows, and those do not change.
    if (matches(summary, query)) this.#left.delete(summary.ticketId)
    else this.#left.add(summary.ticketId)
    this.lines = this.lines.map((line) => (line === shown ? summary : line))
    this.#host.requestUpdate()
  }

  #hear(summary: TicketSummary, query: ListQuery): void {
    const before = this.fresh
    if (matches(summary, query)) this.#fresh.add(summary.ticketId)
    else this.#fresh.delete(summary.ticketId)
    if (this.fresh === before) return
    if (this.fresh > before) this.#options.onFresh(this.fresh)
    this.#host.requestUpdate()
  }

  async #load(cursor: string | undefined): Promise<void> {
    const gateway = this.#gateway
    const query = this.#query
    if (!gateway || !query) return
    const run = ++this.#run
    this.state = cursor === undefined ? 'loading' : 'loadingMore'
    this.failure = undefined
    this.#host.requestUpdate()
    try {
      const page = await gateway.query({ ...query, ...(cursor !== undefined && { cursor }) })
      const waits = page.waiting ? await waitsByTicket(gateway) : new Map<string, Waits>()
      if (run !== this.#run) return
      this.waits = waits
      if (cursor === undefined) {
        this.#fresh.clear()
        this.#left.clear()
      }
      for (const { ticketId } of page.items) {
        this.#fresh.delete(ticketId)
        this.#left.delete(ticketId)
      }
      this.lines = cursor === undefined ? page.items : withoutDoubles([...this.lines, ...page.items])
      this.unread = (cursor === undefined ? 0 : this.unread) + (page.unread ?? 0)
      this.#cursor = page.nextCursor
      if (cursor === undefined) this.freshness = page.asOf ? { asOf: page.asOf } : {}
      this.#shownKey = JSON.stringify(query)
      this.state = 'ready'
    } catch (error) {
      if (run !== this.#run) return
      this.failure = { sentence: sentenceOf(error), offline: isOffline(error) }
      this.state = 'failed'
    }
    this.#host.requestUpdate()
  }
}

/** A ticket that changed between two pages comes twice; the later line is the newer one. */
function withoutDoubles(lines: TicketSummary[]): TicketSummary[] {
  const newest = new Map<string, TicketSummary>()
  for (const line of lines) newest.set(line.ticketId, line)
  return [...newest.values()]
}
