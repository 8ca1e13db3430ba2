/**
 * Common issues (共性问题): finds clusters of whistles in space, time and matter, and carries the case that governs one
 * of them. A subpath of its own (`@chuishao/core/insight/common-issues`), for desks and servers, not for every page.
 */
export type { CommonIssueCluster, PlaceBaseline } from './cluster.ts'
export { metresBetween, toWgs84, type Point } from './coordinates.ts'
export { detectCommonIssues, type DetectionReport } from './detect.ts'
export { DetectionOptionsError, type DetectionOptions } from './options.ts'
export type { Surge } from './surges.ts'
export { createWhistleLog, whistlesOf, type Whistle, type WhistleLog } from './whistle-log.ts'
export * from '../issue-case/index.ts'
