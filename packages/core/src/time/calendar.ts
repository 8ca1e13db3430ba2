/** The port to a working-day calendar: injected and versioned, because holidays are announced year by year. */

export interface WorkingCalendar {
  /** Kept with every deadline computed from it, e.g. `cn-2026.1`. */
  readonly version: string
  /**
   * What kind of day a civil date in China (`YYYY-MM-DD`) is. `unknown` for a year whose holidays are not announced:
   * then the weekday decides, and the deadline is provisional.
   */
  dayKind(date: string): { working: boolean; known: boolean; name?: { zh: string; en: string } }
}
