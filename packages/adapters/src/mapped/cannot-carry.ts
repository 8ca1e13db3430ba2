/** The sentence that says which fields of a command a portal cannot be sent. */
import { commandFieldNames, type Sentence } from '@chuishao/core/ticket'
import { ofPoint } from './fields-not-asked.ts'

export const cannotCarry = (portal: string, fields: readonly string[]): Sentence => {
  const named = (language: 'zh' | 'en') => [
    ...new Set(fields.map((it) => commandFieldNames[ofPoint(it)]?.[language] ?? it)),
  ]
  return {
    zh: `${portal}不能带上：${named('zh').join('、')}。请清空后再提交，或写进其他文字里。`,
    en: `${portal} cannot carry: ${named('en').join(', ')}. Leave it empty, or say it in another text.`,
  }
}
