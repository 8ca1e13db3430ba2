/** Texts of the ticket card in every language. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type CardMessages = Messages<typeof zhCN>

export const cardMessages = catalogue<CardMessages>('ticketCard', { 'zh-CN': zhCN, en })
