/** The scorecard as a spreadsheet: every rate as numerator, denominator and percentage. */
import type { Sentence } from '../ticket/primitives.ts'
import { formatMoment } from '../time/civil-day.ts'
import { countDefinitions, ratioDefinitions, threeRatesLabel } from './definitions.ts'
import { countNames, ratingRatioNames, ratioNames, type FigureSet, type Ratio } from './figures.ts'
import type { Scorecard, ScorecardRow } from './scorecard.ts'
import { writeCsv, type CsvCell } from './write-csv.ts'

interface Column {
  title: Sentence
  value: (set: FigureSet, language: 'zh' | 'en') => CsvCell
}

const hourMs = 3_600_000
const notConfigured = { zh: '未配置', en: 'not configured' }

/** As spreadsheets read it: `60.6%`. */
const percent = (part: number) => `${(part * 100).toFixed(1)}%`
const rate = ({ numerator, denominator }: Ratio) =>
  denominator === 0 ? undefined : percent(numerator / denominator)

const titled = ({ zh, en }: Sentence, zhPart: string, enPart: string): Sentence => ({
  zh: `${zh}·${zhPart}`,
  en: `${en}: ${enPart}`,
})

function ratioColumns(label: Sentence, ratioOf: (set: FigureSet) => Ratio | undefined): Column[] {
  const cell =
    (value: (ratio: Ratio) => CsvCell): Column['value'] =>
    (set, language) => {
      const ratio = ratioOf(set)
      return ratio ? value(ratio) : notConfigured[language]
    }
  return [
    { title: titled(label, '分子', 'numerator'), value: cell((ratio) => ratio.numerator) },
    { title: titled(label, '分母', 'denominator'), value: cell((ratio) => ratio.denominator) },
    { title: titled(label, '比率', 'rate'), value: cell(rate) },
  ]
}

const withoutExcluded = ({ zh, en }: Sentence): Sentence => ({
  zh: `${zh}（不含申诉剔除）`,
  en: `${en} (without excluded ratings)`,
})

const combined = (['community', 'citizen'] as const).flatMap((rater): Column[] => {
  const column = (title: Sentence, part: 'all' | 'withoutExcluded'): Column => ({
    title,
    value: ({ threeRates }, language) => {
      if (!threeRates) return notConfigured[language]
      const value = threeRates[rater][part]
      return value === undefined ? undefined : percent(value)
    },
  })
  const label = threeRatesLabel[rater]
  return [column(label, 'all'), column(withoutExcluded(label), 'withoutExcluded')]
})

const medians = (['medianAcceptMs', 'medianHandleMs'] as const).map((name): Column => ({
  title: titled(countDefinitions[name], '小时', 'hours'),
  value: (set) => {
    const median = set[name]
    return median === undefined ? undefined : Math.round((median / hourMs) * 100) / 100
  },
}))

const columns: Column[] = [
  ...countNames.map((name): Column => ({ title: countDefinitions[name], value: (set) => set[name] })),
  ...ratioNames.flatMap((name) => ratioColumns(ratioDefinitions[name].label, (set) => set.ratios[name])),
  ...ratingRatioNames.flatMap((name) =>
    ratioColumns(withoutExcluded(ratioDefinitions[name].label), (set) => set.withoutExcluded[name]),
  ),
  ...ratioColumns(ratioDefinitions.responseRate.label, (set) => set.responseRate),
  ...combined,
  ...medians,
]

const head: Sentence[] = [
  { zh: '单位编码', en: 'Unit code' },
  { zh: '单位名称', en: 'Unit' },
  { zh: '统计截至', en: 'As of' },
  { zh: '起', en: 'From' },
  { zh: '止', en: 'To' },
]
const total = { zh: '全部', en: 'All' }

/** The file's text; times are China's. The last row is all tickets. */
export function scorecardCsv(
  { asOf, filter: { from, to }, rows, total: whole }: Scorecard,
  { language = 'zh' }: { language?: 'zh' | 'en' } = {},
): string {
  const line = (id: string, name: string, set: FigureSet): CsvCell[] => [
    id,
    name,
    formatMoment(asOf),
    from,
    to,
    ...columns.map(({ value }) => value(set, language)),
  ]
  const nameOf = ({ name, nameEn }: ScorecardRow) => (language === 'en' ? (nameEn ?? name) : name)
  return writeCsv([
    [...head, ...columns.map(({ title }) => title)].map((title) => title[language]),
    ...rows.map((row) => line(row.unitId, nameOf(row), row.set)),
    line('', total[language], whole),
  ])
}
