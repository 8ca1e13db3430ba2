/** Domain words in every language: `this.text(vocabulary).statuses[ticket.status]`. */
import { catalogue, type Messages } from './catalogue.ts'
import { en } from './vocabulary.en.ts'
import { zhCN } from './vocabulary.zh-CN.ts'

export type Vocabulary = Messages<typeof zhCN>

export const vocabulary = catalogue<Vocabulary>('vocabulary', { 'zh-CN': zhCN, en })
