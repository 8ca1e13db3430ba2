/** What the reference calls things: the elements' own catalogues, so that every word is written down once. */
import { en as stepsInEnglish } from '../../packages/elements/src/whistle-ticket-card/steps.en.ts'
import { zhCN as stepsInChinese } from '../../packages/elements/src/whistle-ticket-card/steps.zh-CN.ts'
import { en } from '../../packages/elements/src/internal/i18n/vocabulary.en.ts'
import { zhCN } from '../../packages/elements/src/internal/i18n/vocabulary.zh-CN.ts'

/** The languages of the reference, as the core writes its sentences. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** Names of states, commands, roles, fields, choices and clocks. */
export const words = {
  en: { ...en, ...stepsInEnglish },
  zh: { ...zhCN, ...stepsInChinese },
}
