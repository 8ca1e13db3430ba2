/**
 * Finds a unit while somebody types, as people call it: 城管 or 住建 for a name that holds these characters further apart,
 * pinyin, and initials. Loaded together with the search of the matter list.
 */
import { pinyin } from 'pinyin-pro'
import type { Unit } from '../../ticket/unit.ts'
import { matcher, term, withSounds, type Matcher, type Term, type TermMatch } from './term-match.ts'
import { fold, typed as prepared } from './typed.ts'

export interface UnitHit {
  unit: Unit
  /** Higher is better; comparable within one query only. */
  score: number
  /** The name that was found, with the stretches to highlight. */
  matched: { field: 'name' | 'nameEn'; text: string; ranges: TermMatch['ranges'] }
}

export interface UnitIndex {
  /** The best hits first, at most `limit` (50). An empty query finds nothing. */
  search(query: string, options?: { limit?: number }): UnitHit[]
}

interface Entry {
  unit: Unit
  name: Term
  nameEn?: Term
  /** First letters of the name, one for each character; looked up when a short form is first typed. */
  initials?: string[]
}

/** Below every name that holds what was typed as one piece. */
const englishWeight = 0.9
const shortFormQuality = 0.2
/** No name is longer, and no longer query says more. */
const maxQueryLength = 60

/**
 * Prepares units for searching.
 *
 * @example
 * unitIndex(city.units).search('城管')[0]?.unit.name // '市城市管理综合执法局'
 */
export function unitIndex(units: readonly Unit[]): UnitIndex {
  const entries: Entry[] = units.map((unit) => ({
    unit,
    name: term(unit.name),
    ...(unit.nameEn !== undefined && { nameEn: term(unit.nameEn) }),
  }))
  return {
    search(query, { limit = 50 } = {}) {
      const typed = fold(query)
        .slice(0, maxQueryLength)
        .replace(/['\s]+/gu, '')
      if (!typed) return []
      if (/[a-z]/u.test(typed)) for (const { name } of entries) withSounds(name)
      const names = matcher(prepared(typed))
      const hits = entries.flatMap((entry) => hitOf(entry, typed, names) ?? [])
      const found = hits.length > 0 ? hits : entries.flatMap((entry) => shortFormOf(entry, typed) ?? [])
      return found.sort(byRank).slice(0, limit)
    },
  }
}

/** As good as each other, they stay in the city's order: the sort is stable. */
const byRank = (a: UnitHit, b: UnitHit) => b.score - a.score

function hitOf({ unit, name, nameEn }: Entry, typed: string, names: Matcher): UnitHit | undefined {
  const inName = names.match(name)
  const inEnglish = nameEn && inOnePiece(nameEn, typed)
  if (inName && (!inEnglish || inName.quality >= inEnglish.quality * englishWeight))
    return { unit, score: inName.quality, matched: { field: 'name', text: name.text, ranges: inName.ranges } }
  if (!nameEn || !inEnglish) return undefined
  const matched = { field: 'nameEn', text: nameEn.text, ranges: inEnglish.ranges } as const
  return { unit, score: inEnglish.quality * englishWeight, matched }
}

/** A stretch of an English name, with or without its spaces. */
function inOnePiece({ chars }: Term, typed: string): TermMatch | undefined {
  const letters = chars.flatMap((char, at) => (/\s/u.test(char) ? [] : [{ char, at }]))
  const from = letters
    .map(({ char }) => char[0] ?? '')
    .join('')
    .indexOf(typed)
  const first = letters[from]
  const last = letters[from + typed.length - 1]
  if (!first || !last) return undefined
  return { quality: 0.6 + (0.4 * typed.length) / letters.length, ranges: [[first.at, last.at + 1]] }
}

/** First letters in order, as of a short form: `cgj` for 城市管理局. Many names fit by chance, so only where none fits better. */
function shortFormOf(entry: Entry, typed: string): UnitHit | undefined {
  if (!/^[a-z]{2,}$/u.test(typed)) return undefined
  const initials = (entry.initials ??= pinyin(entry.unit.name, {
    type: 'array',
    pattern: 'first',
    toneType: 'none',
  }))
  const at: number[] = []
  for (const letter of typed) {
    const next = initials.indexOf(letter, (at[at.length - 1] ?? -1) + 1)
    if (next < 0) return undefined
    at.push(next)
  }
  const ranges = at.map((position): [number, number] => [position, position + 1])
  const score = (shortFormQuality * typed.length) / initials.length
  return { unit: entry.unit, score, matched: { field: 'name', text: entry.unit.name, ranges } }
}
