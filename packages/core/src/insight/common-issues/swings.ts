/**
 * How much counts swing from one stretch of the baseline to the next, beyond Poisson: one broken thing is whistled by
 * three people, and a first frost makes a whole city whistle at once. Measured by pairs, as Morisita's index of
 * dispersion does (Memoirs of the Faculty of Science of Kyushu University E 2, 1959).
 */
import type { Survey, Topic } from './survey.ts'

export interface Swings {
  /**
   * Excess variance of a place's counts for each window, per expected whistle (quasi-Poisson, as Farrington et al. use
   * it, Journal of the Royal Statistical Society A 159, 1996).
   */
  echo: number[]
  /** Excess variance of the whole city's counts for each window, as a share of the squared mean. */
  tide: number[]
}

interface Counted {
  whistles: number[]
  /** Pairs within one community beyond those that the city's own ups and downs explain: variance, one for one. */
  excess: number[]
  tide: number[]
}

/** Whistles that a matter needs before its own echo counts as much as its category's. */
const pooling = 200
/** Expected pairs that a tide needs before it is taken at face value. */
const few = 2

/** The swings of each topic; what a category has in common is counted once. */
export function swingsIn(survey: Survey): (topic: Topic) => Swings {
  const counted = new Map(survey.topics.map((topic) => [topic, countSwings(topic, survey)]))
  const shared = new Map<string, { whistles: number[]; excess: number[] }>()
  for (const [{ level, category }, { whistles, excess }] of counted) {
    if (level === 'category') continue
    const sum = shared.get(category)
    shared.set(category, {
      whistles: whistles.map((it, i) => it + (sum?.whistles[i] ?? 0)),
      excess: excess.map((it, i) => it + (sum?.excess[i] ?? 0)),
    })
  }
  return (topic) => {
    const own = counted.get(topic) ?? countSwings(topic, survey)
    const wider = shared.get(topic.category)
    const echo = own.whistles.map((whistles, i) => {
      const usual = (wider?.excess[i] ?? 0) / Math.max(1, wider?.whistles[i] ?? 0)
      return Math.max(0, ((own.excess[i] ?? 0) + pooling * usual) / (whistles + pooling))
    })
    return { echo, tide: own.tide }
  }
}

function countSwings(topic: Topic, survey: Survey): Counted {
  const { settings, baselineDays, days, placeOf, communityOf } = survey
  const swings: Counted = { whistles: [], excess: [], tide: [] }
  for (const length of settings.windowDays) {
    const stretches = Math.floor(baselineDays / length)
    const own = new Map<number, number>()
    const whole = new Map<number, number>()
    const stretch = new Map<number, number>()
    for (const index of topic.whistles) {
      const day = days[index] ?? 0
      if (day >= stretches * length) break
      const community = communityOf[placeOf[index] ?? 0] ?? 0
      const at = Math.floor(day / length)
      count(own, community * stretches + at)
      count(whole, community)
      count(stretch, at)
    }
    const whistles = [...stretch.values()].reduce((sum, it) => sum + it, 0)
    const all = whistles * (whistles - 1)
    const even = all / Math.max(1, stretches)
    // Pairs within one community that the city's own ups and downs explain; those beyond are excess variance.
    const expected = (pairs(whole) * pairs(stretch)) / Math.max(1, all)
    swings.whistles.push(whistles)
    swings.excess.push(pairs(own) - expected)
    swings.tide.push(Math.max(0, (pairs(stretch) - even) / (even + few)))
  }
  return swings
}

const count = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1)
const pairs = (counts: Map<number, number>) => [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0)
