import type { Sentence } from '@chuishao/core/ticket'

/** Messages of schemas and of values that do not fit are one text: Chinese, ` / `, English. One without the mark is said in both. */
export const bothLanguages = (message: string): Sentence => {
  const [zh = '', en = zh] = message.split(' / ')
  return { zh, en }
}
