/**
 * What every store does alike, for those who write one: what is checked before a write, cursors and pages, the order of
 * lists, the loop behind a feed. See docs/write-an-adapter.md.
 */
export { checkAppend, InvalidAppendError } from './append-request.ts'
export { createBell, type Bell } from './bell.ts'
export { InvalidCursorError, pageLimit } from './cursor.ts'
export { checkErase } from './erase-request.ts'
export { followFeed, type FollowOptions } from './follow-feed.ts'
export { historyPage, historyStart } from './history-page.ts'
export { listPosition, type ListPosition } from './list-order.ts'
export { orderKey, searchNeedle, searchText, type ListOrder } from '@chuishao/core/service'
export { listPage } from './list-page.ts'
export { SummarySchema } from './summary-schema.ts'
export { coversLook, sameLookSince, viewPage, viewPosition, type ViewPosition } from './view-page.ts'
