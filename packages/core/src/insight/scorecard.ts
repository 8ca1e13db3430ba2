/**
 * The scorecard (绩效记录): one row per unit with every figure. Units stand in the order of their codes, never of their
 * results, and persons cannot appear at all: figures hold none.
 */
import type { Unit, UnitType } from '../ticket/unit.ts'
import type { FigureFilter } from './figure-filter.ts'
import type { FigureSet, Figures } from './figures.ts'

export interface ScorecardRow {
  unitId: string
  /** The unit's id where the city does not know it any more. */
  name: string
  nameEn?: string
  type?: UnitType
  set: FigureSet
}

export interface Scorecard {
  asOf: string
  /** What was counted, as it was asked for. */
  filter: FigureFilter
  rows: ScorecardRow[]
  /** All tickets counted, those of units that are not in the rows too. */
  total: FigureSet
  rateWeights?: NonNullable<Figures['rateWeights']>
}

export interface ScorecardOptions {
  /** The city's units, for their names. */
  units: Iterable<Pick<Unit, 'id' | 'name' | 'nameEn' | 'type'>>
  /** Only units of these types, e.g. departments; all where absent. */
  types?: readonly UnitType[]
  /** The filter that the figures were counted with. */
  filter?: FigureFilter
}

/** Puts figures by unit into a scorecard. */
export function scorecardOf(
  figures: Pick<Figures, 'asOf' | 'all' | 'byUnit' | 'rateWeights'>,
  { units, types, filter = {} }: ScorecardOptions,
): Scorecard {
  const known = new Map([...units].map((unit) => [unit.id, unit]))
  const rows = Object.entries(figures.byUnit).flatMap(([unitId, set]): ScorecardRow[] => {
    const unit = known.get(unitId)
    if (types && !(unit && types.includes(unit.type))) return []
    if (!unit) return [{ unitId, name: unitId, set }]
    const { name, nameEn, type } = unit
    return [{ unitId, name, ...(nameEn !== undefined && { nameEn }), type, set }]
  })
  return {
    asOf: figures.asOf,
    filter,
    rows: rows.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1)),
    total: figures.all,
    ...(figures.rateWeights && { rateWeights: figures.rateWeights }),
  }
}

/** The scorecard as a JSON file. */
export const scorecardJson = (scorecard: Scorecard): string => `${JSON.stringify(scorecard, undefined, 2)}\n`
