/** Finds common issues (共性问题): where some matter is whistled far more often than the place's own past explains. */
import type { Instant, Sentence } from '../../ticket/index.ts'
import { clusterOf, idsOf, type CommonIssueCluster } from './cluster.ts'
import { dateOf } from './days.ts'
import { findClusters } from './find.ts'
import { settingsOf, type DetectionOptions } from './options.ts'
import { surgesOf, type Surge } from './surges.ts'
import { surveyOf } from './survey.ts'
import type { Whistle } from './whistle-log.ts'

export interface DetectionReport {
  asOf: Instant
  /** Civil dates of the baseline, both included, and its length. */
  baseline: { from: string; to: string; days: number }
  /** Whistles in baseline and windows that were counted. */
  counted: number
  /** Not counted: duplicates, and what was taken back. */
  leftOut: { merged: number; withdrawn: number }
  /** How many windows were looked at, or might have been: what a cluster's chance is multiplied by. */
  looked: number
  /** Common issues, highest score first; no two share a ticket. */
  clusters: CommonIssueCluster[]
  /** As frequent, but carried by one person: for a look, not a common issue. */
  oneVoice: CommonIssueCluster[]
  /** What rose in a whole region or city at once: no cluster of a place. */
  surges: Surge[]
  /** Set where the log is too young to compare anything with; then nothing is found. */
  tooYoung?: Sentence
}

/** Days that a baseline needs before anything can be compared with it. */
const leastBaselineDays = 28

/**
 * Looks for common issues as of a moment.
 *
 * Deterministic: the same whistles in whatever order give the same report.
 * @param whistles from `whistlesOf(events)` or a kept `createWhistleLog()`
 * @throws DetectionOptionsError where the options make no sense
 */
export function detectCommonIssues(whistles: Iterable<Whistle>, options: DetectionOptions): DetectionReport {
  const survey = surveyOf(whistles, settingsOf(options))
  const { baselineDays, firstDay, leftOut } = survey
  const about = {
    asOf: options.asOf,
    baseline: { from: dateOf(firstDay), to: dateOf(firstDay + baselineDays - 1), days: baselineDays },
    counted: survey.whistles.length,
    leftOut,
  }
  if (baselineDays < leastBaselineDays) {
    const days = `${baselineDays} < ${leastBaselineDays}`
    return {
      ...about,
      looked: 0,
      clusters: [],
      oneVoice: [],
      surges: [],
      tooYoung: {
        zh: `可比的历史不足（天数 ${days}），暂不判断共性问题`,
        en: `too little history to compare with (days: ${days}); nothing is judged yet`,
      },
    }
  }
  const { clusters, oneVoice, looked } = findClusters(survey)
  const all = [...clusters, ...oneVoice]
  const ids = idsOf(all, survey)
  const described = all.map((found, i) => clusterOf(found, survey, ids[i] ?? ''))
  return {
    ...about,
    looked: Math.round(looked),
    clusters: described.slice(0, clusters.length),
    oneVoice: described.slice(clusters.length),
    surges: surgesOf(survey, clusters),
  }
}
