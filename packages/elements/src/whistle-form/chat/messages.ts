/** Texts of the import from chat in every language; fetched with it. */
import { catalogue, type Messages } from '../../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type ChatMessages = Messages<typeof zhCN>

export const chatMessages = catalogue<ChatMessages>('chat', { 'zh-CN': zhCN, en })
