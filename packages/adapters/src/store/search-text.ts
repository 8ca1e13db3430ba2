/** What the `text` filter looks at. Lower-cased here and not by a database, so that every store finds the same. */
import type { TicketSummary } from '@chuishao/core/service'

export function searchText({ matterName, excerpt, address }: TicketSummary): string {
  return searchNeedle([matterName, excerpt, address].filter((part) => part !== undefined).join('\n'))
}

/** NUL goes because no PostgreSQL text column holds it. */
export function searchNeedle(text: string): string {
  return text.replaceAll('\0', '').toLowerCase()
}
