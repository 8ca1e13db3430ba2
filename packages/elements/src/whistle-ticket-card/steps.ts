/** The words of commands, people and fields in every language: `this.text(steps).commands.ACCEPT`. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import type { Vocabulary } from '../internal/i18n/vocabulary.ts'
import { en } from './steps.en.ts'
import { zhCN } from './steps.zh-CN.ts'

export type Steps = Messages<typeof zhCN>

/** All words of the domain that a card uses. */
export type CardWords = Vocabulary & Steps

export const steps = catalogue<Steps>('steps', { 'zh-CN': zhCN, en })

/** Looks a word up whose key is data (a field's or option's name): the key itself where there is no word for it. */
export const wordFor = (words: Record<string, string>, key: string): string => words[key] ?? key
