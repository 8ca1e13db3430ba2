/** What an item of the outbox is drawn with: words, names, and what to do when something is pressed. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AvailableCommand, OutboxItem } from '@chuishao/core/service'
import type { CommandType, Draft, Sentence, Ticket } from '@chuishao/core/ticket'
import type { Formats } from '../internal/i18n/formats.ts'
import type { Locale } from '../internal/i18n/locale.ts'
import type { CardWords } from '../whistle-ticket-card/steps.ts'
import type { Around } from './decision-controller.ts'
import type * as later from './later.ts'
import type { OutboxMessages } from './messages.ts'

/** What is loaded after the rest. */
export type Later = typeof later

export interface ItemContext {
  t: OutboxMessages
  words: CardWords
  locale: Locale
  formats: Formats
  now: number
  city: CityData | undefined
  unitName: (id: string | undefined) => string
  say: (sentence: Sentence) => string
  photoUrl: (sha256: string) => string | undefined
  /** The item that the device is busy with because somebody pressed a button. */
  busy: string | undefined
  /** What is loaded after the rest; undefined until it is here. */
  later: Later | undefined
  /** What one has to know to decide about an item that needs somebody; undefined until it is known. */
  around: (item: OutboxItem) => Around | undefined
  /** Types of commands that the backend understands; undefined means all. */
  understood: readonly CommandType[] | undefined
  /** Whether something before it on its ticket needs somebody first. */
  isBehind: (item: OutboxItem) => boolean
  /** Where its ticket can be seen. */
  href: (item: OutboxItem) => string | undefined
  onOpen: (item: OutboxItem) => void
  onRetry: (item: OutboxItem) => void
  onEdit: (item: OutboxItem) => void
  /** Takes what was typed into another step. */
  onTakeOver: (item: OutboxItem, action: AvailableCommand) => void
  /** Takes its texts along, to wherever somebody needs them. */
  onCopy: (item: OutboxItem) => void
  onDiscard: (item: OutboxItem) => void
}

/** Whether the whistle form can take it up again. */
export const isWhistle = ({ command }: OutboxItem): boolean =>
  command.type === 'WHISTLE' || command.type === 'EDIT'

/** Whether the service has its ticket, whatever becomes of it: what was tapped behind it can arrive without it. */
export const isThere = ({ problem }: OutboxItem): boolean =>
  problem?.kind === 'reused' || (problem?.kind === 'conflict' && problem.current !== undefined)

/** The ticket that it is about, as the person saw it. */
export const ticketOf = ({ seen, problem }: OutboxItem): Ticket | undefined =>
  seen ?? (problem?.kind === 'conflict' ? problem.current : undefined)

export const draftOf = (item: OutboxItem): Draft | undefined =>
  'draft' in item.command && item.command.draft ? item.command.draft : ticketOf(item)?.draft

/** What it is, and about what. */
export function itemTitle(item: OutboxItem, { words, city }: ItemContext): string {
  const code = draftOf(item)?.matterCode
  const matter = ticketOf(item)?.matter?.name ?? city?.matters.find((it) => it.code === code)?.name
  return [words.commands[item.command.type], matter].filter(Boolean).join(' · ')
}
