/** What goes wrong over HTTP (RFC 9457): one shape, stable codes. Both ends of the wire read this file. */
import { Sentence } from '@chuishao/core/ticket'
import { TicketOfAnyVersion } from '@chuishao/core/versions'
import * as z from 'zod/mini'
import { CommandTypeName, Issue } from './wire.ts'

export const problemMediaType = 'application/problem+json'
export const problemType = (code: string) => `urn:chuishao:problem:${code}`

export const Problem = z.object({
  /** `urn:chuishao:problem:` and the code. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable: programs compare this one. A rejection's code, or one of the HTTP face's own. */
  code: z.string(),
  /** `detail` in every language, whatever was asked for. */
  message: Sentence,
  /** To find the request in the server's log. */
  requestId: z.exactOptional(z.string()),
  /** Commands that this person may send instead. */
  allowed: z.exactOptional(z.array(CommandTypeName)),
  /** Where in the input it is wrong. */
  issues: z.exactOptional(z.array(Issue)),
  /** With `versionConflict`: the version and, where this person may see it, the ticket as it is now. */
  currentVersion: z.exactOptional(z.int()),
  ticket: z.exactOptional(TicketOfAnyVersion),
})
export type Problem = z.infer<typeof Problem>
