/** A city's plain data with a calendar, indexed so that a decision finds units and matters at once. */
import type { City, CityData } from '../lifecycle/city.ts'
import type { Unit } from '../ticket/unit.ts'
import type { WorkingCalendar } from '../time/calendar.ts'

/** The prefecture that a county-level region code lies in, e.g. 150100 for 150102. */
const prefectureOf = (regionCode: string) => `${regionCode.slice(0, 4)}00`

/**
 * Indexes a city. Of several units with one duty in one region the first in the data is taken: the order of the data
 * is the city's own preference.
 */
export function indexCity(data: CityData, calendar: WorkingCalendar): City {
  const matters = new Map(data.matters.map((matter) => [matter.code, matter]))
  const units = new Map(data.units.map((unit) => [unit.id, unit]))
  const duties = new Map<string, Unit>()
  for (const unit of data.units) {
    if (unit.duty === undefined) continue
    const key = `${unit.regionCode} ${unit.duty}`
    if (!duties.has(key)) duties.set(key, unit)
  }
  return {
    policy: data.policy,
    calendar,
    matter: (code) => matters.get(code),
    unit: (id) => units.get(id),
    unitWithDuty: (duty, regionCode) =>
      duties.get(`${regionCode} ${duty}`) ?? duties.get(`${prefectureOf(regionCode)} ${duty}`),
  }
}
