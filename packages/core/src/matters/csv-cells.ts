/** What is written in one cell: limits, choices and lists, in Chinese or English, as people type them. */
import { type Limit, limitUnits } from '../ticket/limit.ts'
import type { Sentence } from '../ticket/primitives.ts'

export type Cell<T> = { ok: true; value: T } | { ok: false; message: Sentence }

/** Identifiers and figures without full-width forms: `ＳＲ－０１` is `SR-01`. */
export const plain = (cell: string): string => cell.normalize('NFKC').trim()

const unitWords: Record<Limit['unit'], string[]> = {
  minute: ['minute', 'minutes', 'min', '分钟', '分'],
  hour: ['hour', 'hours', 'h', '小时', '个小时', '时'],
  day: ['day', 'days', 'd', '天', '日', '自然日', '个自然日'],
  workingDay: ['workingday', 'workingdays', 'wd', '工作日', '个工作日'],
  halfWorkingDay: ['halfworkingday', 'halfworkingdays', '工作半日', '个工作半日'],
  workingHour: ['workinghour', 'workinghours', 'wh', '工作小时', '个工作小时'],
  workingMinute: ['workingminute', 'workingminutes', '工作分钟', '个工作分钟'],
}

/** Written with a half, a working day is counted in halves: 0.5 个工作日 is one, 1.5 are three. */
const halfDays = /^(\d{0,4})(?:\.5|(半))(个?工作日|workingdays?)$/u

/** `3 workingDay`, `3个工作日`, `半个工作日`, `4小时`, `10天`. */
export function readLimit(cell: string): Cell<Limit> {
  const text = plain(cell).replaceAll(/\s/gu, '').toLowerCase()
  const [, whole, half] = halfDays.exec(text) ?? []
  if (whole !== undefined && !(half && whole))
    return { ok: true, value: { amount: Number(whole) * 2 + 1, unit: 'halfWorkingDay' } }
  const [, digits, word] = /^(\d{1,5})(\D+)$/u.exec(text) ?? []
  for (const unit of limitUnits) {
    if (word === undefined || !unitWords[unit].includes(word)) continue
    return { ok: true, value: { amount: Number(digits), unit } }
  }
  const message = {
    zh: `看不懂时限“${cell}”，请写成“4小时”“3个工作日”`,
    en: `cannot read the limit "${cell}"; write "4 hour" or "3 workingDay"`,
  }
  return { ok: false, message }
}

/** One of a fixed set, by its code or one of its Chinese names; the first name is the one that messages show. */
export function readChoice<T extends string>(
  cell: string,
  choices: readonly (readonly [T, ...string[]])[],
): Cell<T> {
  const word = plain(cell).toLowerCase()
  const found = choices.find((names) => names.some((name) => name.toLowerCase() === word))
  if (found) return { ok: true, value: found[0] }
  const message = {
    zh: `应为${choices.map(([code, name = code]) => name).join('、')}之一，不是“${cell}”`,
    en: `must be one of ${choices.map(([code]) => code).join(', ')}, not "${cell}"`,
  }
  return { ok: false, message }
}

/** Parts between bars, half-width or full-width, without empty and repeated ones. */
export const readList = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[|｜]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]
