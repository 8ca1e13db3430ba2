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

/** Names less alike than this are other matters: no two of the demo city's 216 are so alike (diff.test.ts). */
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
  const taken = new Set<Matter>()
  const notTaken = ({ before, after }: RenameCandidate) => {
    if (taken.has(before) || taken.has(after)) return false
    taken.add(before).add(after)
    return true
  }
  const same = sameNames(removed, added).filter(notTaken)
  const left = (matters: readonly Matter[]) => matters.filter((matter) => !taken.has(matter))
  const alike = alikeNames(left(removed), left(added)).toSorted((a, b) => b.likeness - a.likeness)
  return [...same, ...alike.filter(notTaken)]
}

/** Pairs of one name and level, those of one category or responsible unit first. */
function sameNames(removed: readonly Matter[], added: readonly Matter[]): RenameCandidate[] {
  const byName = new Map<string, Matter[]>()
  for (const matter of added) addTo(byName, nameKey(matter), matter)
  const pairs = removed.flatMap((before) =>
    (byName.get(nameKey(before)) ?? []).map((after) => ({
      before,
      after,
      likeness: 1,
      because: { zh: '名称相同', en: 'the name is the same' },
    })),
  )
  return pairs.toSorted((a, b) => Number(sameContext(b)) - Number(sameContext(a)))
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

const nameKey = ({ level, name }: Matter) => `${level} ${folded(name)}`

/** Pairs whose names share most of their pairs of letters: at least `leastLikeness` by Sørensen and Dice. */
function alikeNames(removed: readonly Matter[], added: readonly Matter[]): RenameCandidate[] {
  const byGram = new Map<string, Entry[]>()
  for (const matter of added) {
    const entry = { matter, grams: bigrams(matter.name) }
    for (const gram of entry.grams) addTo(byGram, gram, entry)
  }
  return removed.flatMap((before) => {
    const grams = bigrams(before.name)
    return [...entriesNear(grams, byGram)].flatMap(({ matter: after, grams: other }) => {
      const shared = [...grams].filter((gram) => other.has(gram)).length
      const likeness = (2 * shared) / (grams.size + other.size)
      const candidate = { before, after, likeness, because: alikeBecause(before, after) }
      const fits = likeness >= leastLikeness && before.level === after.level && sameContext(candidate)
      return fits ? [candidate] : []
    })
  })
}

/** So many names at most are compared with one: more are alike only in a list of hardly any words. */
const mostCompared = 100

/**
 * Entries that may be alike enough. Names that are share so many pairs of letters that one of the rarest must be among
 * them; looking for those alone spares comparing with every name that has 问题 in it.
 */
function entriesNear(grams: Set<string>, byGram: Map<string, Entry[]>): Set<Entry> {
  const leastShared = Math.ceil((leastLikeness / (2 - leastLikeness)) * grams.size)
  const rarest = [...grams]
    .map((gram) => byGram.get(gram) ?? [])
    .toSorted((a, b) => a.length - b.length)
    .slice(0, grams.size - leastShared + 1)
  const near = new Set<Entry>()
  for (const entry of rarest.flat()) {
    if (near.size === mostCompared) break
    near.add(entry)
  }
  return near
}

const sameContext = ({ before, after }: Pick<RenameCandidate, 'before' | 'after'>) =>
  before.category === after.category || before.responsible === after.responsible

const alikeBecause = (before: Matter, after: Matter): Sentence =>
  before.category === after.category
    ? { zh: '名称相近，类别相同', en: 'the names are alike and the category is the same' }
    : { zh: '名称相近，责任单位相同', en: 'the names are alike and the responsible unit is the same' }
