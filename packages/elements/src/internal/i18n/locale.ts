/** The languages that the elements speak, and which of them fits a `lang` attribute. */

/** `zh-CN` is the source. `mn-Mong` is reserved: a catalogue may bring it, and falls back to `zh-CN` until it does. */
export const locales = ['zh-CN', 'en', 'mn-Mong'] as const
export type Locale = (typeof locales)[number]

export const sourceLocale: Locale = 'zh-CN'

/** The locale for a BCP 47 tag; what we do not speak is shown in the source language. */
export function localeFor(tag: string | undefined): Locale {
  const lower = tag?.toLowerCase() ?? ''
  if (lower === 'en' || lower.startsWith('en-')) return 'en'
  if (lower.startsWith('mn-mong')) return 'mn-Mong'
  return sourceLocale
}
