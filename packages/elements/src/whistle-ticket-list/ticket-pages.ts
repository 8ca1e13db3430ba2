/** The lines of a query, page after page, kept up to date by live changes without ever moving under the reader's eyes. */
import type { ListQuery, TicketChange, TicketGateway, TicketSummary } from '@chuishao/core/service'
import type { Sentence } from '@chuishao/core/ticket'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { sentenceOf } from '../internal/gateway/failure.ts'
import type { GatewayController } from '../internal/gateway/gateway-controller.ts'
import { matchesQuery } from './matches-query.ts'

export interface TicketPagesOptions {
  /** What is wanted; undefined while nothing is. Read at every update. */
  query: () => ListQuery | undefined
  /** Tickets came that are not in the list yet. */
  onFresh: (count: number) => void
}

export class TicketPages implements ReactiveController {
  lines: TicketSummary[] = []
  state: 'idle' | 'loading' | 'loadingMore' | 'ready' | 'failed' = 'idle'
  failure: { sentence: Sentence; offline: boolean } | undefined
  readonly #host: ReactiveControllerHost
  readonly #backend: GatewayController
  readonly #options: TicketPagesOptions
  readonly #fresh = new Set<string>()
  #gateway: TicketGateway | undefined
  #query: ListQuery | undefined
  #key: string | undefined
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

  /** How many tickets wait to be shown. */
  get fresh(): number {
    return this.#fresh.size
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
    if (gateway !== this.#gateway) this.lines = []
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
    if (shown && shown.version < version) {
      this.lines = this.lines.map((line) => (line === shown ? summary : line))
    } else if (!shown && matchesQuery(summary, this.#query) && !this.#fresh.has(ticketId)) {
      this.#fresh.add(ticketId)
      this.#options.onFresh(this.fresh)
    } else return
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
      if (run !== this.#run) return
      if (cursor === undefined) this.#fresh.clear()
      this.lines = cursor === undefined ? page.items : withoutDoubles([...this.lines, ...page.items])
      this.#cursor = page.nextCursor
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

const isOffline = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'offline'
