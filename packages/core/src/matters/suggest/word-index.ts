/**
 * How much each word of a text speaks for each matter. What the list says of a matter is weighed as BM25 does (Robertson
 * and Zaragoza, The Probabilistic Relevance Framework, 2009): rare words tell more, repetition tells less and less. What
 * closed tickets said is added by how surely a word led to that matter.
 */
import type { Matter } from '../../ticket/matter.ts'
import { tellingWords, wordsOf, type TellingWord } from './telling-words.ts'

/** A past description, and the matter that it turned out to be. */
export interface PastDescription {
  text: string
  matterCode: string
}

export interface SpokenFor {
  /** Position in the list. */
  matter: number
  /** Sum of what its words tell, each place of the text once more by the word that tells most there. */
  weight: number
  /** The words that speak for it, with what each tells. */
  words: { word: TellingWord; tells: number; learned: boolean }[]
}

export interface WordIndex {
  /** Matters for which at least one word speaks, in no order. */
  spokenFor(words: readonly TellingWord[]): SpokenFor[]
  /** What words would tell for a matter that all of them are about. */
  utmost(words: readonly TellingWord[]): number
}

/** How often a word counts by where the list has it. */
const fields: [weight: number, texts: (matter: Matter) => readonly (string | undefined)[]][] = [
  [2, ({ name }) => [name]],
  [2, ({ synonyms }) => synonyms],
  [0.5, ({ category }) => [category]],
  [0.5, ({ procedure }) => [procedure]],
  [1, ({ closingConditions }) => [closingConditions]],
  [0.1, ({ legalBasis }) => [legalBasis]],
]

/** BM25's saturation, and how far longer entries are held to be wordier. */
const saturation = 3
const lengthMatters = 0.3
/** One ticket may have any word in it: a second one teaches, half as much as the list would, and each more a little more. */
const learnsBy = 1

export function wordIndex(matters: readonly Matter[], past: Iterable<PastDescription> = []): WordIndex {
  const listed = new Map<string, Map<number, number>>()
  /** Categories, procedures and everyday words come again and again. */
  const seen = new Map<string, Set<string>>()
  const distinct = (text: string) => {
    const words = seen.get(text) ?? wordsOf(text)
    seen.set(text, words)
    return words
  }
  const lengths = matters.map((matter, position) => {
    let length = 0
    for (const [weight, textsOf] of fields) {
      for (const text of textsOf(matter)) {
        for (const word of distinct(text ?? '')) {
          add(listed, word, position, weight)
          length += weight
        }
      }
    }
    return length
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const learned = learn(matters, past)

  const rarity = (inMatters: number) => Math.log(1 + (matters.length - inMatters + 0.5) / (inMatters + 0.5))

  function spokenBy(word: TellingWord): Map<number, { tells: number; learned: boolean }> {
    const tells = new Map<number, { tells: number; learned: boolean }>()
    const inList = listed.get(word.word)
    for (const [matter, count] of inList ?? []) {
      const wordy = 1 - lengthMatters + lengthMatters * ((lengths[matter] ?? 0) / average)
      const often = (count * (saturation + 1)) / (count + saturation * wordy)
      tells.set(matter, { tells: word.weight * rarity(inList?.size ?? 0) * often, learned: false })
    }
    const inPast = learned.get(word.word)
    if (!inPast) return tells
    const total = [...inPast.values()].reduce((sum, count) => sum + count, 0)
    const rare = rarity(Math.max(inPast.size, inList?.size ?? 0))
    for (const [matter, count] of inPast) {
      if (count < 2) continue
      const surely = ((count - 1) / (count - 1 + learnsBy)) * (count / total)
      const own = tells.get(matter)
      const more = word.weight * rare * surely
      tells.set(matter, { tells: (own?.tells ?? 0) + more, learned: !own || more > own.tells })
    }
    return tells
  }

  return {
    spokenFor(words) {
      const spoken = new Map<number, SpokenFor>()
      const places = new Map<number, Map<number, number>>()
      const counted = new Set<string>()
      for (const word of words) {
        for (const [matter, { tells, learned }] of spokenBy(word)) {
          const own = spoken.get(matter) ?? { matter, weight: 0, words: [] }
          spoken.set(matter, own)
          own.words.push({ word, tells, learned })
          if (!counted.has(word.word)) own.weight += tells
          const strongest = places.get(matter) ?? new Map<number, number>()
          places.set(matter, strongest)
          for (let at = word.from; at < word.to; at++)
            strongest.set(at, Math.max(strongest.get(at) ?? 0, tells))
        }
        counted.add(word.word)
      }
      for (const own of spoken.values())
        for (const tells of places.get(own.matter)?.values() ?? []) own.weight += tells
      return [...spoken.values()]
    },
    utmost(words) {
      const strongest = new Map<number, number>()
      const most = new Map<string, number>()
      for (const word of words) {
        const tells = Math.max(0, ...[...spokenBy(word).values()].map((it) => it.tells))
        most.set(word.word, Math.max(most.get(word.word) ?? 0, tells))
        for (let at = word.from; at < word.to; at++)
          strongest.set(at, Math.max(strongest.get(at) ?? 0, tells))
      }
      return [...most.values(), ...strongest.values()].reduce((sum, tells) => sum + tells, 0)
    },
  }
}

function add(counts: Map<string, Map<number, number>>, word: string, matter: number, count: number): void {
  const own = counts.get(word) ?? new Map<number, number>()
  counts.set(word, own)
  own.set(matter, (own.get(matter) ?? 0) + count)
}

function learn(
  matters: readonly Matter[],
  past: Iterable<PastDescription>,
): Map<string, Map<number, number>> {
  const positions = new Map(matters.map(({ code }, position) => [code, position]))
  const counts = new Map<string, Map<number, number>>()
  for (const { text, matterCode } of past) {
    const matter = positions.get(matterCode)
    if (matter === undefined) continue
    for (const { word, weight } of new Map(
      tellingWords(text, { denials: true }).map((it) => [it.word, it]),
    ).values())
      if (weight >= 0.5) add(counts, word, matter, 1)
  }
  return counts
}
