/**
 * Matches one name against what somebody types: characters, whole pinyin, initials, or all of them mixed.
 * `jgp`, `jinggaip`, `井gps` and `井盖破损` all find 井盖缺失、破损; in a loose query one slip is forgiven.
 */
import { isHan, readingsOf, soundsIn, type Sound } from './sounds.ts'
import { codeOf, fold, type Typed } from './typed.ts'

/** A name, prepared for matching. */
export interface Term {
  text: string
  /** Characters, folded to half width and lower case. */
  chars: string[]
  /** The same as code points. */
  codes: number[]
  /** Where a sign or a space stands. */
  breaks: boolean[]
  /** How it is read in its context, character for character; looked up when it is first needed. */
  sounds?: Sound[]
  /** Other readings of the same characters. */
  others?: (readonly Sound[])[]
}

export interface TermMatch {
  /** How well it fits, 0 to 1. */
  quality: number
  /** Matched stretches of `text`, as code point positions from (included) to (excluded), to highlight them. */
  ranges: [from: number, to: number][]
}

export function term(text: string): Term {
  const chars = Array.from(text, fold)
  return { text, chars, codes: chars.map(codeOf), breaks: chars.map((char) => /^[\p{P}\s]$/u.test(char)) }
}

const none: readonly Sound[] = []

/** Looks up how a term sounds, once. */
export function withSounds(term: Term): Required<Term> {
  const sounds = (term.sounds ??= soundsIn(term.text))
  const others = (term.others ??= term.chars.map((char, at) => {
    const all = isHan(char) ? readingsOf(char) : none
    return all.length > 1 || all[0] !== sounds[at] ? all.filter((sound) => sound !== sounds[at]) : none
  }))
  return Object.assign(term, { sounds, others })
}

/** What a step costs, in the order in which people would rank it. */
const cost = {
  literal: 0,
  fullPinyin: 1,
  partPinyin: 1.5,
  initial: 2,
  unfittingReading: 2,
  gap: 3,
  nearSound: 2,
  oneLetterOff: 4,
  wrongChar: 5,
}

export interface Matcher {
  /** How well the term fits, 0 where it does not. */
  quality(term: Term): number
  /** Whether a character that reads so may be what was typed first. */
  mayStart(char: number, sound: Sound): boolean
  match(term: Term): TermMatch | undefined
}

/** The best way to spell a whole query from a term. Made once for a query, it keeps its working memory. */
export function matcher(typed: Typed): Matcher {
  const { chars: letters, codes: wanted, han, bySound, countOfSounds, loose } = typed
  const length = letters.length
  const slips = loose ? 1 : 0
  let chars: number[] = []
  let breaks: boolean[] = []
  let sounds: Sound[] = []
  let others: (readonly Sound[])[] = []
  /** States are (character, letter, slips so far); what is known of one holds for the present round only. */
  let round = 0
  let rounds = new Int32Array(0)
  let costs = new Float64Array(0)
  let counts = new Uint8Array(0)
  let nexts = new Int32Array(0)

  const stateOf = (at: number, q: number, slip: number) => (at * (length + 1) + q) * 2 + slip

  /** The cheapest path that spends the letters from `q` on, its first character being the one at `at`. */
  function pathFrom(at: number, q: number, slip: number): number {
    const state = stateOf(at, q, slip)
    if (rounds[state] === round) return costs[state] ?? Infinity
    rounds[state] = round
    costs[state] = Infinity
    if (chars[at] === wanted[q]) step(state, at, q + 1, slip, cost.literal, 1)
    const sound = sounds[at] ?? 0
    if (sound > 0) {
      spell(state, at, q, slip, sound, 0)
      const more = others[at] ?? none
      for (let i = 0; i < more.length; i++) spell(state, at, q, slip, more[i] ?? 0, cost.unfittingReading)
      if (loose && slip === 0 && han[q] === true && length > 2) step(state, at, q + 1, 1, cost.wrongChar, 0)
    }
    return costs[state] ?? Infinity
  }

  function spell(state: number, at: number, q: number, slip: number, sound: Sound, penalty: number): void {
    const bits = bySound[q * countOfSounds + sound] ?? 0
    if (bits === 0) return
    // Nearly every letter is the initial of some rare reading, so initials are those of the fitting one only.
    if (penalty === 0) {
      if ((bits & 1) !== 0) step(state, at, q + 1, slip, cost.initial, 1)
      if ((bits & 128) !== 0) step(state, at, q + 2, slip, cost.initial, 1)
    }
    stepAll(state, at, q, slip, cost.fullPinyin + penalty, bits & 126)
    stepAll(state, at, q, slip, cost.partPinyin + penalty, (bits >>> 8) & 255)
    if (!loose) return
    stepAll(state, at, q, slip, cost.nearSound + penalty, (bits >>> 16) & 255)
    if (slip === 0) stepAll(state, at, q, 1, cost.oneLetterOff + penalty, bits >>> 24)
  }

  /** A step for each number of letters whose bit is set. */
  function stepAll(state: number, at: number, q: number, slip: number, price: number, bits: number): void {
    for (let left = bits; left !== 0; left &= left - 1)
      step(state, at, q + 31 - Math.clz32(left & -left), slip, price, 1)
  }

  /** Spends letters up to `q` on the character at `at`, and goes on. */
  function step(state: number, at: number, q: number, slip: number, price: number, counted: 0 | 1): void {
    if (q === length) return keep(state, price, counted, -1)
    let next = at + 1
    while (breaks[next] === true && chars[next] !== wanted[q]) next++
    for (let to = next; to < chars.length; to++) {
      // Over a gap only to the start of a part of the name, or to that very character.
      if (to !== next && breaks[to - 1] !== true && !(han[q] === true && chars[to] === wanted[q])) continue
      const rest = pathFrom(to, q, slip)
      if (rest === Infinity) continue
      const gap = to === next ? 0 : cost.gap
      keep(state, price + gap + rest, counted, stateOf(to, q, slip))
    }
    // One character too many.
    if (slip < slips && han[q] === true && length > 3) {
      const skipped = price + cost.wrongChar
      if (q + 1 === length) return keep(state, skipped, counted, -1)
      const rest = next < chars.length ? pathFrom(next, q + 1, 1) : Infinity
      if (rest < Infinity) keep(state, skipped + rest, counted, stateOf(next, q + 1, 1))
    }
  }

  function keep(state: number, total: number, counted: 0 | 1, next: number): void {
    if (total >= (costs[state] ?? Infinity)) return
    costs[state] = total
    nexts[state] = next
    counts[state] = counted + (next < 0 ? 0 : (counts[next] ?? 0))
  }

  function mayStart(char: number, sound: Sound, more: readonly Sound[]): boolean {
    if (char === wanted[0] || ((bySound[sound] ?? 0) & 0xffff) !== 0) return true
    for (let i = 0; i < more.length; i++) if (((bySound[more[i] ?? 0] ?? 0) & 0xffff) !== 0) return true
    return false
  }

  /** The state that the best path starts in, and how good it is. */
  function best(term: Term): { state: number; quality: number } | undefined {
    ;({ codes: chars, breaks } = term)
    if (typed.latin || loose) {
      if (!term.sounds || !term.others) withSounds(term)
      sounds = term.sounds ?? []
      others = term.others ?? []
    }
    const states = (chars.length + 1) * (length + 1) * 2
    if (rounds.length < states) {
      rounds = new Int32Array(states * 2)
      costs = new Float64Array(states * 2)
      counts = new Uint8Array(states * 2)
      nexts = new Int32Array(states * 2)
      round = 0
    }
    round += 1
    let found = -1
    let highest = 0
    for (let at = 0; at < chars.length; at++) {
      if (!loose && !mayStart(chars[at] ?? 0, sounds[at] ?? 0, others[at] ?? none)) continue
      const price = pathFrom(at, 0, 0)
      if (price === Infinity) continue
      const state = stateOf(at, 0, 0)
      const quality = qualityOf(price, counts[state] ?? 0, at, chars.length, breaks[at - 1] === true)
      if (quality <= highest) continue
      highest = quality
      found = state
    }
    return found < 0 ? undefined : { state: found, quality: highest }
  }

  return {
    quality: (term) => best(term)?.quality ?? 0,
    mayStart: (char, sound) => mayStart(char, sound, none),
    match(term) {
      const found = best(term)
      if (!found) return undefined
      const at: number[] = []
      for (let state = found.state; state >= 0; state = nexts[state] ?? -1) {
        const next = nexts[state] ?? -1
        const counted = (counts[state] ?? 0) > (next < 0 ? 0 : (counts[next] ?? 0))
        if (counted) at.push(Math.floor(state / 2 / (length + 1)))
      }
      return { quality: found.quality, ranges: rangesOf(at) }
    },
  }
}

/** Cheap steps, an early start and much of the name covered make a good match. */
function qualityOf(price: number, count: number, first: number, length: number, startsPart: boolean): number {
  if (count === 0) return 0
  const start = first === 0 ? 0.1 : startsPart ? 0.06 : 0
  const spelled = 0.7 * Math.max(0.1, 1 - (0.15 * price) / count)
  return spelled + start + (0.2 * count) / length
}

function rangesOf(at: number[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const position of at) {
    const last = ranges[ranges.length - 1] // runs in Chromium 86, which has no .at()
    if (last?.[1] === position) last[1] = position + 1
    else ranges.push([position, position + 1])
  }
  return ranges
}
