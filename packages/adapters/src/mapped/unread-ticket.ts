/**
 * A ticket of a list that nobody can read, e.g. because its state is none of those in the description. The others are
 * shown; this one is counted on the page, and told to whoever keeps the description.
 */
import type { Sentence } from '@chuishao/core/ticket'
import type { PortalDescription } from './description.ts'
import { valueAt } from './at-path.ts'
import { placeOf } from './convert.ts'
import type { UnfitAnswer } from './portal-failure.ts'

/** What a page's own error monitoring gets. */
export class UnreadTicketError extends Error {
  override readonly name = 'UnreadTicketError'
  readonly code = 'unreadTicket'
  readonly sentence: Sentence
  /** The portal's own id; undefined where the row has none. */
  readonly nativeId: string | undefined
  /** Where it lies there, and our name of it: `zt → status`. */
  readonly field: string
  /** Of the list. */
  readonly url: string
  constructor(nativeId: string | undefined, { field, url, why, sentence }: UnfitAnswer) {
    const ticket = nativeId ?? '?'
    super(sentence.en)
    this.sentence = {
      zh: `列表中的工单 ${ticket} 读不懂，没有显示：${field}（${why.zh}）。请补全接口说明，再用 npm run mapping 检查。`,
      en: `Ticket ${ticket} of a list cannot be read and is not shown: ${field} (${why.en}). Complete the description, and try it with npm run mapping.`,
    }
    this.message = `[unreadTicket] ${this.sentence.zh} / ${this.sentence.en}`
    this.nativeId = nativeId
    this.field = field
    this.url = url
  }
}

/** By default: where the page's errors go. Elsewhere than in a browser there is no such place. */
const toThePage = (error: UnreadTicketError): void => {
  const report: unknown = Reflect.get(globalThis, 'reportError')
  if (typeof report === 'function') report(error)
}

/** Tells each of them once, for lists are asked for again and again. */
export function unreadTeller(
  description: PortalDescription,
  onUnread: (error: UnreadTicketError) => void = toThePage,
): (row: unknown, fault: UnfitAnswer) => void {
  const { ticket, list } = description
  const { at } = placeOf(list.fields?.id ?? ticket.fields.id, 'id', description)
  const told = new Set<string>()
  return (row, fault) => {
    const id = typeof at === 'string' ? valueAt(row, at) : undefined
    const nativeId = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
    const key = `${nativeId} ${fault.field} ${fault.why.en}`
    if (told.has(key)) return
    told.add(key)
    onUnread(new UnreadTicketError(nativeId, fault))
  }
}
