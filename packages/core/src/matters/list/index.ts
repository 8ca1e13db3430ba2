/**
 * Matter lists as versions: which is in force, what a new one changes and for which tickets, how the districts' items
 * stand to the city's. A subpath of its own (`@chuishao/core/matters/list`): for those who keep the list, not for the
 * pages of those who whistle.
 */
export * from './check-mapping.ts'
export { describeChanges, describeDiff } from './describe-diff.ts'
export * from './diff.ts'
export * from './downward.ts'
export { endsLater, type EndsLater } from './longer-limit.ts'
export * from './mapping.ts'
export * from './matter-list.ts'
export { fieldLabel, fieldText, type MatterField } from './matter-words.ts'
export * from './open-tickets.ts'
export type { RenameCandidate } from './renamed.ts'
