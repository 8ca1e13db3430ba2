/** Says in a sentence why something is a cluster, with every figure that it rests on. */
import type { Sentence } from '../../ticket/index.ts'
import type { CommonIssueCluster } from './cluster.ts'

type Told = Omit<CommonIssueCluster, 'explanation'>

export function explainCluster(it: Told): Sentence {
  const parts = [headline(it), comparison(it), chance(it), ...asides(it)]
  return { zh: `${parts.map(({ zh }) => zh).join('；')}。`, en: `${parts.map(({ en }) => en).join('; ')}.` }
}

function headline({ level, category, matters, when, where, observed, whistlers }: Told): Sentence {
  const what = level === 'matter' ? (matters[0]?.name ?? category) : category
  const { days } = when
  const communities = where.communities.length
  const near = where.radiusMetres === undefined ? '' : `，半径${where.radiusMetres}米`
  const nearEn = where.radiusMetres === undefined ? '' : `, within ${where.radiusMetres} m`
  return {
    zh: `「${what}」近${days}天${observed}件（${communities}个村（社区）、${whistlers}人吹哨${near}）`,
    en: `“${what}”: ${plural(observed, 'ticket')} in the last ${plural(days, 'day')} (${plural(communities, 'community', 'communities')}, ${plural(whistlers, 'person', 'persons')} whistling${nearEn})`,
  }
}

function comparison({ baseline, when, expected, ratio }: Told): Sentence {
  const few = expected < 0.1
  const usual = { zh: few ? '不到0.1' : `约${short(expected)}`, en: few ? 'fewer than 0.1' : short(expected) }
  // So little is expected that its multiple says nothing.
  const times = few
    ? { zh: '', en: '' }
    : { zh: `，现为${short(ratio)}倍`, en: `, this is ${short(ratio)} times as many` }
  if (baseline.weeks < 1)
    return {
      zh: `这里没有可比的历史，按所在地区平均，同样长的时间应有${usual.zh}件${times.zh}`,
      en: `this place has no past to compare with; by its region's average ${usual.en} were to be expected${times.en}`,
    }
  const weeks = short(baseline.weeks)
  const perWeek = short(baseline.perWeek)
  return {
    zh: `这里过去${weeks}周每周平均${perWeek}件，${when.days}天内应有${usual.zh}件${times.zh}`,
    en: `in the ${weeks} weeks before there were ${perWeek} a week here, so ${usual.en} were to be expected${times.en}`,
  }
}

function chance({ chance: perRun }: Told): Sentence {
  if (perRun < 0.001)
    return {
      zh: '属偶然集中的可能极小（平均每次检测不到0.001处）',
      en: 'chance alone brings fewer than 0.001 of these per run',
    }
  return {
    zh: `若属偶然，平均每次检测约${short(perRun)}处`,
    en: `chance alone brings about ${short(perRun)} of these per run`,
  }
}

/** From here on it is worth telling that an expectation rests on the region's experience. */
const muchBorrowed = 0.25
/** From here on it is worth telling that the rest of the region rose too. */
const muchMore = 1.1

function asides({ baseline, where, duplicates }: Told): Sentence[] {
  const { borrowed, borrowedFrom = '', everywhere, weeks } = baseline
  const asides: Sentence[] = []
  if (borrowed >= muchBorrowed && weeks >= 1)
    asides.push({
      zh: `本地历史较短，应有件数的${percent(borrowed)}借用所在地区${borrowedFrom}的平均`,
      en: `its own past is short: ${percent(borrowed)} of the expectation is its region's average ${borrowedFrom}`.trim(),
    })
  if (everywhere >= muchMore)
    asides.push({
      zh: `周边同期也多了${percent(everywhere - 1)}，已计入应有件数`,
      en: `the rest of the region rose by ${percent(everywhere - 1)}, which the expectation includes`,
    })
  if (where.withoutCoordinates > 0)
    asides.push({
      zh: `${where.withoutCoordinates}件没有坐标，按所在村（社区）计`,
      en: `${plural(where.withoutCoordinates, 'ticket')} without coordinates, placed by community`,
    })
  if (duplicates > 0)
    asides.push({
      zh: `另有${duplicates}件已并案，不重复计`,
      en: `${plural(duplicates, 'merged duplicate')} not counted`,
    })
  return asides
}

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
const percent = (share: number) => `${Math.round(share * 100)}%`
/** Two digits that count, more only before the decimal point. */
const short = (n: number) => String(n >= 10 ? Math.round(n) : Number(n.toPrecision(2)))
