/** A recorded command in words: what was typed, and what was chosen, with its label. */
import type { Command, Limit, TicketEvent } from '@chuishao/core/ticket'
import type { CardMessages } from '../messages.ts'
import { wordFor } from '../steps.ts'
import { reasonLabel, type CardContext, type StepContext } from './context.ts'
import { tagLabel } from './evaluations.ts'

export interface Told {
  /** Free text, shown as it is. */
  texts: string[]
  /** Choices, with the label of their field. */
  choices: [label: string, value: string][]
}

/** The names of what is typed freely. */
export const freeTexts: ReadonlySet<string> = new Set([
  'text',
  'explanation',
  'reason',
  'message',
  'instruction',
  'comment',
  'note',
  'task',
  'plan',
])
/** Shown elsewhere, or in a form of their own. */
const untold = new Set(['type', 'draft', 'attachments', 'kind', 'level', 'solved'])

/** What it takes to say a command in words. */
export type TellingContext = Pick<CardContext, 'city' | 'formats' | 'now' | 'say' | 'unitName'> & {
  t: Pick<CardMessages, 'yes' | 'no'>
  words: Pick<CardContext['words'], 'fields' | 'options' | 'limit'>
}

/** The command alone, as it was typed. */
export function toldAnswers(command: object, it: TellingContext): Told {
  const told: Told = { texts: [], choices: [] }
  for (const [name, value] of Object.entries(command) as [string, unknown][]) {
    if (untold.has(name) || value === undefined) continue
    if (freeTexts.has(name)) told.texts.push(String(value))
    else {
      const word = wordOf(name, value, it)
      if (word) told.choices.push([wordFor(it.words.fields, name), word])
    }
  }
  return told
}

export function toldCommand({ command, facts, personal }: TicketEvent, it: StepContext): Told {
  // What a resident wrote stands beside the hashed command.
  const told = toldAnswers({ ...command, ...personal?.words }, it)
  // Where the command does not name the new lead itself.
  if (facts.leadUnitId && (command.type === 'WHISTLE' || command.type === 'ESCALATE'))
    told.choices.push([it.words.units.lead, it.unitName(facts.leadUnitId)])
  // A warning follows the limit that it goes before.
  for (const { kind, from, to } of facts.moved ?? []) {
    if (kind.endsWith('Warning')) continue
    const [was, is] = [from, to].map((at) => it.formats.dateTime(at, it.now))
    told.choices.push([it.words.clocks[kind], `${was} → ${is}`])
  }
  return told
}

function wordOf(name: string, value: unknown, it: TellingContext): string {
  if (name.endsWith('nitId')) return it.unitName(String(value))
  if (name === 'reasonCode') return reasonLabel(it, String(value))
  if (name === 'violatedMatterCode')
    return it.city?.matters.find((matter) => matter.code === value)?.name ?? String(value)
  if (name === 'intoTicketId') return String(value).slice(-8).toUpperCase()
  if (name === 'reviewAt') return it.formats.dateTime(String(value), it.now)
  if (name === 'by') return limitWord(value as Limit, it)
  if (name === 'tags') return (value as string[]).map((tag) => tagLabel(tag, it)).join(' · ')
  if (typeof value === 'boolean') return value ? it.t.yes : it.t.no
  return wordFor(it.words.options, String(value))
}

const limitWord = ({ amount, unit }: Limit, { words }: TellingContext) => words.limit(amount, unit)

/** Photos that came with a command; those of the whistle stand at the top of the card. */
export function photosOf(command: Command) {
  return 'attachments' in command ? command.attachments : undefined
}
