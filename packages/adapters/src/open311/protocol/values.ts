/** Single values as servers write them: numbers as texts, empty texts and nulls for what is missing. */
import * as z from 'zod/mini'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Given = z.catch(z.nullish(Scalar), undefined)

/** A text; undefined where it is missing, null, empty, or no text at all. */
export const TextValue = z.pipe(
  Given,
  z.transform((value) => {
    const text = value === null || value === undefined ? '' : String(value).trim()
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
