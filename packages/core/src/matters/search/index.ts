/**
 * Search, a subpath of its own (`@chuishao/core/matters/search`), to be loaded when a search field gets the focus: the
 * pinyin tables are larger than everything else of the core together.
 */
export { matterIndex, type MatterHit, type MatterIndex } from './matter-search.ts'
export type { MatchedField } from './matter-terms.ts'
export { unitIndex, type UnitHit, type UnitIndex } from './unit-search.ts'
