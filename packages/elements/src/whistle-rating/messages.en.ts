/** Texts of the rating in English. */
import type { RatingMessages } from './messages.ts'

export const en: RatingMessages = {
  solved: 'Is the problem solved?',
  level: 'How satisfied are you with the handling?',
  tile: (level) => level,
  apart: 'Solved and satisfied are counted apart. Please answer each.',
  tags: 'How was it handled',
  comment: 'Comment',
  commentPlaceholder: 'What went well, and what should be better',
  solvedMissing: 'Please say whether the problem is solved',
  levelMissing: 'Please choose how satisfied you are',
  badValue: 'The rating that was passed in is not valid',
  submit: 'Send rating',
  thanks: 'Thank you for your rating',
  thanksNote: 'It has been added to the record of the unit that handled this.',
  unavailable: 'This ticket cannot be rated at present',
}
