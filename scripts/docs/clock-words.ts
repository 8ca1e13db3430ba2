/** What a transition does to a ticket's clocks, in words. */
import type { Permission } from '@chuishao/core/lifecycle'
import { words, type Language } from './words.ts'

type ClockOrder = Permission['clocks'][number]

const all = { en: 'all clocks', zh: '全部时限' }
const verbs = {
  en: {
    start: 'starts',
    stop: 'stops',
    pause: 'pauses',
    resume: 'resumes',
    extend: 'extends',
    recalculate: 'counts again',
  },
  zh: { start: '起算', stop: '停止', pause: '暂停', resume: '恢复', extend: '延长', recalculate: '重算' },
}
const froms = {
  en: {
    dispatch: ' from dispatch',
    now: '',
    rework: ' with the rework limit',
    overdue: ' from the missed limit',
  },
  zh: { dispatch: '（自派单起）', now: '', rework: '（按返工时限）', overdue: '（自超期起）' },
}

/** E.g. `stops “Accept by”`, `起算办理时限（自派单起）`. */
export function clockInWords(order: ClockOrder, language: Language): string {
  const name = order.clock === 'all' ? all[language] : words[language].clocks[order.clock]
  const from = order.op === 'start' ? froms[language][order.from] : ''
  const quoted = order.clock === 'all' ? name : `“${name}”`
  return language === 'en'
    ? `${verbs.en[order.op]} ${quoted}${from}`
    : `${verbs.zh[order.op]}${quoted}${from}`
}
