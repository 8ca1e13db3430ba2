/** Registering all elements at once, under the usual prefix or another one. Importing this registers nothing. */
import { define, type WhistleElementClass } from './internal/define.ts'
import { WhistleForm } from './whistle-form/whistle-form.ts'
import { WhistleOutbox } from './whistle-outbox/whistle-outbox.ts'
import { WhistleProvider } from './whistle-provider/whistle-provider.ts'
import { WhistleRating } from './whistle-rating/whistle-rating.ts'
import { WhistleTicketCard } from './whistle-ticket-card/whistle-ticket-card.ts'
import { WhistleTicketList } from './whistle-ticket-list/whistle-ticket-list.ts'

const elements: WhistleElementClass[] = [
  WhistleForm,
  WhistleOutbox,
  WhistleProvider,
  WhistleRating,
  WhistleTicketCard,
  WhistleTicketList,
]

/**
 * Registers every element. With a prefix, for pages that hold another version: `defineAll({ prefix: 'city' })` makes
 * `<city-form>` of `<whistle-form>`.
 */
export function defineAll({
  prefix = 'whistle',
  registry,
}: { prefix?: string; registry?: CustomElementRegistry } = {}): void {
  for (const element of elements) define(element, element.tag.replace(/^whistle/, prefix), registry)
}

export { define, type WhistleElementClass }
