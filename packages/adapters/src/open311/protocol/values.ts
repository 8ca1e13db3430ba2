/** Single values as servers write them: numbers as texts, empty texts and nulls for what is missing. */
import * as z from 'zod/mini'

/** A text; undefined where it is missing, null, empty, or no text at all. */
export const TextValue = z.pipe(
  z.optional(z.unknown()),
  z.transform((value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
    const text = String(value).trim()
    return text === '' ? undefined : text
  }),
)

/** A finite number; undefined where there is none. */
export const NumberValue = z.pipe(
  TextValue,
  z.transform((text) => (text !== undefined && Number.isFinite(Number(text)) ? Number(text) : undefined)),
)

/** `true`, `1` and `yes`; everything else is false. */
export const FlagValue = z.pipe(
  TextValue,
  z.transform((text) => text !== undefined && /^(true|1|yes)$/i.test(text)),
)
