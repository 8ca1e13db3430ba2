/** Finds the terms that share most with a sentence, where none fits it as a whole: rare characters in order count. */
import { isHan } from './sounds.ts'
import type { TermIndex } from './term-index.ts'

export interface Overlap {
  term: number
  /** 0 to 1: how much of the sentence and of the term is in both. */
  quality: number
  ranges: [from: number, to: number][]
}

/** No more terms than these are looked at closely. */
const mostTerms = 60

export function overlapping(sentence: readonly string[], index: TermIndex): Overlap[] {
  const chars = [...new Set(sentence.filter(isHan))]
  if (chars.length < 3) return []
  const weights = new Map<string, number>()
  const shared = new Float64Array(index.terms.length)
  for (const char of chars) {
    const holders = index.holding(char)
    const weight = Math.log(1 + index.terms.length / (1 + holders.length))
    weights.set(char, weight)
    if (holders.length * 8 > index.terms.length) continue
    for (const term of holders) shared[term] = (shared[term] ?? 0) + weight
  }
  return mostShared(shared).flatMap(
    (term) => alignment(sentence, index.terms[term]?.chars ?? [], weights, term) ?? [],
  )
}

/** The terms that share most, in no order. */
function mostShared(shared: Float64Array): number[] {
  const highest = shared.reduce((most, weight) => Math.max(most, weight), 0)
  if (highest === 0) return []
  // Terms counted by the share of the highest that they reach, so that nothing has to be sorted.
  const steps = 64
  const counts = new Uint32Array(steps + 1)
  const stepOf = (weight: number) => Math.floor((weight / highest) * steps)
  for (const weight of shared) if (weight > 0) counts[stepOf(weight)] = (counts[stepOf(weight)] ?? 0) + 1
  let least = steps
  for (let count = counts[steps] ?? 0; least > 1 && count + (counts[least - 1] ?? 0) <= mostTerms;)
    count += counts[--least] ?? 0
  const most: number[] = []
  for (let term = 0; term < shared.length && most.length < mostTerms; term++)
    if (stepOf(shared[term] ?? 0) >= least) most.push(term)
  return most
}

/** The longest common subsequence by weight, neighbours that stay neighbours counting more. */
function alignment(
  sentence: readonly string[],
  chars: readonly string[],
  weights: ReadonlyMap<string, number>,
  term: number,
): Overlap | undefined {
  const weightOf = (char: string | undefined) => weights.get(char ?? '') ?? 1
  const width = chars.length + 1
  const best = new Float64Array((sentence.length + 1) * width)
  for (let s = 1; s <= sentence.length; s++) {
    for (let c = 1; c <= chars.length; c++) {
      const skip = Math.max(best[(s - 1) * width + c] ?? 0, best[s * width + c - 1] ?? 0)
      const same = sentence[s - 1] === chars[c - 1]
      const both = same ? (best[(s - 1) * width + c - 1] ?? 0) + weightOf(chars[c - 1]) : 0
      best[s * width + c] = Math.max(skip, both)
    }
  }
  const at: number[] = []
  for (let s = sentence.length, c = chars.length; s > 0 && c > 0;) {
    const here = best[s * width + c] ?? 0
    if (here === best[(s - 1) * width + c]) s -= 1
    else if (here === best[s * width + c - 1]) c -= 1
    else {
      at.unshift(c - 1)
      s -= 1
      c -= 1
    }
  }
  if (at.length < 2) return undefined
  const total = (list: readonly string[]) => list.reduce((sum, char) => sum + weightOf(char), 0)
  const common = best[sentence.length * width + chars.length] ?? 0
  return {
    term,
    quality: (2 * common) / (total(sentence) + total(chars)),
    ranges: at.map((position): [number, number] => [position, position + 1]),
  }
}
