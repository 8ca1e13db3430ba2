/** Brings a person to the outbox of the page, where there is one. */
import { tagInUse } from './define.ts'

export function leadToOutbox(): void {
  const outbox = document.querySelector<HTMLElement>(tagInUse('whistle-outbox') ?? 'whistle-outbox')
  outbox?.scrollIntoView({ block: 'start' })
  outbox?.focus()
}
