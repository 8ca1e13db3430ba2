/** What every element says, in English. */
import type { Common } from './common.ts'

export const en: Common = {
  loading: 'Loading…',
  retry: 'Try again',
  send: 'Send',
  sending: 'Sending…',
  cancel: 'Cancel',
  confirm: 'Confirm',
  close: 'Close',
  remove: 'Remove',
  optional: 'optional',
  required: 'required',
  characters: (used, max) => `${used}/${max}`,
  noGateway: 'Not connected to a service yet',
  notFound: 'There is no such ticket, or you may not see it',
  conflict: 'This ticket has just moved on. Look at its latest state and decide again',
  empty: 'Nothing here',
  savedHere: 'Saved on this device. It is sent by itself once there is a network',
  savedNeedsYou:
    'It could not be sent and needs you: see under “To be sent” why, change it and send it again.',
  savedSending: 'Saved on this device, sending…',
  sentOnce:
    'It was sent before and may have arrived. If it has, your correction is not sent, and “To be sent” tells you.',
  toSend: (count) => `${count} to be sent`,
  needsYou: (count) => `${count} ${count === 1 ? 'needs' : 'need'} you`,
  asOf: (moment) => `The service cannot be reached. This is as of ${moment}`,
}
