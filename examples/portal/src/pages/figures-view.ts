/** Figures as tiles and tables: a percentage never stands without its numerator and denominator. */
import { ratioDefinitions, type FigureSet, type Ratio, type RatioName } from '@chuishao/core/insight'
import { make } from './elements.ts'
import { count, language, say, type Bilingual } from './language.ts'

/** `72.4 %`, or a dash where there is nothing to divide by. */
export function percent({ numerator, denominator }: { numerator: number; denominator: number }): string {
  if (denominator === 0) return '—'
  const format = new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 })
  return format.format(numerator / denominator)
}

export const fraction = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
  `${count(numerator)} / ${count(denominator)}`

export function ratioTile(set: FigureSet, name: RatioName): HTMLElement {
  const ratio = set.ratios[name]
  return tile(say(ratioDefinitions[name].label), percent(ratio), fraction(ratio), name)
}

export function tile(label: string, value: string, detail: string, id: string): HTMLElement {
  return make(
    'div',
    { class: 'tile', 'data-figure': id },
    make('dt', { text: label }),
    make('dd', {}, make('b', { text: value }), make('span', { text: detail })),
  )
}

export interface FigureRow {
  name: string
  set: FigureSet
}

/** One rate of a table, e.g. as everybody rated, or without ratings that an appeal excluded. */
export interface RateColumn {
  label: Bilingual
  ratioOf: (set: FigureSet) => Ratio | undefined
}

export const rateColumn = (name: RatioName): RateColumn => ({
  label: ratioDefinitions[name].label,
  ratioOf: (set) => set.ratios[name],
})

const usualColumns = (
  [
    'closeRateAll',
    'onTimeCloseRate',
    'acceptOnTimeRate',
    'returnRateTickets',
    'communitySatisfiedRate',
  ] as const
).map(rateColumn)

/** Fills a table: one row per group, each rate with its fraction. */
export function fillTable(
  table: HTMLTableElement,
  nameLabel: Bilingual,
  rows: FigureRow[],
  columns: readonly RateColumn[] = usualColumns,
): void {
  const head = make(
    'tr',
    {},
    make('th', { scope: 'col', text: say(nameLabel) }),
    make('th', { scope: 'col', text: say({ zh: '吹哨', en: 'Raised' }) }),
    ...columns.map(({ label }) => make('th', { scope: 'col', text: say(label) })),
  )
  const body = rows.map(({ name, set }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row', text: name }),
      make('td', { 'data-label': say({ zh: '吹哨', en: 'Raised' }), text: count(set.raised) }),
      ...columns.map((column) => rateCell(set, column)),
    ),
  )
  table.replaceChildren(make('thead', {}, head), make('tbody', {}, ...body))
}

function rateCell(set: FigureSet, { label, ratioOf }: RateColumn): HTMLElement {
  const ratio = ratioOf(set)
  const cell = { 'data-label': say(label) }
  if (!ratio) return make('td', { ...cell, text: say({ zh: '未配置', en: 'not configured' }) })
  return make(
    'td',
    cell,
    make('b', { text: percent(ratio) }),
    make('span', { class: 'fraction', text: fraction(ratio) }),
  )
}
