/** Looks a query up: as it is typed, as a part of it, as a code, and, where little fits, in spite of slips and by words. */
import { sortedCodes, type Codes } from './code-index.ts'
import type { MatterTerms } from './matter-terms.ts'
import { overlapping } from './overlap.ts'
import { lettersOfCode, tally, type Tally } from './tally.ts'
import type { TermIndex } from './term-index.ts'
import { matcher, type Matcher } from './term-match.ts'
import { typed, type Typed } from './typed.ts'

/** A term with a slip in it is worth less than a category that fits. */
const slipWorth = 0.22
/** Words of a sentence come last. */
const wordsWorth = 0.15
/** Where this many matters fit as typed, nobody has mistyped. */
const enough = 10
/** Where names and everyday words of this many matters fit, what is left would not be shown. */
const plenty = 150
/** So many terms may match only where little has been typed, or much guessed: the likeliest are compared. */
const mostCompared = { exactly: 800, loosely: 250 }
/** In shorter queries every letter may be a slip of any other. */
const shortest = { latinSlip: 5, slip: 2 }

/**
 * Prepares looking queries up.
 * @returns a tally of one word, folded and without spaces; it holds until the same `board` is used again. A `strict` one
 * forgives nothing.
 */
export function scorer(terms: MatterTerms): (text: string, board?: number, strict?: boolean) => Tally {
  const { index } = terms
  const codes = sortedCodes(terms.codes)
  const boards: Tally[] = []

  return (text, board = 0, strict = false) => {
    const found = (boards[board] ??= tally(terms))
    found.clear()
    const query = typed(text)
    lookAt(found, index, matcher(query), index.candidates(query), 1)
    lookWithin(found, index, query)
    lookAtCodes(found, codes, text)
    if (!strict && found.fit < enough) lookForSlips(found, index, query)
    if (!strict && found.fit < enough) lookForWords(found, index, query)
    found.settle()
    return found
  }
}

/** Compares terms with the query, the likeliest first, until more of them would not change what is shown. */
function lookAt(
  found: Tally,
  index: TermIndex,
  terms: Matcher,
  numbers: readonly number[],
  worth: number,
  loosely?: 'slip',
): void {
  const ranges = (number: number) => {
    const term = index.terms[number]
    return (term && terms.match(term)?.ranges) ?? []
  }
  const source = found.from({ worth, ranges, ...(loosely && { loosely }) })
  const before = found.fit
  const most = loosely ? mostCompared.loosely : mostCompared.exactly
  const likeliest = numbers.length > plenty ? likeliestFirst(numbers, index, terms).slice(0, most) : numbers
  for (const number of likeliest) {
    const term = index.terms[number]
    const quality = term ? terms.quality(term) : 0
    if (quality > 0) found.giveTerm(number, quality, source)
    if (found.fit - before > plenty) return
  }
}

/** A sentence that says the term in passing: 我家门口的井盖坏了 finds 井盖坏. */
function lookWithin(found: Tally, index: TermIndex, { chars }: Typed): void {
  const source = found.from({ worth: 1, ranges: (term) => [[0, index.terms[term]?.chars.length ?? 0]] })
  for (let at = 0; at + 1 < chars.length; at++) {
    for (const { term, to } of index.standingAt(chars, at)) {
      const length = to - at
      if (length > 1 && length < chars.length)
        found.giveTerm(term, 0.3 + (0.4 * length) / chars.length, source)
    }
  }
}

/**
 * Codes are typed from their beginning. Letters alone are more likely the initials of a name (`jg` is 井盖 before any
 * JG-03), so they find a code after every name unless they are all of it.
 */
function lookAtCodes(found: Tally, codes: Codes, text: string): void {
  for (const piece of text.match(/[\w-]*\d/gu) ?? []) {
    if (piece === text) continue
    const within = found.from({ worth: 1, ranges: () => [[0, piece.length]] })
    for (const own of codes.exactly(piece))
      found.giveCode(own, 0.3 + (0.4 * piece.length) / text.length, within)
  }
  const source = found.from({ worth: 1, ranges: () => [[0, text.length]] })
  for (const own of codes.exactly(text)) found.giveCode(own, 1, source)
  if (!/^[\x21-\x7e]+$/u.test(text)) return
  const meansCode = /[\d-]/u.test(text)
  if (!meansCode && found.fit >= enough) return
  for (const { matter, code } of codes.beginning(text))
    found.giveCode(matter, meansCode ? 0.8 + (0.2 * text.length) / code.length : lettersOfCode, source)
}

/** A wrong character, near sounds, a wrong or missing letter; two neighbours that changed places. */
function lookForSlips(found: Tally, index: TermIndex, query: Typed): void {
  const { chars, latin, text } = query
  if (chars.length < (latin ? shortest.latinSlip : shortest.slip)) return
  const loose = typed(text, { loose: true })
  lookAt(found, index, matcher(loose), index.looseCandidates(loose), slipWorth, 'slip')
  for (const { at, terms } of index.swappedCandidates(typed(text, { initials: false }))) {
    const swapped = [...chars.slice(0, at), chars[at + 1], chars[at], ...chars.slice(at + 2)].join('')
    lookAt(found, index, matcher(typed(swapped, { initials: false })), terms, slipWorth, 'slip')
  }
}

function lookForWords(found: Tally, index: TermIndex, { chars }: Typed): void {
  const overlaps = overlapping(chars, index)
  const ranges = new Map(overlaps.map((it) => [it.term, it.ranges]))
  const source = found.from({
    worth: wordsWorth,
    loosely: 'words',
    ranges: (term) => ranges.get(term) ?? [],
  })
  for (const { term, quality } of overlaps) found.giveTerm(term, quality, source)
}

/** Terms that begin as typed before others, short ones before long ones: in the order of what they can be worth. */
function likeliestFirst(numbers: readonly number[], { beginnings }: TermIndex, terms: Matcher): number[] {
  const { length, char, sound } = beginnings
  const buckets: number[][] = []
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0
    const starts = terms.mayStart(char[number] ?? 0, sound[number] ?? 0)
    const bucket = Math.min(length[number] ?? 0, longTerm) + (starts ? 0 : longTerm)
    ;(buckets[bucket] ??= []).push(number)
  }
  return buckets.flat()
}
const longTerm = 32
