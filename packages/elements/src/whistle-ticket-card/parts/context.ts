/** What every part of the card draws with: the ticket, and the words, dates and names around it. */
import type { CityData } from '@chuishao/core/lifecycle'
import type { AttachmentRef, CommandType, Sentence, Ticket, TicketEvent } from '@chuishao/core/ticket'
import type { TemplateResult } from 'lit'
import type { Waits } from '../../internal/gateway/waiting-items.ts'
import type { Formats } from '../../internal/i18n/formats.ts'
import type { CardMessages } from '../messages.ts'
import type { CardWords } from '../steps.ts'

export interface CardContext {
  ticket: Ticket
  /** By which people name it. */
  number: string
  events: readonly TicketEvent[]
  /** What of it waits on this device; undefined where nothing does. */
  waits: Waits | undefined
  /** The step that the lifecycle waits for, where it is this person's. */
  turn: CommandType | undefined
  /** Whether the backend tells who has accepted; else `whistled` only says that it was reported. */
  tellsAccepted: boolean
  /** Undefined where the element is not connected, or not yet. */
  city: CityData | undefined
  t: CardMessages
  words: CardWords
  formats: Formats
  now: number
  say: (sentence: Sentence) => string
  /** The name of a unit; its id where nobody knows it. */
  unitName: (id: string | undefined) => string
  /** Asks the page to show another ticket. */
  openTicket: (ticketId: string) => void
  /** Small pictures that open the viewer; `what` says what they show. */
  pictures: (photos: readonly AttachmentRef[] | undefined, what: string) => TemplateResult | symbol
}

/** What it takes to tell a step of the history. */
export type StepContext = Pick<
  CardContext,
  'city' | 'words' | 'formats' | 'now' | 'say' | 'unitName' | 'pictures'
> & {
  t: Pick<CardMessages, 'attempt' | 'attemptNote' | 'personalErased' | 'dueSoon' | 'system' | 'yes' | 'no'>
}

/** The label of a return's reason. */
export const reasonLabel = ({ city, say }: Pick<CardContext, 'city' | 'say'>, code: string): string => {
  const choice = city?.policy.returns.reasons.find((it) => it.code === code)
  return choice ? say(choice.label) : code
}
