/** What it is about, and whether a text speaks of more than one matter. */
import { suggestMatters } from '../matters/suggest/index.ts'
import type { Matter } from '../ticket/matter.ts'
import { wordsAt, type Words } from './words.ts'

export interface SaidMatter {
  matter: Matter
  /** 0 to 1: how much of what the text tells speaks for it. */
  score: number
  because: Words[]
  /** Far enough ahead of all others to be filled in. */
  sure: boolean
}

/** A first matter this likely, and this far ahead of the second, is what was meant in the labelled descriptions. */
const leastScore = 0.4
const mostOfSecond = 0.8

/**
 * Matters that a stretch of a text speaks for, the likeliest first.
 * @param quiet folded text without noise
 * @param text as it was pasted, for the words
 */
export function mattersSaid(
  { start, end }: { start: number; end: number },
  quiet: string,
  text: string,
  matters: readonly Matter[],
): SaidMatter[] {
  const stretch = quiet.slice(start, end)
  if (stretch.trim() === '') return []
  const offsets = offsetsOf(stretch)
  const found = suggestMatters(stretch, { matters })
  const second = found[1]?.score ?? 0
  return found.map(({ matter, score, because }, at) => ({
    matter,
    score,
    sure: at === 0 && score >= leastScore && second <= score * mostOfSecond,
    because: because.map(({ from, to }) =>
      wordsAt(text, start + (offsets[from] ?? 0), start + (offsets[to] ?? stretch.length)),
    ),
  }))
}

/** Where each code point begins, in UTF-16 units. */
function offsetsOf(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const char of text) {
    offsets.push(at)
    at += char.length
  }
  return [...offsets, at]
}

/** The stretches of one matter, in the order of the text. */
export interface MatterPart {
  stretches: { start: number; end: number }[]
  /** Those of them before the first word of any matter: what is said of all. */
  preface: { start: number; end: number }[]
  /** What it is about, where that is sure. */
  matter?: SaidMatter
}

const item = String.raw`(?<=\n|^| |[。;；：:，,])(?:\d{1,2}(?:[、)]|\.(?!\d))|[一二三四五六七八九十]{1,2}[、.]|[(]?[\d一二三四五六七八九十]{1,2}[)]|[①-⑳]|第[一二三四五][个件,，]|[一二三四五]是(?!不))`
const further = String.raw`(?<=\n|[。;；!,，] ?)(?:另外|此外|还有就是|还有一?[个件处]|还有|再就是|再有|其次|另有|顺便|also )`
const border = new RegExp(`${item}|${further}`, 'giu')
const mostStretches = 24

/**
 * Parts a text by matter: at numbered items, at 另外 and its like, and between messages, but only where both sides are
 * surely about different matters. What is about none belongs to the part before it.
 */
export function partsOf(
  stretches: readonly { start: number; end: number }[],
  quiet: string,
  text: string,
  matters: readonly Matter[],
): MatterPart[] {
  const pieces = stretches.flatMap((stretch) => cut(stretch, quiet))
  if (pieces.length > mostStretches) return [{ stretches: pieces, preface: [] }]
  const parts: MatterPart[] = []
  for (const piece of pieces) {
    const [first] = mattersSaid(piece, quiet, text, matters)
    const matter = first?.sure ? first : undefined
    const last = parts[parts.length - 1]
    const another = matter && last?.matter && last.matter.matter.code !== matter.matter.code
    if (!last || another)
      parts.push({ stretches: [piece], preface: matter ? [] : [piece], ...(matter && { matter }) })
    else {
      last.stretches.push(piece)
      if (!matter && !last.matter) last.preface.push(piece)
      if (matter && !last.matter) last.matter = matter
    }
  }
  return parts
}

function cut(
  { start, end }: { start: number; end: number },
  quiet: string,
): { start: number; end: number }[] {
  const borders = [...quiet.slice(start, end).matchAll(border)].map(({ index }) => start + index)
  const ends = [start, ...borders.filter((it) => it > start), end]
  return ends.slice(1).map((to, at) => ({ start: ends[at] ?? start, end: to }))
}
