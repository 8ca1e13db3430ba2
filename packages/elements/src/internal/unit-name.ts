/** A unit's name in the language of an element. */
import type { Unit } from '@chuishao/core/ticket'
import type { Locale } from './i18n/locale.ts'

export const unitName = ({ name, nameEn }: Unit, locale: Locale): string =>
  locale === 'en' ? (nameEn ?? name) : name
