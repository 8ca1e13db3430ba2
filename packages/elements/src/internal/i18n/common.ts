/** Words of every element in every language: `this.text(common).retry`. */
import { catalogue, type Messages } from './catalogue.ts'
import { en } from './common.en.ts'
import { zhCN } from './common.zh-CN.ts'

export type Common = Messages<typeof zhCN>

export const common = catalogue<Common>('common', { 'zh-CN': zhCN, en })
