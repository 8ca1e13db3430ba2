/** What a whole region, or the whole city, whistles far more often than it used to: weather, a season, a new rule. */
import type { Sentence } from '../../ticket/index.ts'
import { baselinesOf } from './baseline.ts'
import type { Found } from './find.ts'
import { scoreOf, tailOf, withDispersion } from './score.ts'
import type { Survey, Topic } from './survey.ts'

export interface Surge {
  level: Topic['level']
  /** The matter's code, or the category. */
  code: string
  category: string
  /** Absent for the whole city. */
  regionCode?: string
  days: number
  communities: number
  observed: number
  expected: number
  ratio: number
  score: number
  /** How many surges like this one run brings by chance, on average. */
  chance: number
  explanation: Sentence
}

/** Fewer communities are a cluster at most. */
const leastCommunities = 5

/** Surges, highest score first. The tickets of clusters are not counted; a region is silent where its city surges. */
export function surgesOf(survey: Survey, clusters: readonly Found[]): Surge[] {
  const baselineOf = baselinesOf(survey)
  const clustered = new Set(clusters.flatMap(({ tickets }) => tickets))
  const { minTickets, minRatio, maxChance, windowDays } = survey.settings
  const end = survey.baselineDays + survey.lastDays
  const candidates: Surge[] = []
  let looked = 0
  for (const topic of survey.topics) {
    const free = topic.whistles.filter((it) => !clustered.has(it))
    if (free.filter((it) => (survey.days[it] ?? 0) >= survey.baselineDays).length < minTickets) continue
    const baseline = baselineOf(topic)
    for (const region of [undefined, ...survey.regions.keys()]) {
      if (region !== undefined && survey.regions.length < 2) continue
      for (const [length, days] of windowDays.entries()) {
        const inside = free.filter(
          (it) =>
            (survey.days[it] ?? 0) >= end - days &&
            (region === undefined || survey.regionOf[communityOf(it, survey)] === region),
        )
        looked += 1
        const rate = region === undefined ? sum(baseline.regionRates) : (baseline.regionRates[region] ?? 0)
        const mean = rate * (baseline.lengths[length] ?? 0)
        const learnt = rate * (survey.baselineDays + survey.settings.borrowedDays)
        const expected = withDispersion({ mean, shape: learnt }, baseline.tide[length] ?? 0)
        const communities = new Set(inside.map((it) => communityOf(it, survey))).size
        const observed = inside.length
        const streets = new Map<string, number>()
        for (const it of inside) {
          const { id, streetId = id } = survey.communities[communityOf(it, survey)] ?? { id: '' }
          streets.set(streetId, (streets.get(streetId) ?? 0) + 1)
        }
        if (Math.max(...streets.values()) * 2 > observed) continue
        if (communities < leastCommunities || observed < minRatio * mean || observed < minTickets) continue
        const surge = {
          level: topic.level,
          code: topic.code,
          category: topic.category,
          ...(region !== undefined && { regionCode: survey.regions[region] ?? '' }),
          days,
          communities,
          observed,
          expected: mean,
          ratio: observed / mean,
          score: scoreOf(observed, expected),
          chance: tailOf(observed, expected),
        }
        candidates.push({ ...surge, explanation: explain(surge, nameOf(topic, survey)) })
      }
    }
  }
  const told: Surge[] = []
  for (const surge of candidates.toSorted(
    (a, b) => Number(a.regionCode !== undefined) - Number(b.regionCode !== undefined) || b.score - a.score,
  )) {
    const chance = surge.chance * looked
    if (chance <= maxChance && !told.some((it) => covers(it, surge))) told.push({ ...surge, chance })
  }
  return told.toSorted((a, b) => b.score - a.score)
}

/** One surge per category and place; the city's speaks for its regions. */
const covers = (told: Surge, surge: Surge) =>
  told.category === surge.category &&
  (told.regionCode === undefined || told.regionCode === surge.regionCode) &&
  (told.level === 'category' || surge.level === 'category' || told.code === surge.code)

const communityOf = (whistle: number, survey: Survey) => survey.communityOf[survey.placeOf[whistle] ?? 0] ?? 0

const sum = (values: Float64Array) => values.reduce((total, it) => total + it, 0)

const nameOf = (topic: Topic, { whistles }: Survey) =>
  topic.level === 'category' ? topic.code : (whistles[topic.whistles[0] ?? 0]?.matter.name ?? topic.code)

function explain(
  { days, communities, observed, expected, ratio, regionCode }: Omit<Surge, 'explanation'>,
  name: string,
): Sentence {
  const usual = expected.toFixed(1)
  const times = ratio.toFixed(1)
  return {
    zh: `「${name}」${regionCode === undefined ? '全市' : `地区${regionCode}`}近${days}天${observed}件（${communities}个村（社区）），应有约${usual}件，现为${times}倍；各处同时增多，不是某一处的共性问题。`,
    en: `“${name}”: ${observed} tickets in the last ${days} days in ${regionCode === undefined ? 'the whole city' : `region ${regionCode}`} (${communities} communities), ${usual} were to be expected, this is ${times} times as many; it rose everywhere at once and is no cluster of one place.`,
  }
}
