/** The port to a working-day calendar: injected and versioned, because holidays are announced year by year. */
import type { Sentence } from '../ticket/primitives.ts'

/** A working day has two halves, with the midday break between them. */
export type Half = 'morning' | 'afternoon'

/** When an office is open, by half: `{ morning: '08:30-12:00', afternoon: '14:30-17:30' }`, in China's time, up to `24:00`. */
export type OfficeHours = Record<Half, string>

export interface DayKind {
  working: boolean
  /** False in a year whose holidays are not announced: the weekday decides for now, and deadlines are provisional. */
  known: boolean
  /** The holiday, the one that a make-up day makes up for, or the reason for a half day off. */
  name?: Sentence
  /** The half that is worked, where it is not the whole day. */
  half?: Half
  /** When the office is open on such a day, if it is worked; where absent, the whole day counts, split at noon. */
  hours?: OfficeHours
}

export interface WorkingCalendar {
  /** Kept with every deadline computed from it, e.g. `cn-2026.1`. Other days mean another version. */
  readonly version: string
  /** What kind of day a civil date in China (`YYYY-MM-DD`) is. */
  dayKind(date: string): DayKind
}
