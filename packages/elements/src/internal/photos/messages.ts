/** Texts of the photo field in every language. */
import { catalogue, type Messages } from '../i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type PhotoMessages = Messages<typeof zhCN>

export const photoMessages = catalogue<PhotoMessages>('photos', { 'zh-CN': zhCN, en })
