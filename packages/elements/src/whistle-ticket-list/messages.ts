/** Texts of the ticket list in every language. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type ListMessages = Messages<typeof zhCN>

export const listMessages = catalogue<ListMessages>('ticketList', { 'zh-CN': zhCN, en })
