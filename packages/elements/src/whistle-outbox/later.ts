/** What the outbox draws only once something waits: loaded then, while there still is a network. */
export { WhistleCommandDialog } from '../whistle-ticket-card/command-dialog/command-dialog.ts'
export { meanwhile } from './meanwhile.ts'
