/** The city's figures by region, category, unit, month or week; of a time, with or without appealed ratings; to take away. */
import {
  periodOfDay,
  ratioDefinitions,
  readPeriod,
  scorecardCsv,
  scorecardJson,
  scorecardOf,
  type FigureFilter,
  type Figures,
  type PeriodSpan,
} from '@chuishao/core/insight'
import type { CityData } from '@chuishao/core/lifecycle'
import type { TicketGateway } from '@chuishao/core/service'
import { civilDate } from '@chuishao/core/time'
import { byId, make } from './elements.ts'
import { fillTable, rateColumn, type FigureRow, type RateColumn } from './figures-view.ts'
import { language, onLanguage, say, type Bilingual } from './language.ts'
import { showTabs } from './tabs.ts'

export interface Region extends Bilingual {
  code: string
}

interface Grouping {
  id: string
  label: Bilingual
  by: 'byRegion' | 'byCategory' | 'byUnit' | 'byPeriod'
  period?: 'month' | 'week'
}

const byRegion: Grouping = { id: 'byRegion', label: { zh: '旗县区', en: 'Region' }, by: 'byRegion' }
const groupings: Grouping[] = [
  byRegion,
  { id: 'byCategory', label: { zh: '事项类别', en: 'Category' }, by: 'byCategory' },
  { id: 'byUnit', label: { zh: '单位', en: 'Unit' }, by: 'byUnit' },
  { id: 'byMonth', label: { zh: '月', en: 'Month' }, by: 'byPeriod', period: 'month' },
  { id: 'byWeek', label: { zh: '周', en: 'Week' }, by: 'byPeriod', period: 'week' },
]

const rates = (['closeRateAll', 'onTimeCloseRate', 'acceptOnTimeRate', 'returnRateTickets'] as const).map(
  rateColumn,
)
const response: RateColumn = {
  label: ratioDefinitions.responseRate.label,
  ratioOf: ({ responseRate }) => responseRate,
}
const ratings = ['communitySatisfiedRate', 'citizenSatisfiedRate'] as const

const columns = (appealed: boolean): RateColumn[] => [
  ...rates,
  response,
  ...ratings.map((name) =>
    appealed
      ? rateColumn(name)
      : ({
          label: ratioDefinitions[name].label,
          ratioOf: (set) => set.withoutExcluded[name],
        } satisfies RateColumn),
  ),
]

/** First and last day of what the page calls this month, last month, this quarter, this year. */
function daysOf(span: string, today: string): Pick<FigureFilter, 'from' | 'to'> {
  const holding = (day: string, period: 'month' | 'quarter' | 'year') => readPeriod(periodOfDay(day, period))
  const monthFrom = holding(today, 'month')?.from ?? today
  const dayBefore = new Date(Date.parse(monthFrom) - 1).toISOString().slice(0, 10)
  const spans: Record<string, PeriodSpan | undefined> = {
    month: holding(today, 'month'),
    lastMonth: holding(dayBefore, 'month'),
    quarter: holding(today, 'quarter'),
    year: holding(today, 'year'),
  }
  const found = spans[span]
  return found ? { from: found.from, to: found.to } : {}
}

/** Shows the table and keeps it; the answer asks for the figures again. */
export function showBreakdown(gateway: TicketGateway, city: CityData, regions: Region[]): () => void {
  const span = byId('breakdown-span', HTMLSelectElement)
  const dateOf = byId('breakdown-date', HTMLSelectElement)
  const appealed = byId('breakdown-appealed', HTMLInputElement)
  const table = byId('breakdown-table', HTMLTableElement)
  let grouping = byRegion
  let figures: Figures | undefined
  let asked = 0

  const filter = (today: string): FigureFilter => ({
    ...daysOf(span.value, today),
    dateOf: dateOf.value === 'closed' ? 'closed' : 'raised',
    ...(grouping.period && { period: grouping.period }),
  })
  const show = () => {
    if (figures)
      fillTable(table, grouping.label, rowsOf(figures, grouping, city, regions), columns(appealed.checked))
  }
  const load = async () => {
    const mine = (asked += 1)
    const today = civilDate(figures?.asOf ?? new Date().toISOString())
    const answer = await gateway.figures(filter(today)).catch(() => undefined)
    // A later question has the later answer, whichever comes first.
    if (answer && mine === asked) figures = answer
    show()
  }
  const save = (kind: 'csv' | 'json') => {
    if (!figures) return
    const own = filter(civilDate(figures.asOf))
    const scorecard = scorecardOf(figures, { units: city.units, filter: own })
    const text =
      kind === 'csv'
        ? scorecardCsv(scorecard, { language: language() === 'en' ? 'en' : 'zh' })
        : scorecardJson(scorecard)
    download(`scorecard-${own.from ?? 'all'}-${civilDate(figures.asOf)}.${kind}`, text, kind)
  }

  for (const control of [span, dateOf]) control.addEventListener('change', () => void load())
  appealed.addEventListener('change', show)
  byId('scorecard-csv', HTMLButtonElement).addEventListener('click', () => save('csv'))
  byId('scorecard-json', HTMLButtonElement).addEventListener('click', () => save('json'))
  showTabs(
    byId('breakdown-tabs', HTMLDivElement),
    groupings.map((it) => ({ id: it.id, label: it.label, value: it })),
    (chosen) => {
      grouping = chosen
      void load()
    },
  )
  onLanguage(show)
  return () => void load()
}

/** Regions and categories by how much there is, units by name, periods as they come: nobody is ranked by results. */
function rowsOf(figures: Figures, { by }: Grouping, { units }: CityData, regions: Region[]): FigureRow[] {
  const nameOf = (key: string): string => {
    const region = regions.find(({ code }) => code === key)
    if (region) return say(region)
    const unit = units.find(({ id }) => id === key)
    return unit ? say({ zh: unit.name, en: unit.nameEn ?? unit.name }) : key
  }
  const rows = Object.entries(figures[by] ?? {}).map(([key, set]) => ({ name: nameOf(key), set }))
  if (by === 'byPeriod') return rows
  const collator = new Intl.Collator(language())
  return rows.toSorted((a, b) =>
    by === 'byUnit' ? collator.compare(a.name, b.name) : b.set.raised - a.set.raised,
  )
}

function download(name: string, text: string, kind: 'csv' | 'json'): void {
  const type = kind === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  const url = URL.createObjectURL(new Blob([text], { type }))
  make('a', { href: url, download: name }).click()
  // The browser has taken it by then.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
