/** What is written in one cell: identifiers, limits, choices and lists, in Chinese or English, as people type them. */
import type { Limit } from '../../ticket/limit.ts'
import type { Sentence } from '../../ticket/primitives.ts'
import { limitUnitNames, type Choices } from '../list/matter-words.ts'
import { readNumeral } from './chinese-numerals.ts'
import { fault, type Fault } from './issues.ts'

export type Cell = { ok: true; value: unknown } | { ok: false; fault: Fault }

export interface CellKind {
  /** What a person may write, shown with every fault of the cell. */
  allowed: Sentence
  /** What an empty cell of a column that may be empty means; nothing where absent. */
  whenEmpty?: unknown
  /** Reads a cell that is not empty; `note` is what the header says in brackets, e.g. a limit's unit. */
  read(text: string, note: string): Cell
}

const value = (it: unknown): Cell => ({ ok: true, value: it })
const wrong = (it: Fault): Cell => ({ ok: false, fault: it })

/** Identifiers and figures without full-width forms and letters that nobody sees: `ＳＲ－０１` is `SR-01`. */
export const plain = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    .trim()

/** What Excel shows in place of a result, and where a column is too narrow. */
const excelError = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/u

/** A fault that any cell may have, whatever belongs in it. */
export const anyCellFault = (text: string): Fault | undefined =>
  excelError.test(text) ? fault('excelError', { text }) : undefined

const excelNumber = /^\d(?:\.\d+)?E\+\d+$/iu
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const excelDate = new RegExp(
  `^(?:\\d{1,2}月\\d{1,2}日|\\d{4}年\\d{1,2}月(?:\\d{1,2}日)?|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{1,2}-${month}(?:-\\d{2,4})?|${month}-\\d{2})$`,
  'iu',
)

/** Something else in a cell than the schema takes is told by the schema. */
export const word = (allowed: Sentence): CellKind => ({ allowed, read: (text) => value(text) })

export const identifier = (allowed: Sentence): CellKind => ({
  allowed,
  read(text) {
    const id = plain(text)
    if (excelNumber.test(id)) return wrong(fault('excelNumber', { text }))
    return excelDate.test(id) ? wrong(fault('excelDate', { text })) : value(id)
  },
})

/** A six-digit code that a spreadsheet may have made a number with a fraction. */
export const regionCode: CellKind = {
  allowed: { zh: '六位行政区划代码，例如 150102', en: 'six digits by GB/T 2260, e.g. 150102' },
  read: (text) => value(plain(text).replace(/\.0+$/u, '')),
}

const separators = { words: /[|｜;；\n]/u, identifiers: /[|｜;；\n、,，]/u }

/**
 * Several words in one cell, without empty and repeated ones. `\|` is a bar within a word, as `\\` is a backslash;
 * identifiers may stand between commas too.
 */
export function readList(cell: string, kind: keyof typeof separators): string[] {
  const words: string[] = []
  let current = ''
  for (const [part = ''] of cell.matchAll(/\\[\\|｜;；\n]|[\s\S]/gu)) {
    if (part.length > 1 && part.startsWith('\\')) current += part.slice(1)
    else if (separators[kind].test(part)) {
      words.push(current.trim())
      current = ''
    } else current += part
  }
  words.push(current.trim())
  return [...new Set(words)].filter((it) => it !== '')
}

export const words = (allowed: Sentence): CellKind => ({
  allowed,
  whenEmpty: [],
  read: (text) => value(readList(text, 'words')),
})

export const identifiers = (allowed: Sentence): CellKind => ({
  allowed,
  whenEmpty: [],
  read: (text) => value(readList(text, 'identifiers').map(plain)),
})

export function choice<T extends string>(choices: Choices<T>): CellKind {
  const allowed = {
    zh: choices.map(([, name]) => name).join('、'),
    en: choices.map(([code]) => code).join(', '),
  }
  return {
    allowed,
    read(text) {
      const it = plain(text).toLowerCase()
      const found = choices.find((names) => names.some((name) => name.toLowerCase() === it))
      return found ? value(found[0]) : wrong(fault('notAChoice', { text, allowed }))
    },
  }
}

/** The unit that a word means: `个工作日`, `hours`, `天内`. */
function limitUnit(text: string): Limit['unit'] | undefined {
  const word = plain(text)
    .replaceAll(/\s/gu, '')
    .toLowerCase()
    .replace(/以?内$/u, '')
  return limitUnitNames.find((names) =>
    names.some((name) => [name.toLowerCase(), `个${name}`].includes(word)),
  )?.[0]
}

const limitAllowed = {
  zh: '“4小时”“3个工作日”“10天”这样的时限',
  en: '"4 hour", "3 workingDay" or "10 day"',
}

/** `3 workingDay`, `3个工作日`, `三个工作日内`, `4.0小时`, `半小时`; a bare `3` where the header names the unit. */
export const limit: CellKind = {
  allowed: limitAllowed,
  read(text, note) {
    const said = plain(text).replaceAll(/\s/gu, '')
    if (/^半个?小时(?:以?内)?$/u.test(said)) return value({ amount: 30, unit: 'minute' })
    if (/^半个工作日(?:以?内)?$/u.test(said)) return value({ amount: 1, unit: 'halfWorkingDay' })
    const [, figures = '', fraction, rest = ''] =
      /^(\d+|[零一二两三四五六七八九十百]+)(\.0+)?(.*)$/u.exec(said) ?? []
    const amount = readNumeral(figures)
    const unit = limitUnit(rest === '' ? note : rest)
    const whole = fraction === undefined || /^\d/u.test(figures)
    if (amount === undefined || unit === undefined || !whole)
      return wrong(fault('unreadableLimit', { text, allowed: limitAllowed }))
    return value({ amount, unit })
  },
}
