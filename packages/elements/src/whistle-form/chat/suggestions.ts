/** What a reading offers, field by field, in one shape: a text to show, the words it came from, and a value to fill in. */
// Not through other indexes: nothing else of them belongs into a page.
import { eventTimeText, type ChatReading, type Words } from '@chuishao/core/chat'
import type { Contact, Sentence } from '@chuishao/core/ticket'
import type { ChatMessages } from './messages.ts'

/** In the order of the form. */
export const chatFields = ['community', 'matter', 'address', 'time', 'description', 'name', 'phone'] as const
export type ChatField = (typeof chatFields)[number]

export interface Choice {
  /** What is filled in: a code, an address, a line of the description. */
  value: string
  /** For a person. */
  label: string
  /** Of the text, or where else it came from. */
  words: string
  /** Leave the description where it is filled in, and go back there where it is taken out. */
  moves?: string
  /** Filled in without asking where the field is empty. */
  sure: boolean
}

export type Choices = Record<ChatField, Choice[]>

export const noChoices: Choices = {
  community: [],
  matter: [],
  address: [],
  time: [],
  description: [],
  name: [],
  phone: [],
}

const most = 3

/** @param carried whom the last text named, for the matters that it left */
export function choicesOf(
  { draft, evidence }: ChatReading,
  t: ChatMessages,
  say: (sentence: Sentence) => string,
  carried: Contact,
): Choices {
  const { description } = draft
  const from = (because: readonly Words[]) => because.map(({ text }) => text.replace(/\s+/g, ' ')).join('…')
  const take = <T extends { because: Words[]; sure: boolean }>(
    suggested: readonly T[],
    text: (it: T, words: string) => { value: string; label: string },
  ): Choice[] =>
    suggested.slice(0, most).map((it) => {
      const words = from(it.because)
      return { ...text(it, words), words, sure: it.sure }
    })
  const plain = (text: string) => ({ value: text, label: text })
  const before = (text: string | undefined): Choice[] =>
    text ? [{ ...plain(text), words: t.carried, sure: true }] : []
  const moving = (choice: Choice): Choice => ({ ...choice, moves: choice.words })
  const names = take(evidence.names, ({ name }) => plain(name)).map(moving)
  const phones = take(evidence.phones, ({ phone }) => plain(phone)).map(moving)
  return {
    community: take(evidence.communities, ({ unit }) => ({ value: unit.id, label: unit.name })),
    matter: take(evidence.matters, ({ matter }) => ({ value: matter.code, label: matter.name })),
    address: take(evidence.places, ({ address }) => plain(address)),
    time: take(evidence.times, ({ time }, words) => {
      const label = say(eventTimeText(time))
      return { value: t.happened(label, words), label }
    }),
    description: description ? [{ value: description, label: t.appendText, words: '', sure: true }] : [],
    name: names.length > 0 ? names : before(carried.name),
    phone: phones.length > 0 ? phones : before(carried.phone),
  }
}
