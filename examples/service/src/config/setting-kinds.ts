/** Kinds of settings that several sections have. */
import * as z from 'zod/mini'

/** A whole number within bounds. */
export const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

export const withDefault = z._default

/** A section that may be left out: each of its settings then has its default. */
export const section = <T extends z.ZodMiniObject>(schema: T) => z.prefault(schema, {} as z.input<T>)
