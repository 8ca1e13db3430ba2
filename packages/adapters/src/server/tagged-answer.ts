/** An answer that a client need not be sent again: its tag is a digest of what this person is shown, and is nobody else's. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { actingPersonHeader } from '../http/acting-person.ts'

export interface TaggedOptions {
  /** Of the ticket: stands first in the tag, which then serves for `If-Match`, too. */
  version?: number
  headers?: Record<string, string>
}

/** 304 where the request names the tag. What a person sees of others is kept by no browser: a client that wants to, may. */
export const answerTagged = (
  request: Request,
  body: unknown,
  { version, headers = {} }: TaggedOptions = {},
): Response => {
  const text = JSON.stringify(body)
  const digest = bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16))
  const tag = version === undefined ? `"${digest}"` : `"v${version}-${digest}"`
  const all = {
    ...headers,
    ETag: tag,
    'Cache-Control': 'no-store',
    Vary: `Authorization, ${actingPersonHeader}`,
  }
  if (namesTag(request, tag)) return new Response(null, { status: 304, headers: all })
  return new Response(text, { headers: { ...all, 'Content-Type': 'application/json' } })
}

/** RFC 9110, section 13.1.2: compared weakly, since a proxy that compresses marks tags as weak. */
export const namesTag = (request: Request, tag: string): boolean =>
  (request.headers.get('If-None-Match') ?? '')
    .split(',')
    .map((it) => it.trim())
    .some((it) => it === '*' || it.replace(/^W\//, '') === tag)

/** The version in an `If-Match`: the tag of a command's answer, or of the ticket as somebody was shown it. */
export const versionInTag = (header: string): number | undefined => {
  const version = /^"v(\d{1,9})(?:-[0-9a-f]{32})?"$/.exec(header)?.[1]
  return version === undefined ? undefined : Number(version)
}
