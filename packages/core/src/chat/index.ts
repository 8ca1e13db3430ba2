/**
 * Import from chat (`@chuishao/core/chat`): what was copied from a work group becomes a draft. A subpath of its own, to be
 * loaded when somebody pastes.
 */
export { eventTimeText, type EventTime } from './event-time.ts'
export type { ChatEvidence, Suggested } from './evidence.ts'
export type { NoiseKind } from './noise.ts'
export { readChat, type ChatOptions, type ChatReading, type ChatRest } from './read-chat.ts'
export type { Words } from './words.ts'
