/** Texts of the import from chat in English. */
import type { ChatMessages } from './messages.ts'

export const en: ChatMessages = {
  title: 'Import from chat',
  paste: 'Paste the messages of the group here',
  pasteHint: 'Text and photos, or drop them here. Read on this device only; nothing is sent by reading.',
  read: 'Read',
  fromClipboard: 'Read the clipboard',
  clipboardDenied: 'The browser does not let us read the clipboard. Press and hold in the box to paste.',
  cancel: 'Cancel',
  nothingRead: 'There was no text. Paste the messages of the group.',
  filled: (count) =>
    count === 0 ? 'Nothing could be filled in at once' : `Filled in from the chat: ${count}`,
  toChoose: (count) => `${count} for you to choose`,
  how: 'What is ticked is filled in, press it to take it out. Press any other to use it.',
  undo: 'Undo all',
  close: 'Close',
  fields: {
    community: 'Community',
    matter: 'Matter',
    address: 'Place',
    time: 'Time',
    name: 'Name',
    phone: 'Phone',
    description: 'Details',
  },
  because: (words) => `“${words}”`,
  yours: 'You had filled this in, so it was left alone. Press one to replace it.',
  appendText: 'Put it below your own text',
  happened: (time, words) => `When: ${time} (“${words}”)`,
  elsewhere: (community, words) =>
    `“${words}” looks like ${community}, which is not your community. Please check.`,
  photos: (count) => (count === 1 ? 'One photo added' : `${count} photos added`),
  photosNotTaken: 'This matter takes no photos: they will not be sent.',
  photosLater: 'They go along once you choose a matter that takes photos.',
  others: (matters) =>
    `The text speaks of more (${matters}): after this whistle, “Whistle again” goes on with it.`,
  tooLong: 'The text is too long. This was not filled in:',
  leftOut: 'Not written into the details',
  carried: 'contact of the last one',
}
