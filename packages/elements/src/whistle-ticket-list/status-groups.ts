/** The statuses that people look for together. */
import type { Status } from '@chuishao/core/ticket'

export const statusGroups = {
  waiting: ['whistled'],
  handling: ['accepted'],
  review: ['rejected', 'underReview.returned', 'underReview.resolved'],
  done: ['closed', 'evaluated'],
  draft: ['draft'],
  ended: ['withdrawn', 'merged', 'discarded'],
} as const satisfies Record<string, Status[]>

export type StatusGroup = keyof typeof statusGroups

export const groupNames = Object.keys(statusGroups) as StatusGroup[]

/** The statuses of a group that the host allows; undefined allows all. */
export function statusesIn(
  group: StatusGroup | undefined,
  allowed: Status[] | undefined,
): Status[] | undefined {
  if (!group) return allowed
  const members: readonly Status[] = statusGroups[group]
  return allowed ? members.filter((status) => allowed.includes(status)) : [...members]
}

/** Groups worth offering: those that would show a part of what the host allows, but not all of it. */
export function groupsFor(allowed: Status[] | undefined): StatusGroup[] {
  const groups = groupNames.filter((group) => statusesIn(group, allowed)?.length)
  return groups.length > 1 ? groups : []
}
