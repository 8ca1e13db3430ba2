/** What may be set for a detection run, with its defaults, and the refusal of settings that make no sense. */
import type { Instant, Sentence, Unit } from '../../ticket/index.ts'
import type { WorkingCalendar } from '../../time/calendar.ts'

export interface DetectionOptions {
  /** The moment to look from; every window ends on its civil day. */
  asOf: Instant
  /** Region and parent of the communities. */
  city: { unit(id: string): Pick<Unit, 'regionCode' | 'parentId'> | undefined }
  /** Tells holidays and make-up days apart from ordinary days; without one only weekdays are. */
  calendar?: WorkingCalendar
  /** Lengths of the windows in days, ascending. */
  windowDays?: readonly number[]
  /** How many days before the longest window make the baseline, at most. */
  baselineDays?: number
  /** Side of the squares that whistles of one community are gathered in, in metres. */
  cellMetres?: number
  /** How far a cluster may reach from its middle, in metres. */
  maxRadiusMetres?: number
  /** Clusters of one matter that come as near as this are one, in metres. */
  joinMetres?: number
  /** Fewer whistles are no common issue. */
  minTickets?: number
  /** A smaller multiple of the expected number is no common issue, however sure it is. */
  minRatio?: number
  /** How many clusters by mere chance are accepted in one run, on average. */
  maxChance?: number
  /** How many days of the parent region's experience a place starts with. */
  borrowedDays?: number
  /** Clusters of earlier runs, so that what goes on keeps its id. */
  known?: readonly { id: string; tickets: readonly string[] }[]
}

export type Settings = Required<Omit<DetectionOptions, 'calendar'>> & Pick<DetectionOptions, 'calendar'>

/** Settings that cannot be worked with. */
export class DetectionOptionsError extends Error {
  override readonly name = 'DetectionOptionsError'
  readonly code = 'invalidOptions'
  readonly sentence: Sentence
  constructor(sentence: Sentence) {
    super(sentence.en)
    this.sentence = sentence
  }
}

const amounts = [
  'baselineDays',
  'cellMetres',
  'maxRadiusMetres',
  'joinMetres',
  'minTickets',
  'minRatio',
  'maxChance',
  'borrowedDays',
] as const

/** The options with every default filled in. Throws DetectionOptionsError. */
export function settingsOf(options: DetectionOptions): Settings {
  const settings: Settings = {
    windowDays: [3, 7, 14, 28],
    baselineDays: 364,
    cellMetres: 250,
    maxRadiusMetres: 1500,
    joinMetres: 500,
    minTickets: 5,
    minRatio: 2,
    maxChance: 0.05,
    borrowedDays: 56,
    known: [],
    ...options,
  }
  const { windowDays, asOf } = settings
  const ascending = windowDays.every((days, i) => Number.isInteger(days) && days > (windowDays[i - 1] ?? 0))
  if (!ascending || windowDays.length === 0)
    throw new DetectionOptionsError({
      zh: 'windowDays 须为从小到大的正整数天数',
      en: 'windowDays must be whole numbers of days, ascending',
    })
  for (const name of amounts) {
    if (!(settings[name] > 0 && Number.isFinite(settings[name])))
      throw new DetectionOptionsError({ zh: `${name} 须为正数`, en: `${name} must be a positive number` })
  }
  if (!Number.isInteger(settings.baselineDays))
    throw new DetectionOptionsError({
      zh: 'baselineDays 须为整数',
      en: 'baselineDays must be a whole number',
    })
  if (Number.isNaN(Date.parse(asOf)))
    throw new DetectionOptionsError({ zh: 'asOf 不是有效的时间', en: 'asOf is not a valid moment' })
  return settings
}
