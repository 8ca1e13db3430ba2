/** Figures as tiles and tables: a percentage never stands without its numerator and denominator. */
import type { FigureSet, RatioName } from '@chuishao/core/insight'
import { make } from './elements.ts'
import { count, language, say, type Bilingual } from './language.ts'

export const ratioLabels: Record<RatioName, Bilingual> = {
  closeRateAll: { zh: '办结率（全量）', en: 'Closed of all raised' },
  closeRateDue: { zh: '办结率（应结）', en: 'Closed of those due' },
  onTimeCloseRate: { zh: '按期办结率', en: 'Closed on time' },
  acceptOnTimeRate: { zh: '及时签收率', en: 'Signed in time' },
  returnRateTickets: { zh: '退单率（按单）', en: 'Tickets returned' },
  returnRateEvents: { zh: '退单率（按次）', en: 'Returns per dispatch' },
  returnRefusedRate: { zh: '退单驳回率', en: 'Returns refused' },
  communitySolvedRate: { zh: '社区评：解决率', en: 'Solved, says the community' },
  communitySatisfiedRate: { zh: '社区评：满意率', en: 'Satisfied, says the community' },
  citizenSolvedRate: { zh: '居民评：解决率', en: 'Solved, say residents' },
  citizenSatisfiedRate: { zh: '居民评：满意率', en: 'Satisfied, say residents' },
  reworkRate: { zh: '返工率', en: 'Reworked' },
  extensionRate: { zh: '延期率', en: 'Extended' },
}

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
  return tile(say(ratioLabels[name]), percent(ratio), fraction(ratio), name)
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

const columns: RatioName[] = [
  'closeRateAll',
  'onTimeCloseRate',
  'acceptOnTimeRate',
  'returnRateTickets',
  'communitySatisfiedRate',
]

/** Fills a table: one row per group, each rate with its fraction. */
export function fillTable(table: HTMLTableElement, nameLabel: Bilingual, rows: FigureRow[]): void {
  const head = make(
    'tr',
    {},
    make('th', { scope: 'col', text: say(nameLabel) }),
    make('th', { scope: 'col', text: say({ zh: '吹哨', en: 'Raised' }) }),
    ...columns.map((name) => make('th', { scope: 'col', text: say(ratioLabels[name]) })),
  )
  const body = rows.map(({ name, set }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row', text: name }),
      make('td', { text: count(set.raised) }),
      ...columns.map((column) => ratioCell(set, column)),
    ),
  )
  table.replaceChildren(make('thead', {}, head), make('tbody', {}, ...body))
}

function ratioCell(set: FigureSet, name: RatioName): HTMLElement {
  const ratio = set.ratios[name]
  return make(
    'td',
    { 'data-label': say(ratioLabels[name]) },
    make('b', { text: percent(ratio) }),
    make('span', { class: 'fraction', text: fraction(ratio) }),
  )
}
