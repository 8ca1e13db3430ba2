/** A page of the list as one person may see it: also a search finds only by words that they are shown. */
import type { Actor } from '../ticket/index.ts'
import type { Page, TicketQuery, TicketStore, TicketSummary } from './store.ts'
import { summaryFor, visibilityOf } from './visibility.ts'

/** As the port says of `limit`. */
const largestPage = 200

type Asked = Omit<TicketQuery, 'visibility'>

export async function seenList(
  store: Pick<TicketStore, 'query'>,
  actor: Actor,
  { text, limit: wanted = 50, cursor, ...asked }: Asked,
): Promise<Page<TicketSummary>> {
  const visibility = visibilityOf(actor)
  const limit = Math.min(wanted, largestPage)
  const items: TicketSummary[] = []
  for (let next = cursor; ;) {
    const page = await store.query({
      ...asked,
      limit: limit - items.length,
      ...(text !== undefined && { text }),
      ...(next !== undefined && { cursor: next }),
      ...(visibility && { visibility }),
    })
    const seen = page.items.map((line) => summaryFor(actor, line))
    items.push(...seen.filter((line) => text === undefined || isFoundBy(line, text)))
    next = page.nextCursor
    if (next === undefined) return { items }
    if (items.length >= limit) return { items, nextCursor: next }
  }
}

/** An analyst sees the road: a search for the door must not tell that somebody lives behind it. */
const isFoundBy = ({ matterName, excerpt, address }: TicketSummary, text: string): boolean =>
  [matterName, excerpt, address]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase()
    .includes(text.replaceAll('\0', '').toLowerCase())
