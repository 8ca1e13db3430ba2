/** Texts of the search fields in every language. */
import { catalogue, type Messages } from '../i18n/catalogue.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type PickerMessages = Messages<typeof zhCN>

export const pickerMessages = catalogue<PickerMessages>('pickers', { 'zh-CN': zhCN, en })
