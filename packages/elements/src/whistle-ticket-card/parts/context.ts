/** What every part of the card draws with: the ticket, and the words, dates and names around it. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AttachmentRef, Sentence, Ticket, TicketEvent, Unit } from '@chuishao/core/ticket'
import type { TemplateResult } from 'lit'
import type { Formats } from '../../internal/i18n/formats.ts'
import type { Vocabulary } from '../../internal/i18n/vocabulary.ts'
import type { CardMessages } from '../messages.ts'

export interface CardContext {
  ticket: Ticket
  events: readonly TicketEvent[]
  /** Whether the next step is this person's. */
  isOnTurn: boolean
  /** Undefined where the element is not connected, or not yet. */
  city: CityData | undefined
  t: CardMessages
  words: Vocabulary
  formats: Formats
  now: number
  say: (sentence: Sentence) => string
  /** The name of a unit; its id where nobody knows it. */
  unitName: (id: string | undefined) => string
  /** Small pictures that open the viewer; `what` says what they show. */
  pictures: (photos: readonly AttachmentRef[] | undefined, what: string) => TemplateResult | symbol
}

/** The name of a unit in the language of the page. */
export const nameOf = (unit: Unit | undefined, english: boolean): string | undefined =>
  (english ? unit?.nameEn : undefined) ?? unit?.name

/** The label of a return's reason. */
export const reasonLabel = ({ city, say }: CardContext, code: string): string => {
  const choice = city?.policy.returns.reasons.find((it) => it.code === code)
  return choice ? say(choice.label) : code
}
