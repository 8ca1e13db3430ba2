/** How a client asks whether the copy that it has is current, and what it is told. */

export const revalidating = {
  'If-None-Match': { required: false, description: 'ETag of the copy that the client has' },
} as const
export const unchangedForPerson = {
  description: 'The copy that the client has is what this person is shown now',
} as const

export const pageHeaders = {
  Link: 'The next page as `rel="next"`; absent on the last one',
  ETag: 'Digest of what this person is shown',
} as const
