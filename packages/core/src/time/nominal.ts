/** Compares limits of different units, without a calendar. */
import type { Limit } from '../ticket/limit.ts'
import { dayMs } from './civil-day.ts'

/**
 * A week has 5 working days and 40 working hours: 国务院关于职工工作时间的规定 (State Council decree 174, 1995), art. 3.
 */
const workingDayMs = (dayMs * 7) / 5
const workingHourMs = (dayMs * 7) / 40

const unitMs: Record<Limit['unit'], number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  workingDay: workingDayMs,
  halfWorkingDay: workingDayMs / 2,
  workingHour: workingHourMs,
  workingMinute: workingHourMs / 60,
}

/** How long a limit lasts on average, in milliseconds, for comparing limits; a working day counts as 7/5 of a day. */
export const nominalMs = ({ amount, unit }: Limit): number => amount * unitMs[unit]
