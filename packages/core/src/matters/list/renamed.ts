/** Finds removed items that probably go on under another code: a renumbering looks like a removal and an addition. */
import type { Matter } from '../../ticket/matter.ts'
import type { Sentence } from '../../ticket/primitives.ts'

export interface RenameCandidate {
  before: Matter
  after: Matter
  /** How alike the names are, 0 to 1; 1 is the same name. */
  likeness: number
  /** Why they were taken for one. */
  because: Sentence
}

/** Names less alike than this are other matters; set by trying it on renumbered copies of the demo city's list. */
const leastLikeness = 0.6

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\s]/gu, '')

function bigrams(text: string): Set<string> {
  const letters = [...folded(text)]
  return letters.length === 1
    ? new Set(letters)
    : new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

interface Entry {
  matter: Matter
  grams: Set<string>
}

/** One candidate at most for each item, the likeliest pairs first. */
export function renamedCodes(removed: readonly Matter[], added: readonly Matter[]): RenameCandidate[] {
  const entries: Entry[] = added.map((matter) => ({ matter, grams: bigrams(matter.name) }))
  const byGram = new Map<string, Entry[]>()
  for (const entry of entries) {
    for (const gram of entry.grams) {
      const sharing = byGram.get(gram)
      if (sharing) sharing.push(entry)
      else byGram.set(gram, [entry])
    }
  }
  const candidates = removed.flatMap((before) => likelyEntries(before, byGram))
  const taken = new Set<Matter>()
  return candidates
    .toSorted((a, b) => b.likeness - a.likeness || Number(sameContext(b)) - Number(sameContext(a)))
    .filter(({ before, after }) => {
      if (taken.has(before) || taken.has(after)) return false
      taken.add(before).add(after)
      return true
    })
}

function likelyEntries(before: Matter, byGram: Map<string, Entry[]>): RenameCandidate[] {
  const grams = bigrams(before.name)
  const shared = new Map<Entry, number>()
  for (const gram of grams) {
    for (const entry of byGram.get(gram) ?? []) shared.set(entry, (shared.get(entry) ?? 0) + 1)
  }
  return [...shared].flatMap(([{ matter: after, grams: other }, count]) => {
    const same = folded(before.name) === folded(after.name)
    // Sørensen–Dice on pairs of letters.
    const likeness = same ? 1 : Math.min(0.99, (2 * count) / (grams.size + other.size))
    if (likeness < leastLikeness || before.level !== after.level) return []
    if (!same && !sameContext({ before, after })) return []
    return [{ before, after, likeness, because: because(same, before, after) }]
  })
}

const sameContext = ({ before, after }: Pick<RenameCandidate, 'before' | 'after'>) =>
  before.category === after.category || before.responsible === after.responsible

function because(sameName: boolean, before: Matter, after: Matter): Sentence {
  if (sameName) return { zh: '名称相同', en: 'the name is the same' }
  return before.category === after.category
    ? { zh: '名称相近，类别相同', en: 'the names are alike and the category is the same' }
    : { zh: '名称相近，责任单位相同', en: 'the names are alike and the responsible unit is the same' }
}
