/** What the matters of a list are worth for one query: each by the best of its terms, and by how many of them fit. */
import { matchedFields, type MatchedField, type MatterTerms } from './matter-terms.ts'
import type { TermMatch } from './term-match.ts'

type Ranges = TermMatch['ranges']

/** Where matches come from: what they are worth, and what to highlight in a term. */
export interface Source {
  worth: number
  loosely?: 'slip' | 'words'
  ranges: (term: number) => Ranges
}

export interface Tally {
  /** Positions in the list of the matters that were found, in no order. */
  readonly found: readonly number[]
  /** How many of them fit by more than their category or the letters of their code. */
  readonly fit: number
  /** By position. */
  readonly scores: Float64Array
  /** Forgets the query before. */
  clear(): void
  /** Another place that matches come from; answers its number. */
  from(source: Source): number
  /** A code fits. */
  giveCode(matter: number, quality: number, source: number): void
  /** A term fits, and so all matters with it. */
  giveTerm(term: number, quality: number, source: number): void
  /** Adds what several fitting terms are worth; once, at the end. */
  settle(): void
  why(matter: number): { field: MatchedField; text: string; ranges: Ranges; loosely?: 'slip' | 'words' }
}

const fieldWeights: Record<MatchedField, number> = { name: 1, code: 1, synonym: 0.95, category: 0.5 }

/** How well the letters of a code alone fit: worse than the faintest initials. */
export const lettersOfCode = 0.1

/** The more terms of a matter fit, the likelier it is meant: `jg` is 井盖, 井盖坏 and 窨井盖 before one 酒鬼. */
const supportOf = (fitting: number) => Math.min(fitting - 1, 4) * 0.01

/** A tally that is used again for query after query, so that typing makes no garbage. */
export function tally({ matters, index, owners }: MatterTerms): Tally {
  let found: number[] = []
  let sources: Source[] = []
  let fit = 0
  const scores = new Float64Array(matters.length)
  const fitting = new Uint8Array(matters.length)
  const termOf = new Int32Array(matters.length)
  const sourceOf = new Uint8Array(matters.length)
  const fieldOf = new Uint8Array(matters.length)

  function give(matter: number, field: number, term: number, score: number, source: number): void {
    const count = fitting[matter] ?? 0
    if (count === 0) {
      found.push(matter)
      if (score > lettersOfCode && matchedFields[field] !== 'category') fit += 1
    }
    fitting[matter] = Math.min(count + 1, 255)
    if (score <= (scores[matter] ?? 0)) return
    scores[matter] = score
    termOf[matter] = term
    sourceOf[matter] = source
    fieldOf[matter] = field
  }

  return {
    scores,
    get found() {
      return found
    },
    get fit() {
      return fit
    },
    clear() {
      for (const matter of found) {
        scores[matter] = 0
        fitting[matter] = 0
      }
      found = []
      sources = []
      fit = 0
    },
    from: (source) => sources.push(source) - 1,
    giveCode: (matter, quality, source) => give(matter, matchedFields.indexOf('code'), -1, quality, source),
    giveTerm(term, quality, source) {
      const worth = quality * (sources[source]?.worth ?? 0)
      for (const { matter, field } of owners[term] ?? [])
        give(matter, matchedFields.indexOf(field), term, worth * fieldWeights[field], source)
    },
    settle() {
      for (const matter of found) scores[matter] = (scores[matter] ?? 0) + supportOf(fitting[matter] ?? 1)
    },
    why(matter) {
      const field = matchedFields[fieldOf[matter] ?? 0] ?? 'name'
      const term = termOf[matter] ?? -1
      const source = sources[sourceOf[matter] ?? 0]
      const text = field === 'code' ? matters[matter]?.code : index.terms[term]?.text
      return {
        field,
        text: text ?? '',
        ranges: source?.ranges(term) ?? [],
        ...(source?.loosely && { loosely: source.loosely }),
      }
    },
  }
}
