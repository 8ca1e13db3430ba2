/** Texts of the whistle form in every language. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type FormMessages = Messages<typeof zhCN>

export const formMessages = catalogue<FormMessages>('form', { 'zh-CN': zhCN, en })
