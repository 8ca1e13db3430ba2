/**
 * Finds a matter while somebody types, by name, everyday words, code, pinyin and initials.
 *
 * A subpath of its own (`@chuishao/core/matters/search`), to be loaded when a search field gets the focus: the pinyin
 * tables are larger than everything else of the core together.
 */
import type { Matter } from '../ticket/matter.ts'
import { fold, matchTerm, term, type Term, type TermMatch } from './term-match.ts'

export { unitIndex, type UnitHit, type UnitIndex } from './unit-search.ts'

export interface MatterHit {
  matter: Matter
  /** Higher is better, about 1 at most; comparable within one query only. */
  score: number
  /** Why it was found, with the stretches to highlight. */
  matched: { field: MatchedField; text: string; ranges: TermMatch['ranges'] }
}
export type MatchedField = 'name' | 'synonym' | 'code' | 'category'

export interface MatterIndex {
  /** The best hits first, at most `limit` (20). An empty query finds nothing. */
  search(query: string, options?: { limit?: number }): MatterHit[]
}

interface Entry {
  matter: Matter
  terms: { field: MatchedField; term: Term }[]
}

const weights: Record<MatchedField, number> = { name: 1, code: 1, synonym: 0.95, category: 0.5 }

/** How well the letters of a code alone fit: worse than the faintest initials. */
const lettersOfCode = 0.1

/** No name is longer, and no longer query says more. */
const maxQueryLength = 60

/**
 * Prepares a matter list for searching.
 *
 * @example
 * matterIndex(city.matters).search('jgp')[0]?.matter.name // '井盖缺失、破损、移位'
 */
export function matterIndex(matters: Matter[]): MatterIndex {
  const entries: Entry[] = matters.map((matter) => ({
    matter,
    terms: [
      { field: 'name', term: term(matter.name) },
      ...matter.synonyms.map((synonym) => ({ field: 'synonym' as const, term: term(synonym) })),
      { field: 'code', term: term(matter.code) },
      { field: 'category', term: term(matter.category) },
    ],
  }))
  return {
    search(query, { limit = 20 } = {}) {
      const words = fold(query).slice(0, maxQueryLength).replaceAll("'", '').split(/\s+/u).filter(Boolean)
      if (words.length === 0) return []
      const hits = entries.flatMap((entry) => hitOf(entry, words) ?? [])
      return hits.sort(byRank).slice(0, limit)
    },
  }
}

const byRank = (a: MatterHit, b: MatterHit) =>
  b.score - a.score || a.matter.name.length - b.matter.name.length || (a.matter.code < b.matter.code ? -1 : 1)

/** All words together (`jing gai` is one word to its typist), or each of them somewhere in the matter. */
function hitOf(entry: Entry, words: string[]): MatterHit | undefined {
  const together = bestMatch(entry, words.join(''))
  if (words.length === 1) return together
  const each = words.map((word) => bestMatch(entry, word))
  let best: MatterHit | undefined
  let sum = 0
  for (const hit of each) {
    if (!hit) return together
    if (!best || hit.score > best.score) best = hit
    sum += hit.score
  }
  const score = sum / words.length
  return best && (!together || score > together.score) ? { ...best, score } : together
}

function bestMatch({ matter, terms }: Entry, query: string): MatterHit | undefined {
  let best: MatterHit | undefined
  let fitting = 0
  for (const { field, term } of terms) {
    const match =
      (field === 'code' ? codeMatch(term, query) : matchTerm(term, query)) ?? saidWithin(term, query)
    const score = match && match.quality * weights[field]
    if (!match || !score) continue
    fitting += 1
    if (best && best.score >= score) continue
    best = { matter, score, matched: { field, text: term.text, ranges: match.ranges } }
  }
  return best && { ...best, score: best.score + supportOf(fitting) }
}

/** The more words of a matter fit, the likelier it is meant: `jg` is 井盖, 井盖坏 and 窨井盖 before one 酒鬼. */
const supportOf = (fitting: number) => Math.min(fitting - 1, 4) * 0.01

/**
 * Codes are typed from their beginning. Letters alone are more likely the initials of a name (`jg` is 井盖 before any
 * JG-03), so they find a code after every name unless they are all of it.
 */
function codeMatch({ chars }: Term, query: string): TermMatch | undefined {
  const code = chars.join('')
  if (!code.startsWith(query)) return undefined
  const meansCode = query === code || /[\d-]/u.test(query)
  const quality = meansCode ? 0.8 + (0.2 * query.length) / chars.length : lettersOfCode
  return { quality, ranges: [[0, query.length]] }
}

/** A sentence that says the name in passing: 我家门口的井盖坏了 finds 井盖坏. */
function saidWithin({ chars }: Term, query: string): TermMatch | undefined {
  if (chars.length < 2 || !query.includes(chars.join(''))) return undefined
  return { quality: 0.3 + (0.4 * chars.length) / query.length, ranges: [[0, chars.length]] }
}
