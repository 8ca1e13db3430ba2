/** What a decision needs to know of the city: its policy, matter list, units and calendar. Read-only data. */
import type { Matter, Policy, Unit } from '../ticket/index.ts'
import type { WorkingCalendar } from '../time/calendar.ts'

export interface City {
  policy: Policy
  calendar: WorkingCalendar
  matter(code: string): Matter | undefined
  unit(id: string): Unit | undefined
  /** The department of a region with a duty, e.g. (`cityManagement`, `150102`); falls back to the city's. */
  unitWithDuty(duty: string, regionCode: string): Unit | undefined
}

/** The same facts as plain data, as they travel to the browser and lie in files. */
export interface CityData {
  id: string
  name: { zh: string; en: string }
  /** True for invented data: every page then says so. */
  demo: boolean
  /** Version of the matter list, shown with a refusal. */
  listVersion: string
  policy: Policy
  matters: Matter[]
  units: Unit[]
}
