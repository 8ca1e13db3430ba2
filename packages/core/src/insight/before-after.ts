/**
 * Compares what the hotline counted before and after, category by category. Two numbers and their difference: why they
 * differ is not in them, and no text here says so.
 */
import type { Sentence } from '../ticket/primitives.ts'
import { comparisonText } from './before-after-text.ts'
import type { HotlineCount } from './hotline-counts.ts'
import { readPeriod, type PeriodSpan } from './periods.ts'

export interface ComparisonOptions {
  counts: readonly HotlineCount[]
  /** Periods that make up the time before, e.g. `['2025-07', '2025-08']`, and the time after. */
  before: readonly string[]
  after: readonly string[]
  /** Counts below this get a warning; 30 is a rule of thumb of this project, no statistical law. */
  smallBelow?: number
}

export type ComparisonWarning =
  /** One of the two counts is small: it moves far by chance. */
  | 'smallNumbers'
  /** The range includes no change at all. */
  | 'withinChance'
  /** Nothing was counted before, so there is nothing to compare with. */
  | 'noBaseline'
  /** The counts of some periods were not imported; no change is given. */
  | 'missingPeriods'
  /** The two times have different lengths; the change is by day. */
  | 'differentLength'

export interface ComparedCategory {
  category: string
  before: number
  after: number
  /** −0.23 for 23 % fewer; absent where it cannot be said. */
  change?: number
  /**
   * Where the change lies with 95 % confidence if calls came at random: the large-sample interval of a ratio of two
   * Poisson rates (Rothman, Greenland and Lash, Modern Epidemiology). Absent where a count is 0.
   */
  range?: { low: number; high: number }
  warnings: ComparisonWarning[]
  /** Periods without an imported count. */
  missing: string[]
  /** The whole of it in words. */
  text: Sentence
}

export interface BeforeAfter {
  before: ComparedTime
  after: ComparedTime
  /** In the order in which the counts name them. */
  categories: ComparedCategory[]
  /** All categories that lack no period, together. */
  total: ComparedCategory
}

export interface ComparedTime {
  periods: string[]
  days: number
}

export interface ComparisonFault {
  code: 'noPeriods' | 'unknownPeriod' | 'overlap' | 'wrongOrder'
  message: Sentence
}

export type ComparisonResult =
  { ok: true; comparison: BeforeAfter } | { ok: false; faults: ComparisonFault[] }

/** Compares two times; all faults of the question at once. */
export function compareBeforeAfter({
  counts,
  before,
  after,
  smallBelow = 30,
}: ComparisonOptions): ComparisonResult {
  const faults: ComparisonFault[] = []
  const first = spansOf(before, faults)
  const second = spansOf(after, faults)
  if (faults.length === 0) faults.push(...orderFaults(first, second))
  if (faults.length > 0) return { ok: false, faults }
  const times = { before: timeOf(first), after: timeOf(second) }
  const compare = (category: string, own: readonly HotlineCount[]) =>
    compareOne(category, own, times, smallBelow)
  const names = [...new Set(counts.map(({ category }) => category))]
  const categories = names.map((name) =>
    compare(
      name,
      counts.filter(({ category }) => category === name),
    ),
  )
  const whole = categories.filter(({ missing }) => missing.length === 0).map(({ category }) => category)
  const total = compare(
    '',
    counts.filter(({ category }) => whole.includes(category)),
  )
  return { ok: true, comparison: { ...times, categories, total } }
}

function spansOf(names: readonly string[], faults: ComparisonFault[]): PeriodSpan[] {
  if (names.length === 0) {
    faults.push({ code: 'noPeriods', message: { zh: '没有选择周期', en: 'no periods are chosen' } })
  }
  return names.flatMap((name) => {
    const span = readPeriod(name)
    if (span) return [span]
    const message = { zh: `“${name}”不是周期`, en: `"${name}" is no period` }
    faults.push({ code: 'unknownPeriod', message })
    return []
  })
}

function orderFaults(before: PeriodSpan[], after: PeriodSpan[]): ComparisonFault[] {
  const inOrder = [...before, ...after].toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const faults = inOrder.flatMap((span, i): ComparisonFault[] => {
    const next = inOrder[i + 1]
    if (!next || span.to < next.from) return []
    const message = { zh: `${span.name} 与 ${next.name} 重叠`, en: `${span.name} and ${next.name} overlap` }
    return [{ code: 'overlap', message }]
  })
  const last = (spans: PeriodSpan[]) => spans.reduce((to, span) => (span.to > to ? span.to : to), '')
  if (faults.length === 0 && after.some(({ from }) => from <= last(before))) {
    const message = { zh: '“之前”的周期晚于“之后”的周期', en: 'a period before is later than one after' }
    faults.push({ code: 'wrongOrder', message })
  }
  return faults
}

const timeOf = (spans: PeriodSpan[]): ComparedTime => ({
  periods: spans.map(({ name }) => name),
  days: spans.reduce((sum, { days }) => sum + days, 0),
})

function compareOne(
  category: string,
  counts: readonly HotlineCount[],
  times: { before: ComparedTime; after: ComparedTime },
  smallBelow: number,
): ComparedCategory {
  const sum = ({ periods }: ComparedTime) =>
    counts.reduce((all, { period, count }) => (periods.includes(period) ? all + count : all), 0)
  const before = sum(times.before)
  const after = sum(times.after)
  const given = new Set(counts.map(({ period }) => period))
  const missing = [...times.before.periods, ...times.after.periods].filter((period) => !given.has(period))
  const comparable = missing.length === 0 && before > 0
  const ratio = after / times.after.days / (before / times.before.days)
  const spread = 1.96 * Math.sqrt(1 / before + 1 / after)
  const range =
    comparable && after > 0
      ? { low: ratio * Math.exp(-spread) - 1, high: ratio * Math.exp(spread) - 1 }
      : undefined
  const warnings: [ComparisonWarning, boolean][] = [
    ['missingPeriods', missing.length > 0],
    ['noBaseline', missing.length === 0 && before === 0],
    ['differentLength', times.before.days !== times.after.days],
    ['smallNumbers', Math.min(before, after) < smallBelow],
    ['withinChance', range !== undefined && range.low <= 0 && range.high >= 0],
  ]
  const compared = {
    category,
    before,
    after,
    ...(comparable && { change: ratio - 1 }),
    ...(range && { range }),
    warnings: warnings.flatMap(([warning, applies]) => (applies ? [warning] : [])),
    missing,
  }
  return { ...compared, text: comparisonText(compared, times) }
}
