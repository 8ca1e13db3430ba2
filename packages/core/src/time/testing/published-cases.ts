/**
 * Limits across the holidays of 2025 and 2026 with their dates counted by hand from the State Council's notices. Dates
 * are counted from the notices' text, never from the calendar data that is tested with them.
 */
import type { Limit } from '../../ticket/limit.ts'
import type { Instant } from '../../ticket/primitives.ts'

export interface PublishedCase {
  name: string
  /** Where the days come from. */
  source: string
  startedAt: Instant
  limit: Limit
  /** The days that count, in order, as the notice has them. */
  counted: string[]
  dueAt: Instant
  provisional?: true
}

/** 10-01 (Wed) to 10-08 (Wed) off; 09-28 (Sun) and 10-11 (Sat) worked. */
const notice2025 = '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）'
/**
 * 01-01 to 01-03 off, 01-04 (Sun) worked; 02-15 to 02-23 off, 02-14 and 02-28 (Sat) worked; 05-01 to 05-05 off, 05-09
 * (Sat) worked.
 */
const notice2026 = '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04，新华社北京11月4日电）'

const fiveDays: Limit = { amount: 5, unit: 'workingDay' }

export const publishedCases: PublishedCase[] = [
  {
    name: 'five working days from the Friday before National Day 2025 count the make-up Sunday',
    source: notice2025,
    startedAt: '2025-09-26T01:00:00.000Z',
    limit: fiveDays,
    counted: ['2025-09-28', '2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10'],
    dueAt: '2025-10-10T15:59:59.999Z',
  },
  {
    name: 'five working days from the make-up Sunday itself end on the make-up Saturday',
    source: notice2025,
    startedAt: '2025-09-28T02:00:00.000Z',
    limit: fiveDays,
    counted: ['2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10', '2025-10-11'],
    dueAt: '2025-10-11T15:59:59.999Z',
  },
  {
    name: 'five working days from the eve of National Day 2025',
    source: notice2025,
    startedAt: '2025-09-30T08:20:00.000Z',
    limit: fiveDays,
    counted: ['2025-10-09', '2025-10-10', '2025-10-11', '2025-10-13', '2025-10-14'],
    dueAt: '2025-10-14T15:59:59.999Z',
  },
  {
    name: 'five working days from the middle of the holiday are those from its eve',
    source: notice2025,
    startedAt: '2025-10-03T02:00:00.000Z',
    limit: fiveDays,
    counted: ['2025-10-09', '2025-10-10', '2025-10-11', '2025-10-13', '2025-10-14'],
    dueAt: '2025-10-14T15:59:59.999Z',
  },
  {
    name: 'five working days across Spring Festival 2026 count the make-up Saturday before it',
    source: notice2026,
    startedAt: '2026-02-11T01:00:00.000Z',
    limit: fiveDays,
    counted: ['2026-02-12', '2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25'],
    dueAt: '2026-02-25T15:59:59.999Z',
  },
  {
    name: 'five working days from the make-up Saturday before Spring Festival 2026 end on the one after it',
    source: notice2026,
    startedAt: '2026-02-14T01:00:00.000Z',
    limit: fiveDays,
    counted: ['2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28'],
    dueAt: '2026-02-28T15:59:59.999Z',
  },
  {
    name: 'five working days from the last day of Spring Festival 2026',
    source: notice2026,
    startedAt: '2026-02-23T10:00:00.000Z',
    limit: fiveDays,
    counted: ['2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28'],
    dueAt: '2026-02-28T15:59:59.999Z',
  },
  {
    name: 'the fifteen working days of Shandong across Labour Day 2026',
    source: `山东省 2017 年 12345 热线办理规定；${notice2026}`,
    startedAt: '2026-04-20T01:00:00.000Z',
    limit: { amount: 15, unit: 'workingDay' },
    counted: [
      ...['2026-04-21', '2026-04-22', '2026-04-23', '2026-04-24', '2026-04-27', '2026-04-28', '2026-04-29'],
      ...['2026-04-30', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09', '2026-05-11', '2026-05-12'],
      '2026-05-13',
    ],
    dueAt: '2026-05-13T15:59:59.999Z',
  },
  {
    name: 'the twenty working days for an answer about government information, across New Year 2026',
    source: `政府信息公开条例（国务院令第711号，2019）第三十三条；${notice2026}`,
    startedAt: '2025-12-15T03:00:00.000Z',
    limit: { amount: 20, unit: 'workingDay' },
    counted: [
      ...['2025-12-16', '2025-12-17', '2025-12-18', '2025-12-19', '2025-12-22', '2025-12-23', '2025-12-24'],
      ...['2025-12-25', '2025-12-26', '2025-12-29', '2025-12-30', '2025-12-31', '2026-01-04', '2026-01-05'],
      ...['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-12', '2026-01-13'],
    ],
    dueAt: '2026-01-13T15:59:59.999Z',
  },
  {
    name: 'five working days into January 2027, which is not announced: weekends decide',
    source: '2027 年放假安排尚未公布',
    startedAt: '2026-12-28T01:00:00.000Z',
    limit: fiveDays,
    counted: ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-04'],
    dueAt: '2027-01-04T15:59:59.999Z',
    provisional: true,
  },
]
