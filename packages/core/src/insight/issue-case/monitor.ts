/** Watches a class of tickets after its mechanism has begun: the closing rate, and whether it comes back. */
import type { Instant } from '../../ticket/primitives.ts'
import type { Whistle } from '../common-issues/whistle-log.ts'
import type { ClassFigures, IssueClass } from './commands.ts'
import type { CommonIssue } from './issue.ts'

const dayMs = 86_400_000

export interface MonitorOptions {
  class: Pick<IssueClass, 'matterCodes' | 'communityIds'>
  /** When the monitoring began. */
  since: Instant
  /** The moment of the count. */
  until: Instant
}

/**
 * The class in figures, from what `whistlesOf` or a `WhistleLog` gathered of the event log. Closed counts as in
 * `closeRateAll`: closed at `until`, of all raised since; a duplicate or what was taken back is not counted at all.
 * Recurrence compares whistles a week with the same length of time before.
 */
export function monitorClass(
  whistles: Iterable<Whistle>,
  { class: { matterCodes, communityIds }, since, until }: MonitorOptions,
): ClassFigures {
  const length = Math.max(0, Date.parse(until) - Date.parse(since))
  const before = new Date(Date.parse(since) - length).toISOString()
  const codes = new Set(matterCodes)
  const places = communityIds && new Set(communityIds)
  const counts = { raised: 0, closed: 0, earlier: 0 }
  for (const { matter, communityId, at, closings, leftOut } of whistles) {
    if (leftOut || !codes.has(matter.code) || (places && !places.has(communityId))) continue
    if (at > until || at < before) continue
    if (at < since) {
      counts.earlier += 1
      continue
    }
    counts.raised += 1
    if (closings.findLast((it) => it.at <= until)?.closed) counts.closed += 1
  }
  const weeks = length / (7 * dayMs)
  const perWeek = (count: number) => (weeks > 0 ? count / weeks : 0)
  return {
    since,
    until,
    closeRate: { numerator: counts.closed, denominator: counts.raised },
    perWeek: perWeek(counts.raised),
    perWeekBefore: perWeek(counts.earlier),
  }
}

/** Whether one count meets a target; a class without a single whistle has nothing left to close. */
const meets = (
  { closeRate: { numerator, denominator }, perWeek }: ClassFigures,
  { closeRatePercent, perWeekAtMost }: { closeRatePercent: number; perWeekAtMost?: number | undefined },
) =>
  numerator * 100 >= closeRatePercent * denominator &&
  (perWeekAtMost === undefined || perWeek <= perWeekAtMost)

/**
 * Whether the target has held: monitoring has lasted its days, the latest count meets the target, and so did every count
 * of the last `days`. Each count covers everything since the monitoring began, so no good day at the end hides bad ones.
 */
export function targetHeld({ mechanism, monitoredSince, figures }: CommonIssue): boolean {
  const latest = figures.at(-1)
  if (!mechanism || !monitoredSince || !latest) return false
  const { target } = mechanism
  const from = Date.parse(latest.until) - target.days * dayMs
  if (from < Date.parse(monitoredSince)) return false
  return figures.filter(({ until }) => Date.parse(until) >= from).every((it) => meets(it, target))
}
