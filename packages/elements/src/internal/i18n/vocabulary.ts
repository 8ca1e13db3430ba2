/** Domain words in every language: `this.text(vocabulary).statuses[ticket.status]`. */
import { catalogue, type Messages } from './catalogue.ts'
import { en } from './vocabulary.en.ts'
import { zhCN } from './vocabulary.zh-CN.ts'

export type Vocabulary = Messages<typeof zhCN>

export const vocabulary = catalogue<Vocabulary>('vocabulary', { 'zh-CN': zhCN, en })

/** Looks a word up whose key is data (a field's or option's name): the key itself where there is no word for it. */
export const wordFor = (words: Record<string, string>, key: string): string => words[key] ?? key
