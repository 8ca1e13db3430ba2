/** Units found by their identifiers, and by what a region's department is for. */
import type { City } from '../lifecycle/city.ts'
import type { Unit } from '../ticket/unit.ts'

export type UnitLookups = Pick<City, 'unit' | 'unitWithDuty'>

/** The prefecture that a county-level region code lies in, e.g. 150100 for 150102. */
const prefectureOf = (regionCode: string) => `${regionCode.slice(0, 4)}00`

/**
 * Indexes units. Of several units with one duty in one region the first in the data is taken: the order of the data is
 * the city's own preference.
 */
export function indexUnits(all: readonly Unit[]): UnitLookups {
  const units = new Map(all.map((unit) => [unit.id, unit]))
  const duties = new Map<string, Unit>()
  for (const unit of all) {
    if (unit.duty === undefined) continue
    const key = `${unit.regionCode} ${unit.duty}`
    if (!duties.has(key)) duties.set(key, unit)
  }
  return {
    unit: (id) => units.get(id),
    unitWithDuty: (duty, regionCode) =>
      duties.get(`${regionCode} ${duty}`) ?? duties.get(`${prefectureOf(regionCode)} ${duty}`),
  }
}
