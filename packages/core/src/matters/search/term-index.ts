/**
 * Which of thousands of terms can match a query at all: those that hold its characters, syllables or initials, whatever
 * their order. A handful of set operations, so that the exact comparison is left with few.
 */
import { spellingOf, type Sound } from './sounds.ts'
import { term, withSounds, type Term } from './term-match.ts'
import {
  emptySet,
  membersOf,
  nowhere,
  post,
  take,
  takeBoth,
  type Posting,
  type TermSet,
} from './term-sets.ts'
import { spellingsOf, type Typed } from './typed.ts'

export interface TermIndex {
  terms: readonly Term[]
  /** By number of the term: how long it is, and what it begins with. */
  beginnings: { length: readonly number[]; char: readonly number[]; sound: readonly Sound[] }
  /** The number of a term with this text; a text is kept once. All are added before the first question. */
  add(text: string): number
  /** Numbers of the terms that may match, a superset of those that do. */
  candidates(query: Typed): number[]
  /** Numbers of the terms that may match a loose query with one slip, or with sounds mixed up. */
  looseCandidates(query: Typed): number[]
  /** Where two neighbours may have changed places so that terms match: the position of the first, and the terms. */
  swappedCandidates(query: Typed): { at: number; terms: number[] }[]
  /** Terms that stand in a text from this position on, as they are, with the position after them. */
  standingAt(chars: readonly string[], at: number): { term: number; to: number }[]
  /** Terms with this character. */
  holding(char: string): readonly number[]
}

/** No step takes more letters. */
const longestStep = 6

/** One way to spend letters: on one of these terms' characters. */
interface Step {
  posting: Posting
  letters: number
}
type Reach = (TermSet | undefined)[]

export function termIndex(): TermIndex {
  const terms: Term[] = []
  const beginnings = { length: [] as number[], char: [] as number[], sound: [] as Sound[] }
  const numbers = new Map<string, number>()
  const byText = new Map<string, number>()
  /** How long the terms are that begin with two characters. */
  const lengths = new Map<string, number[]>()
  const byChar = new Map<string, Posting>()
  const bySound: Posting[] = []
  const byInitial = new Map<string, Posting>()

  function add(text: string): number {
    const known = numbers.get(text)
    if (known !== undefined) return known
    const made = withSounds(term(text))
    const { chars, sounds, others } = made
    const number = terms.push(made) - 1
    numbers.set(text, number)
    beginnings.length.push(chars.length)
    beginnings.char.push(made.codes[0] ?? 0)
    beginnings.sound.push(sounds[0] ?? 0)
    const folded = chars.join('')
    if (!byText.has(folded)) byText.set(folded, number)
    const pair = (chars[0] ?? '') + (chars[1] ?? '')
    const own = lengths.get(pair)
    if (!own) lengths.set(pair, [chars.length])
    else if (!own.includes(chars.length)) own.push(chars.length)
    for (const [at, char] of chars.entries()) {
      post(postingIn(byChar, char), number)
      const sound = sounds[at] ?? 0
      if (sound === 0) continue
      post(postingIn(byInitial, spellingOf(sound)[0] ?? ''), number)
      post((bySound[sound] ??= { terms: [] }), number)
      for (const other of others[at] ?? []) post((bySound[other] ??= { terms: [] }), number)
    }
    return number
  }

  function stepsAt({ chars, spellings, initials }: Typed, at: number): Step[] {
    const char = chars[at] ?? ''
    const steps: Step[] = [{ posting: byChar.get(char) ?? nowhere, letters: 1 }]
    for (const { sound, letters, slip } of spellings[at] ?? [])
      if (slip !== 'letter') steps.push({ posting: bySound[sound] ?? nowhere, letters })
    if (initials) {
      const posting = byInitial.get(char) ?? nowhere
      steps.push({ posting, letters: 1 })
      if (chars[at + 1] === 'h' && /^[zcs]$/u.test(char)) steps.push({ posting, letters: 2 })
    }
    return steps
  }

  /** Sets live for one question only, so that the next one uses the same memory. */
  const pool: TermSet[] = []
  let lent = 0
  const lend = () => (pool[lent++] ??= emptySet(terms.length)).fill(0)
  const asked = <T>(answer: () => T): T => {
    lent = 0
    return answer()
  }

  /** Adds what is posted and in `from` to the set at a position, and makes that where it is needed. */
  function takeTo(reach: Reach, to: number, posting: Posting, from: TermSet): void {
    if (posting.terms.length === 0) return
    const known = reach[to]
    const into = known ?? lend()
    if (take(posting, from, into)) reach[to] = into
    else if (!known) lent -= 1
  }

  /** Terms with what is typed up to each position; undefined where there are none. */
  function upTo(query: Typed): Reach {
    const reach: Reach = [lend().fill(-1)]
    for (const [at] of query.chars.entries()) {
      const from = reach[at]
      if (!from) continue
      for (const { posting, letters } of stepsAt(query, at)) takeTo(reach, at + letters, posting, from)
    }
    return reach
  }

  /** Terms with what is typed from each position on; undefined where there are none. */
  function onFrom(query: Typed): Reach {
    const { length } = query.chars
    const reach: Reach = []
    reach[length] = lend().fill(-1)
    for (let at = length - 1; at >= 0; at--) {
      for (const { posting, letters } of stepsAt(query, at)) {
        const rest = reach[at + letters]
        if (rest) takeTo(reach, at, posting, rest)
      }
    }
    return reach
  }

  /** Goes on from what fits before the swap, until what fits after it takes over. */
  function swapAt({ chars }: Typed, at: number, before: Reach, after: Reach, found: TermSet): boolean {
    const swapped = [...chars.slice(0, at), chars[at + 1] ?? '', chars[at] ?? '', ...chars.slice(at + 2)]
    const between: Reach = []
    let any = false
    for (let from = Math.max(0, at + 1 - longestStep); from <= at + 1; from++) {
      const left = from <= at ? before[from] : between[from]
      if (!left) continue
      const steps: Step[] = [{ posting: byChar.get(swapped[from] ?? '') ?? nowhere, letters: 1 }]
      for (const { sound, letters } of spellingsOf(swapped, from))
        steps.push({ posting: bySound[sound] ?? nowhere, letters })
      for (const { posting, letters } of steps) {
        const to = from + letters
        const right = after[to]
        if (to === at + 1) takeTo(between, to, posting, left)
        else if (to > at + 1 && right && take(posting, left, found, right)) any = true
      }
    }
    return any
  }

  return {
    terms,
    beginnings,
    add,
    holding: (char) => byChar.get(char)?.terms ?? [],
    standingAt(chars, at) {
      const own = lengths.get((chars[at] ?? '') + (chars[at + 1] ?? '')) ?? []
      return own.flatMap((length) => {
        const term =
          at + length <= chars.length ? byText.get(chars.slice(at, at + length).join('')) : undefined
        return term === undefined ? [] : [{ term, to: at + length }]
      })
    },

    candidates: (query) => asked(() => membersOf(upTo(query)[query.chars.length], terms.length)),

    looseCandidates: (query) =>
      asked(() => {
        const { chars, han, spellings } = query
        const before = upTo(query)
        const after = onFrom(query)
        const found = before[chars.length] ?? lend()
        for (const [at] of chars.entries()) {
          const left = before[at]
          if (!left) continue
          for (const { sound, letters, slip } of spellings[at] ?? []) {
            const right = after[at + letters]
            if (slip === 'letter' && right) take(bySound[sound] ?? nowhere, left, found, right)
          }
          const right = after[at + 1]
          if (han[at] === true && chars.length > 2 && right) takeBoth(left, right, found)
        }
        return membersOf(found, terms.length)
      }),

    swappedCandidates: (query) =>
      asked(() => {
        const { chars } = query
        const before = upTo(query)
        const after = onFrom(query)
        const swaps: { at: number; terms: number[] }[] = []
        for (let at = 0; at + 1 < chars.length; at++) {
          if (chars[at] === chars[at + 1]) continue
          const found = lend()
          if (swapAt(query, at, before, after, found))
            swaps.push({ at, terms: membersOf(found, terms.length) })
        }
        return swaps
      }),
  }
}

function postingIn(postings: Map<string, Posting>, key: string): Posting {
  let posting = postings.get(key)
  if (!posting) postings.set(key, (posting = { terms: [] }))
  return posting
}
