/** A command's examples as they read in the reference: who, what, and what really came of it. */
import { people, type TestPerson } from '@chuishao/core/testing'
import type { Clock, CommandType, Instant, Ticket } from '@chuishao/core/ticket'
import { examples } from './examples.ts'
import { code, json } from './markdown.ts'
import { play, type Step } from './play.ts'
import { words, type Language } from './words.ts'

const texts = {
  en: {
    by: (role: string, unit: string | undefined, at: string) =>
      `${role}${unit === undefined ? '' : ` of ${code(unit)}`}, ${at}:`,
    leads: (from: string, to: string) =>
      from === to ? `Stays ${code(to)}.` : `${code(from)} → ${code(to)}.`,
    writes: (keys: string) => `Writes ${keys}.`,
    starts: (name: string, why: string) => `Clock “${name}”: ${why}.`,
    pauses: (name: string) => `Clock “${name}” stands still.`,
    stops: (name: string) => `Clock “${name}” stops.`,
    list: ', ',
  },
  zh: {
    by: (role: string, unit: string | undefined, at: string) =>
      `${role}${unit === undefined ? '' : `（${code(unit)}）`}，${at}：`,
    leads: (from: string, to: string) =>
      from === to ? `仍为 ${code(to)}。` : `${code(from)} → ${code(to)}。`,
    writes: (keys: string) => `写入 ${keys}。`,
    starts: (name: string, why: string) => `“${name}”：${why}。`,
    pauses: (name: string) => `“${name}”暂停计时。`,
    stops: (name: string) => `“${name}”停止。`,
    list: '、',
  },
} as const

/** Markdown of a command's examples. Throws where one is not accepted: the reference shows nothing that fails. */
export const commandExamples = (type: CommandType, language: Language): string =>
  examples[type].map((story) => exampleOf(story, language)).join('\n\n')

function exampleOf(story: readonly Step[], language: Language): string {
  const { before, at, command, decision } = play(story)
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.rejection.code}`)
  const { ticket, event } = decision
  const [person = 'system'] = story.at(-1) ?? []
  const text = texts[language]
  const keys = changedKeys(before, ticket).map(code).join(text.list)
  const { started = [], stopped = [] } = event.facts
  const results = [
    text.leads(event.from, event.to) +
      (keys === '' ? '' : `${language === 'en' ? ' ' : ''}${text.writes(keys)}`),
    ...started.map((clock) => clockLine(clock, language)),
    ...stopped.map((kind) => text.stops(words[language].clocks[kind])),
  ]
  return [byLine(person, at, language), json(command), results.map((it) => `- ${it}`).join('\n')].join('\n\n')
}

function byLine(person: TestPerson, at: Instant, language: Language): string {
  const { roles, unitId } = { unitId: undefined, ...people[person] }
  const [role = 'system'] = roles
  return texts[language].by(words[language].roles[role], unitId, beijingTime(at))
}

function clockLine({ kind, explanation, pausedAt }: Clock, language: Language): string {
  const text = texts[language]
  const name = words[language].clocks[kind]
  return pausedAt === undefined ? text.starts(name, explanation[language]) : text.pauses(name)
}

/** What every event moves, or what is shown otherwise. */
const usual = new Set(['version', 'lastHash', 'updatedAt', 'status', 'clocks'])

const changedKeys = (before: Ticket, after: Ticket): string[] =>
  (Object.keys(after) as (keyof Ticket)[]).filter(
    (key) => !usual.has(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )

const beijingTime = (at: Instant) =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
