/**
 * Matches one name against what somebody types: characters, whole pinyin, initials, or all of them mixed.
 * `jgp`, `jinggaip`, `井gps` and `井盖破损` all find 井盖缺失、破损.
 */
import { pinyin } from 'pinyin-pro'

/** A name, prepared for matching. Readings are looked up when the first Latin letter is typed. */
export interface Term {
  text: string
  /** Code points, folded to half width and lower case. */
  chars: string[]
  /** Readings of each character without tones, the one that fits the context first. */
  readings?: string[][]
}

export interface TermMatch {
  /** How well it fits, 0 to 1. */
  quality: number
  /** Matched stretches of `text`, as code point positions from (included) to (excluded), to highlight them. */
  ranges: [from: number, to: number][]
}

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase()
export const term = (text: string): Term => ({ text, chars: Array.from(text, fold) })

const isSeparator = (char: string | undefined) => char !== undefined && /^[\p{P}\s]$/u.test(char)

const readingsOfChar = new Map<string, string[]>()

/** Every reading of a character on its own; people type the one they know, not always the one that fits. */
function allReadings(char: string): string[] {
  let readings = readingsOfChar.get(char)
  if (!readings) {
    readings = pinyin(char, { type: 'array', toneType: 'none', multiple: true, v: true })
    readingsOfChar.set(char, readings)
  }
  return readings
}

function readingsOf({ text, chars }: Term): string[][] {
  const inContext = pinyin(text, { type: 'array', toneType: 'none', v: true })
  return chars.map((char, at) => {
    if (!/\p{Script=Han}/u.test(char)) return []
    const fitting = inContext.length === chars.length ? inContext[at] : undefined
    return [...new Set([...(fitting ? [fitting] : []), ...allReadings(char)])]
  })
}

/** What a step costs, in the order in which people would rank it. */
const cost = { literal: 0, fullPinyin: 1, partPinyin: 1.5, initial: 2, unfittingReading: 2, gap: 3 }

interface Path {
  cost: number
  /** Positions of matched characters, first to last. */
  at: number[]
}

/** The best way to spell a folded query without spaces from this term, if there is one. */
export function matchTerm(term: Term, query: string): TermMatch | undefined {
  const { chars } = term
  const latin = /[a-z]/u.test(query)
  const readings = latin ? (term.readings ??= readingsOf(term)) : []
  const known = new Map<number, Path | undefined>()

  /** Ways to spend query letters from `q` on the character at `at`: how many, at which cost. */
  function steps(at: number, q: number): { letters: number; cost: number }[] {
    const char = chars[at] ?? ''
    const found =
      char !== '' && query.startsWith(char, q) ? [{ letters: char.length, cost: cost.literal }] : []
    for (const [rank, reading] of (readings[at] ?? []).entries()) {
      const penalty = rank === 0 ? 0 : cost.unfittingReading
      if (query.startsWith(reading, q))
        found.push({ letters: reading.length, cost: cost.fullPinyin + penalty })
      const rest = query.slice(q)
      if (rest.length > 1 && rest.length < reading.length && reading.startsWith(rest)) {
        found.push({ letters: rest.length, cost: cost.partPinyin + penalty })
      }
      // Nearly every letter is the initial of some rare reading, so initials are those of the fitting one only.
      if (rank > 0) continue
      const initials = /^[zcs]h/u.test(reading)
        ? [reading.slice(0, 2), reading.slice(0, 1)]
        : [reading.slice(0, 1)]
      for (const initial of initials) {
        if (query.startsWith(initial, q)) found.push({ letters: initial.length, cost: cost.initial })
      }
    }
    return found
  }

  /** The cheapest path that spends the rest of the query, its first character being the one at `at`. */
  function pathFrom(at: number, q: number): Path | undefined {
    const key = at * (query.length + 1) + q
    if (known.has(key)) return known.get(key)
    let best: Path | undefined
    for (const step of steps(at, q)) {
      const next = q + step.letters
      const rest = next === query.length ? { cost: 0, at: [] } : onward(at, next)
      if (!rest || (best && best.cost <= step.cost + rest.cost)) continue
      best = { cost: step.cost + rest.cost, at: [at, ...rest.at] }
    }
    known.set(key, best)
    return best
  }

  /** Goes on at the next character; over a gap only at the start of a part of the name, or at that very character. */
  function onward(from: number, q: number): Path | undefined {
    let best: Path | undefined
    let next = from + 1
    while (isSeparator(chars[next]) && chars[next] !== query[q]) next++
    for (let at = next; at < chars.length; at++) {
      const mayStart =
        at === next ||
        isSeparator(chars[at - 1]) ||
        (/\p{Script=Han}/u.test(query[q] ?? '') && chars[at] === query[q])
      const rest = mayStart ? pathFrom(at, q) : undefined
      if (!rest) continue
      const total = rest.cost + (at === next ? 0 : cost.gap)
      if (!best || total < best.cost) best = { cost: total, at: rest.at }
    }
    return best
  }

  let best: TermMatch | undefined
  for (let at = 0; at < chars.length; at++) {
    const path = pathFrom(at, 0)
    if (!path) continue
    const quality = qualityOf(path, term)
    if (!best || quality > best.quality) best = { quality, ranges: rangesOf(path.at) }
  }
  return best
}

/** Cheap steps, an early start and much of the name covered make a good match. */
function qualityOf({ cost, at }: Path, { chars }: Term): number {
  const first = at[0] ?? 0
  const start = first === 0 ? 0.1 : isSeparator(chars[first - 1]) ? 0.06 : 0
  const spelled = 0.7 * Math.max(0.1, 1 - (0.15 * cost) / at.length)
  return spelled + start + (0.2 * at.length) / chars.length
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
