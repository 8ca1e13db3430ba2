/** A signature of each request, for portals that want one beside the token. What is signed is written out as a line. */
import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { HeaderName, HeaderText } from './header-name.ts'
import { variablePattern } from './variable-pattern.ts'

/** What may stand in the line that is signed. `{parameters}`: those of address and form, by name, as `a=1&b=2`. */
export const signedVariables = [
  'method',
  'path',
  'parameters',
  'body',
  'token',
  'nonce',
  'milliseconds',
  'seconds',
  'secret',
]

/** What may be sent along: never the secret. */
export const signatureVariables = ['sign', 'token', 'nonce', 'milliseconds', 'seconds']

const Lines = z.record(z.string(), z.string())

export const Signature = z.strictObject({
  /** E.g. `{parameters}&timestamp={milliseconds}&key={secret}`. */
  of: z.string().check(z.minLength(1)),
  /** With `hmacSha256` the secret is the key, and need not stand in the line. */
  by: z.enum(['md5', 'sha1', 'sha256', 'hmacSha256']),
  upperCase: z.optional(z.boolean()),
  headers: z.optional(z.record(HeaderName, HeaderText)),
  /** Parameters in the address; they are not signed themselves. */
  query: z.optional(Lines),
})
export type Signature = z.infer<typeof Signature>

export interface Signed {
  method: string
  /** Path and query as they are sent, without what the signature adds. */
  target: string
  /** A JSON text, or a form; empty where photos are sent as a multipart body. */
  body: string | URLSearchParams
  token: string
  secret: string
  /** Milliseconds since 1970. */
  now: number
  nonce: string
}

/** The headers and parameters that carry the signature. */
export function signatureOf(signature: Signature, signed: Signed) {
  const { method, target, body, token, secret, now, nonce } = signed
  const [path = '', query = ''] = target.split('?')
  const scope: Record<string, string> = {
    method,
    path,
    parameters: sortedParameters(query, body),
    body: body.toString(),
    token,
    secret,
    nonce,
    milliseconds: String(now),
    seconds: String(Math.floor(now / 1000)),
  }
  const filled = (line: string) => line.replace(variablePattern, (_, name: string) => scope[name] ?? '')
  const text = utf8ToBytes(filled(signature.of))
  const hex = bytesToHex(digest(signature.by, text, secret))
  scope['sign'] = signature.upperCase ? hex.toUpperCase() : hex
  const all = (lines: Record<string, string> = {}) =>
    Object.entries(lines).map(([name, line]): [string, string] => [name, filled(line)])
  return { headers: all(signature.headers), query: all(signature.query) }
}

function digest(by: Signature['by'], text: Uint8Array, secret: string): Uint8Array {
  switch (by) {
    case 'md5':
      return md5(text)
    case 'sha1':
      return sha1(text)
    case 'sha256':
      return sha256(text)
    case 'hmacSha256':
      return hmac(sha256, utf8ToBytes(secret), text)
  }
}

function sortedParameters(query: string, body: string | URLSearchParams): string {
  const all = [...new URLSearchParams(query), ...(typeof body === 'string' ? [] : body)]
  return all
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
