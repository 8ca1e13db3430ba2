/** An invented office under the national calendar: Saturday mornings, an early closing in summer. */
import { chinaCalendar } from '../china-calendar.ts'
import { localCalendar } from '../custom-calendar.ts'

export const officeCalendar = localCalendar(chinaCalendar(), {
  version: 'office-1',
  officeHours: [
    { from: '05-01', to: '09-30', morning: '08:30-12:00', afternoon: '14:30-17:30' },
    { morning: '08:30-12:00', afternoon: '14:00-17:30' },
  ],
})

export const saturdayCalendar = localCalendar(officeCalendar, {
  version: 'saturdays-1',
  week: { saturday: 'morning' },
})
