/**
 * Typed catalogues: the zh-CN file is the source, and a key that another language lacks is a type error.
 *
 * A page may reword single texts with `configure({ messages })`, because cities word things differently.
 */
import { configuration } from '../configuration.ts'
import { warnOnce } from '../warn-once.ts'
import type { Locale } from './locale.ts'

/** The shape of a source catalogue with its literal texts widened, for the other languages to fill. */
export type Messages<Source> = {
  [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...args: infer Args) => string
      ? (...args: Args) => string
      : Messages<Source[Key]>
}

export interface Catalogue<M> {
  /** Under which `messages` overrides name it. */
  name: string
  byLocale: { 'zh-CN': M; en: M; 'mn-Mong'?: M | undefined }
}

/** Replacement texts by language, catalogue and key. A text may stand in for a message that takes arguments. */
export type MessageOverrides = { [L in Locale]?: Record<string, Record<string, unknown>> }

export const catalogue = <M extends object>(
  name: string,
  byLocale: Catalogue<M>['byLocale'],
): Catalogue<M> => ({
  name,
  byLocale,
})

/** The texts of a catalogue in one language, with this page's wording. */
export function messagesIn<M extends object>({ name, byLocale }: Catalogue<M>, locale: Locale): M {
  const messages = byLocale[locale] ?? byLocale['zh-CN']
  const overrides = configuration().messages?.[locale]?.[name]
  return overrides ? reworded(messages, overrides, name) : messages
}

function reworded<M extends object>(messages: M, overrides: object, path: string): M {
  const result = { ...messages } as Record<string, unknown>
  for (const [key, wanted] of Object.entries(overrides)) {
    const built = result[key]
    if (typeof built === 'function' && typeof wanted === 'string') result[key] = () => wanted
    else if (typeof built !== typeof wanted || built === null || wanted === null)
      warnOnce(`messages: ${path}.${key} is unknown or of another kind, and is ignored`)
    else
      result[key] =
        typeof built === 'object' ? reworded(built as object, wanted as object, `${path}.${key}`) : wanted
  }
  return result as M
}
