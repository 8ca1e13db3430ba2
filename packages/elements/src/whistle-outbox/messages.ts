/** Texts of the outbox in every language. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type OutboxMessages = Messages<typeof zhCN>

export const outboxMessages = catalogue<OutboxMessages>('outbox', { 'zh-CN': zhCN, en })
