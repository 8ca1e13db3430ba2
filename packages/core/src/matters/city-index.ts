/** A city's plain data with a calendar, indexed so that a decision finds units and matters at once. */
import type { City, CityData } from '../lifecycle/city.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { indexUnits } from './units-index.ts'

/**
 * Indexes a city. Of several units with one duty in one region the first in the data is taken: the order of the data
 * is the city's own preference.
 */
export function indexCity(data: CityData, calendar: WorkingCalendar): City {
  const matters = new Map(data.matters.map((matter) => [matter.code, matter]))
  return {
    policy: data.policy,
    calendar,
    matter: (code) => matters.get(code),
    ...indexUnits(data.units),
  }
}
