import { expect, test } from 'vitest'
import { Limit, limitUnits } from '../ticket/limit.ts'
import { limitText } from './limit-text.ts'
import { nominalMs } from './nominal.ts'

test.each([
  [{ amount: 30, unit: 'minute' }, '30 分钟', '30 minutes'],
  [{ amount: 1, unit: 'hour' }, '1 小时', '1 hour'],
  [{ amount: 7, unit: 'day' }, '7 天（自然日）', '7 calendar days'],
  [{ amount: 5, unit: 'workingDay' }, '5 个工作日', '5 working days'],
  [{ amount: 1, unit: 'halfWorkingDay' }, '半个工作日', '1 half working day'],
  [{ amount: 3, unit: 'halfWorkingDay' }, '3 个工作半日', '3 half working days'],
  [{ amount: 4, unit: 'workingHour' }, '4 个工作小时', '4 working hours'],
  [{ amount: 30, unit: 'workingMinute' }, '30 个工作分钟', '30 working minutes'],
] as const)('%o in words', (limit, zh, en) => {
  expect(limitText(limit)).toEqual({ zh, en })
  expect(Limit.parse(limit)).toEqual(limit)
})

test('limits of every unit compare by how long they last in an ordinary week', () => {
  const week = {
    minute: 10_080,
    hour: 168,
    day: 7,
    workingDay: 5,
    halfWorkingDay: 10,
    workingHour: 40,
    workingMinute: 2_400,
  }
  for (const unit of limitUnits)
    expect(nominalMs({ amount: week[unit], unit })).toBeCloseTo(7 * 24 * 3_600_000, 3)
})
