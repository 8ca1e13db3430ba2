/** Sets of terms, one bit for each: thousands of them meet in a microsecond. */
export type TermSet = Uint32Array

/** Terms with something in common, in ascending order. */
export interface Posting {
  terms: number[]
  /** The same as a set, made when a long posting is first used; nothing may be added after that. */
  set?: TermSet
}

export const nowhere: Posting = { terms: [] }

export const emptySet = (terms: number): TermSet => new Uint32Array((terms + 31) >>> 5)

/** Adds a term, which must not be lower than the last; the same one only once. */
export function post(posting: Posting, term: number): void {
  const { terms } = posting
  if (terms[terms.length - 1] !== term) terms.push(term)
}

/** Adds to `into` what is posted and is in `from`, and in `also` where that is given. Tells whether there was any. */
export function take(posting: Posting, from: TermSet, into: TermSet, also: TermSet = from): boolean {
  const { terms } = posting
  let any = 0
  if (terms.length > into.length) {
    const set = (posting.set ??= setOf(terms, into.length))
    for (let word = 0; word < into.length; word++) {
      const both = (set[word] ?? 0) & (from[word] ?? 0) & (also[word] ?? 0)
      any |= both
      into[word] = (into[word] ?? 0) | both
    }
    return any !== 0
  }
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0
    const word = term >>> 5
    const bit = (from[word] ?? 0) & (also[word] ?? 0) & (1 << (term & 31))
    any |= bit
    into[word] = (into[word] ?? 0) | bit
  }
  return any !== 0
}

function setOf(terms: readonly number[], words: number): TermSet {
  const set = new Uint32Array(words)
  for (const term of terms) set[term >>> 5] = (set[term >>> 5] ?? 0) | (1 << (term & 31))
  return set
}

/** Adds what is in both. */
export function takeBoth(one: TermSet, other: TermSet, into: TermSet): void {
  for (let word = 0; word < into.length; word++)
    into[word] = (into[word] ?? 0) | ((one[word] ?? 0) & (other[word] ?? 0))
}

export function membersOf(set: TermSet | undefined, count: number): number[] {
  const members: number[] = []
  if (!set) return members
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word] ?? 0; bits !== 0; bits &= bits - 1) {
      const term = word * 32 + 31 - Math.clz32(bits & -bits)
      if (term < count) members.push(term)
    }
  }
  return members
}
