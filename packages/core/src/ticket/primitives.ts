/**
 * The small value schemas that every other schema is made of.
 *
 * All schemas of the project use `zod/mini`: it is five times smaller in the browser, and `jitless` keeps it free of
 * `eval`, so that it runs under a Content-Security-Policy without `unsafe-eval`.
 */
import * as z from 'zod/mini'
import { longestDescription } from './longest-description.ts'

z.config({ jitless: true })

/** What a `Uuid` looks like. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** UUID in canonical lower-case form. Tickets use version 7: the identifier sorts by creation time. */
export const Uuid = z.string().check(z.regex(uuidPattern))

const instantPattern =
  /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Moment in UTC as ISO 8601 with milliseconds, in this century, e.g. `2026-03-02T01:30:00.000Z`. Sorts as text. */
export const Instant = z.string().check(
  z.refine((it) => instantPattern.test(it) && isDayOfMonth(it), {
    error: '不是有效的时间 / not a valid moment',
  }),
)
/** By hand: dates are most of what a ticket is checked for, and `Date` would have to write each out again to tell. */
function isDayOfMonth(text: string): boolean {
  const day = text.slice(8, 10)
  if (day <= '28') return true
  const month = text.slice(5, 7)
  // In this century every fourth year is a leap year, 2000 too.
  if (month === '02') return day === '29' && Number(text.slice(0, 4)) % 4 === 0
  return day !== '31' || !shortMonths.includes(month)
}
const shortMonths = ['04', '06', '09', '11']
export type Instant = z.infer<typeof Instant>

/** SHA-256 digest, 64 lower-case hexadecimal digits. */
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** Identifier that a city gives: of a person, a unit, a tenant, a matter. */
export const Code = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(64), z.regex(/^[\p{L}\p{N}._:-]+$/u))

/** Region code by GB/T 2260, six digits, e.g. `150102` for 新城区. */
export const RegionCode = z.string().check(z.regex(/^\d{6}$/))

/** Control characters and halves of surrogate pairs: no person types them, and databases and hashes refuse them. */
const plain = z.refine<string>((text) => !/(?![\t\r\n])\p{Cc}|\p{Cs}/u.test(text), {
  error: '含有无法保存的字符 / has characters that cannot be stored',
})

/** One line of text that a person typed, 1 to 200 characters. */
export const Line = z.string().check(z.trim(), z.minLength(1), z.maxLength(200), plain)

/** Free text that a person typed, 1 to 2,000 characters. */
export const Text = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000), plain)

/** What somebody reports, 1 to 4,000 characters. */
export const LongText = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestDescription), plain)

/** A sentence for a person, in the languages that the core speaks. */
export const Sentence = z.object({ zh: z.string(), en: z.string() })
export type Sentence = z.infer<typeof Sentence>
