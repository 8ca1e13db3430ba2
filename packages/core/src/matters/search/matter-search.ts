/** Finds a matter while somebody types, by name, everyday words, code, pinyin and initials, and in spite of a slip. */
import type { Matter } from '../../ticket/matter.ts'
import { gatherTerms, type MatchedField } from './matter-terms.ts'
import { scorer } from './look-up.ts'
import type { Tally } from './tally.ts'
import type { TermMatch } from './term-match.ts'
import { fold } from './typed.ts'

export interface MatterHit {
  matter: Matter
  /** Higher is better, about 1 at most; comparable within one query only. */
  score: number
  /** Why it was found, with the stretches to highlight. */
  matched: {
    field: MatchedField
    text: string
    ranges: TermMatch['ranges']
    /** What was forgiven: a `slip` of the keyboard or the ear, or that only some `words` of a sentence fit. */
    loosely?: 'slip' | 'words'
  }
}

export interface MatterIndex {
  /**
   * The best hits first, at most `limit` (20). An empty query finds nothing. The first search prepares what `prepare`
   * has left over.
   */
  search(query: string, options?: { limit?: number }): MatterHit[]
  /**
   * Prepares searching in small pieces, 6,347 matters in some 800. After each of them it calls `pause` and waits for
   * what that returns: a page draws and hears its user in between.
   */
  prepare(pause: () => void | Promise<void>): Promise<void>
}

/** No name is longer, and no longer query says more. */
const maxQueryLength = 60
/** A piece takes well below a millisecond, and there are not too many of them. */
const mattersPerPiece = 8

/**
 * Prepares a matter list for searching, when it is first searched or asked to `prepare`.
 *
 * @example
 * matterIndex(city.matters).search('jgp')[0]?.matter.name // '井盖缺失、破损、移位'
 */
export function matterIndex(matters: readonly Matter[]): MatterIndex {
  const pieces = gatherTerms(matters)
  let score: ReturnType<typeof scorer> | undefined
  const advance = (): boolean => {
    const { done, value } = pieces.next()
    if (done === true) score ??= scorer(value)
    return done === true
  }
  return {
    search(query, { limit = 20 } = {}) {
      const words = fold(query)
        .slice(0, maxQueryLength)
        .replace(/['’]/gu, '')
        .replaceAll('ü', 'v')
        .split(/\s+/u)
        .filter(Boolean)
      if (words.length === 0) return []
      while (!score) advance()
      return hitsOf(score, words, matters, limit)
    },
    async prepare(pause) {
      while (!score) {
        for (let count = 0; count < mattersPerPiece && !score; count++) advance()
        await pause()
      }
    },
  }
}

/** All words together (`jing gai` is one word to its typist), or each of them somewhere in the matter. */
function hitsOf(
  score: ReturnType<typeof scorer>,
  words: readonly string[],
  matters: readonly Matter[],
  limit: number,
): MatterHit[] {
  let each = words.length > 1 ? words.map((word, at) => score(word, at + 1, true)) : []
  // Where every word is somewhere in one matter, nobody has mistyped.
  const strict = each[0]?.found.some((matter) => each.every(({ scores }) => scores[matter] !== 0)) ?? false
  if (!strict) each = each.map((_, at) => score(words[at] ?? '', at + 1))
  const together = score(words.join(''), 0, strict)
  const found = words.length > 1 ? new Set(together.found) : undefined
  const scores = words.length > 1 ? together.scores.slice() : together.scores
  const whys = new Map<number, Tally>()
  for (const position of each[0]?.found ?? []) {
    const own = each.map(({ scores }) => scores[position] ?? 0)
    if (own.includes(0)) continue
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length
    if (mean <= (scores[position] ?? 0)) continue
    const strongest = each[own.indexOf(Math.max(...own))]
    if (!strongest) continue
    found?.add(position)
    scores[position] = mean
    whys.set(position, strongest)
  }
  return highest(found ?? together.found, scores, matters, limit).flatMap((position) => {
    const matter = matters[position]
    const matched = (whys.get(position) ?? together).why(position)
    return matter ? [{ matter, score: scores[position] ?? 0, matched }] : []
  })
}

/** The best first; as good as each other, short names before long ones, then by code. */
function highest(
  found: Iterable<number>,
  scores: Float64Array,
  matters: readonly Matter[],
  limit: number,
): number[] {
  const order = (a: number, b: number): number => {
    const byScore = (scores[b] ?? 0) - (scores[a] ?? 0)
    if (byScore !== 0) return byScore
    const [one, other] = [matters[a], matters[b]]
    if (!one || !other) return 0
    return one.name.length - other.name.length || (one.code < other.code ? -1 : 1)
  }
  const top: number[] = []
  for (const position of found) {
    const last = top[top.length - 1]
    if (top.length >= limit && last !== undefined && order(position, last) >= 0) continue
    let at = top.length
    for (let above = top[at - 1]; above !== undefined && order(position, above) < 0; above = top[at - 1])
      at -= 1
    top.splice(at, 0, position)
    if (top.length > limit) top.pop()
  }
  return top
}
