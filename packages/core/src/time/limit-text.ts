/** Says a limit in words. */
import type { Limit } from '../ticket/limit.ts'
import type { Sentence } from '../ticket/primitives.ts'

const zhUnits: Record<Limit['unit'], string> = {
  minute: '分钟',
  hour: '小时',
  day: '天（自然日）',
  workingDay: '个工作日',
  halfWorkingDay: '个工作半日',
  workingHour: '个工作小时',
  workingMinute: '个工作分钟',
}
const enUnits: Record<Limit['unit'], readonly [one: string, many: string]> = {
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['calendar day', 'calendar days'],
  workingDay: ['working day', 'working days'],
  halfWorkingDay: ['half working day', 'half working days'],
  workingHour: ['working hour', 'working hours'],
  workingMinute: ['working minute', 'working minutes'],
}

/** A limit in words: `5 个工作日`, `5 working days`; one half of a working day is `半个工作日`. */
export const limitText = ({ amount, unit }: Limit): Sentence => ({
  zh: amount === 1 && unit === 'halfWorkingDay' ? '半个工作日' : `${amount} ${zhUnits[unit]}`,
  en: `${amount} ${enUnits[unit][amount === 1 ? 0 : 1]}`,
})
