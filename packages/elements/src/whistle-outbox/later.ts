/** What the outbox draws only where something needs somebody: loaded with the first thing that waits, while there still is a network. */
export { timelineStyles } from '../whistle-ticket-card/styles/timeline.ts'
export { conflict } from './conflict.ts'
export { CorrectionDialogs } from './correction-dialogs.ts'
export { takenOver } from './take-over.ts'
export { takeOver } from './take-over-buttons.ts'
