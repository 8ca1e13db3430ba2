/**
 * Import from chat (`@chuishao/core/chat`): what was copied from a work group becomes a draft. A subpath of its own, to be
 * loaded when somebody pastes.
 */
export { eventTimeText, type EventTime } from './event-time.ts'
export type { NoiseKind } from './noise.ts'
export {
  readChat,
  type ChatEvidence,
  type ChatOptions,
  type ChatReading,
  type ChatRest,
  type Suggested,
} from './read-chat.ts'
export type { Words } from './words.ts'
