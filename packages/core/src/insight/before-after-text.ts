/** A before/after comparison in words. It says what was counted, and never why. */
import type { Sentence } from '../ticket/primitives.ts'
import type { ComparedCategory, ComparedTime, ComparisonWarning } from './before-after.ts'

const number = (value: number) => new Intl.NumberFormat('en').format(value)

/** `+12.0 %`, `−23.0 %`, `0.0 %`. */
export function signedPercent(change: number): string {
  const text = (Math.abs(change) * 100).toFixed(1)
  const sign = Number(text) === 0 ? '' : change < 0 ? '−' : '+'
  return `${sign}${text} %`
}

const periodsText = ({ periods }: ComparedTime): Sentence => {
  const [first = '', ...others] = periods
  const last = others.at(-1)
  return last === undefined
    ? { zh: first, en: first }
    : { zh: `${first} 至 ${last}`, en: `${first} to ${last}` }
}

const warningTexts: Record<ComparisonWarning, Sentence> = {
  missingPeriods: {
    zh: '部分周期没有数据，不计算变化',
    en: 'some periods have no data, so no change is given',
  },
  noBaseline: { zh: '之前为 0 件，无从比较', en: 'none before, so there is nothing to compare with' },
  differentLength: {
    zh: '前后时长不同，变化按日均计算',
    en: 'the two times differ in length, so the change is by day',
  },
  smallNumbers: {
    zh: '数量小，偶然波动就可能有这样的变化',
    en: 'the numbers are small and move this far by chance',
  },
  withinChance: { zh: '变化在偶然波动的范围内', en: 'the change is within what chance alone gives' },
}

const all = { zh: '全部类别', en: 'All categories' }
const noReason = {
  zh: '仅为前后对比，不说明原因。',
  en: 'A comparison of before and after; it does not say why.',
}

/** One paragraph in each language. */
export function comparisonText(
  { category, before, after, change, range, warnings }: Omit<ComparedCategory, 'text'>,
  times: { before: ComparedTime; after: ComparedTime },
): Sentence {
  const name = category === '' ? all : { zh: category, en: category }
  const [first, second] = [periodsText(times.before), periodsText(times.after)]
  const within = range && { low: signedPercent(range.low), high: signedPercent(range.high) }
  const changed: Sentence =
    change === undefined
      ? { zh: '', en: '' }
      : {
          zh: `，变化 ${signedPercent(change)}${within ? `（95% 区间 ${within.low} 至 ${within.high}）` : ''}`,
          en: `, change ${signedPercent(change)}${within ? ` (95% interval ${within.low} to ${within.high})` : ''}`,
        }
  const said = warnings.map((warning) => warningTexts[warning])
  return {
    zh: `${name.zh}：${first.zh} ${number(before)} 件，${second.zh} ${number(after)} 件${changed.zh}。${said
      .map(({ zh }) => `${zh}。`)
      .join('')}${noReason.zh}`,
    en: `${name.en}: ${number(before)} in ${first.en}, ${number(after)} in ${second.en}${changed.en}. ${said
      .map(({ en }) => `${en.charAt(0).toUpperCase()}${en.slice(1)}. `)
      .join('')}${noReason.en}`,
  }
}
