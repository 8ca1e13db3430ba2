/** Texts of the rating in every language. */
import { catalogue, type Messages } from '../internal/i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type RatingMessages = Messages<typeof zhCN>

export const ratingMessages = catalogue<RatingMessages>('rating', { 'zh-CN': zhCN, en })
