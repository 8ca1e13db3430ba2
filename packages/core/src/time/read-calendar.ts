/** Reads a city's calendar from a JSON file, and says every fault of it at once. */
import * as z from 'zod/mini'
import { Code, Sentence } from '../ticket/primitives.ts'
import type { WorkingCalendar } from './calendar.ts'
import { CalendarError } from './calendar-error.ts'
import { customCalendar, localCalendar } from './custom-calendar.ts'
import { weekdays } from './local-days.ts'

const faults = {
  date: { zh: '应为真实的日期，写成 2026-08-18', en: 'must be a real date, written 2026-08-18' },
  day: { zh: '应为月-日，写成 05-01', en: 'must be month and day, written 05-01' },
  hours: { zh: '应写成 08:30-12:00', en: 'must be written 08:30-12:00' },
  year: { zh: '应为 2000 至 2099 的年份', en: 'must be a year from 2000 to 2099' },
  unknownKey: { zh: '没有这一项', en: 'there is no such entry' },
  twice: { zh: '同一日期写在两处', en: 'the same date is given twice' },
  shape: { zh: '内容缺失或不符合要求', en: 'is missing or not as it should be' },
} satisfies Record<string, Sentence>

type FaultCode = keyof typeof faults

const isDate = (text: string) => {
  const moment = new Date(`${text}T00:00:00.000Z`)
  return (
    !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${text}T`) && text.startsWith('20')
  )
}
const CivilDate = z.string().check(z.refine(isDate, { error: 'date' satisfies FaultCode }))
const Day = z.string().check(z.refine((text) => isDate(`2028-${text}`), { error: 'day' satisfies FaultCode }))
const Hours = z.string().check(
  z.regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: 'hours' satisfies FaultCode,
  }),
)
const Year = z
  .int({ error: 'year' satisfies FaultCode })
  .check(z.minimum(2000, { error: 'year' }), z.maximum(2099, { error: 'year' }))
const Half = z.enum(['morning', 'afternoon'])

/** A calendar as a city writes it down; every part but the version may be missing. */
export const CalendarFile = z.strictObject({
  version: Code,
  /** Years whose holidays are announced. */
  knownYears: z.optional(z.array(Year)),
  holidays: z.optional(z.record(CivilDate, Sentence)),
  workdays: z.optional(z.record(CivilDate, Sentence)),
  halfDays: z.optional(z.record(CivilDate, z.strictObject({ worked: Half, name: Sentence }))),
  week: z.optional(z.partialRecord(z.enum(weekdays), z.enum(['day', 'off', 'morning', 'afternoon']))),
  officeHours: z.optional(
    z.array(z.strictObject({ from: z.optional(Day), to: z.optional(Day), morning: Hours, afternoon: Hours })),
  ),
})

export interface CalendarFault {
  code: FaultCode | CalendarError['code']
  /** Where it is, e.g. `officeHours.0.morning`; empty for the whole. */
  path: string
  message: Sentence
}

/**
 * A calendar from what a JSON file holds, or all that is wrong with it.
 * @param below the calendar that these days change, usually the national one; without it a calendar of its own
 */
export function readCalendar(
  content: unknown,
  below?: WorkingCalendar,
): { ok: true; calendar: WorkingCalendar } | { ok: false; faults: CalendarFault[] } {
  const parsed = CalendarFile.safeParse(content)
  if (!parsed.success) return { ok: false, faults: onePerPlace(parsed.error.issues.flatMap(faultsOf)) }
  const {
    knownYears = [],
    version,
    holidays = {},
    workdays = {},
    halfDays = {},
    week = {},
    officeHours = [],
  } = parsed.data
  const twice = repeated([holidays, workdays, halfDays].flatMap(Object.keys)).map((date) =>
    fault('twice', date),
  )
  if (twice.length > 0) return { ok: false, faults: twice }
  const data = {
    version,
    knownYears,
    holidays,
    workdays,
    halfDays,
    week,
    officeHours: officeHours.map(withoutGaps),
  }
  try {
    return { ok: true, calendar: below ? localCalendar(below, data) : customCalendar(data) }
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error
    return { ok: false, faults: [{ code: error.code, path: 'officeHours', message: error.sentence }] }
  }
}

type FileSeason = NonNullable<z.infer<typeof CalendarFile>['officeHours']>[number]

const withoutGaps = ({ from, to, morning, afternoon }: FileSeason) => ({
  morning,
  afternoon,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})

const repeated = (dates: string[]): string[] => [
  ...new Set(dates.filter((date, index) => dates.indexOf(date) !== index)),
]

const fault = (code: FaultCode, path: string): CalendarFault => ({ code, path, message: faults[code] })

function faultsOf(issue: z.core.$ZodIssue): CalendarFault[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => fault('unknownKey', path ? `${path}.${key}` : key))
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => fault(codeOf(message), path))
  }
  return [fault(codeOf(issue.message), path)]
}

const onePerPlace = (faults: CalendarFault[]): CalendarFault[] =>
  faults.filter(({ path }, index) => faults.findIndex((other) => other.path === path) === index)

const codeOf = (message: string): FaultCode =>
  (Object.keys(faults) as FaultCode[]).find((code) => code === message) ?? 'shape'
