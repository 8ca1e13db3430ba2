import { describe, expect, it } from 'vitest'
import { accepted, whistled } from '../testing/scenario.ts'
import { cityWith, people } from '../testing/test-city.ts'
import type { Policy } from '../ticket/index.ts'
import { summarize } from '../service/summary.ts'
import { permissionMatrix } from './permission-matrix.ts'

const supervision: NonNullable<Policy['supervision']> = {
  levels: [
    {
      code: 'district',
      label: { zh: '旗县区督办', en: 'District' },
      afterOverdue: { amount: 2, unit: 'hour' },
    },
    { code: 'city', label: { zh: '市级督办', en: 'City' }, afterOverdue: { amount: 1, unit: 'workingDay' } },
  ],
}
const city = cityWith({ supervision })
const { cityManagement, dispatcher, secretary } = people
const extension = {
  type: 'REQUEST_EXTENSION',
  by: { amount: 2, unit: 'workingDay' },
  reason: '天气',
} as const

describe('supervision', () => {
  it('rises by itself: a warning, the missed limit, the district, the city', () => {
    const story = whistled(city)
    expect([story.ring(), story.ring()]).toEqual(['acceptWarning', 'accept'])
    story.then('whistled', { warning: 'red', supervised: false })
    expect(story.ticket.clocks.supervision).toMatchObject({
      startedAt: '2026-03-02T03:00:00.000Z',
      dueAt: '2026-03-02T05:00:00.000Z',
      explanation: { zh: '自 2026-03-02 11:00 超期起 2 小时；截止 2026-03-02 13:00' },
    })
    expect(story.ring()).toBe('supervision')
    story.then('whistled', { supervised: true, supervisionLevel: 1 })
    expect(story.ring()).toBe('supervision')
    story.then('whistled', { supervisionLevel: 2, overdue: ['accept'], warning: 'red' })
    expect(story.clocks).toEqual([])
  })

  it('counts every level from the missed limit, however late somebody says that it was reached', () => {
    const story = whistled(city).later(20)
    story.ring()
    story.ring()
    expect(story.ticket.clocks.supervision?.startedAt).toBe('2026-03-02T03:00:00.000Z')
    story.ring()
    expect(story.ticket.clocks.supervision?.startedAt).toBe('2026-03-02T03:00:00.000Z')
    expect(story.ticket.clocks.supervision?.dueAt).toBe('2026-03-03T15:59:59.999Z')
  })

  it('ends with the step that was late, and begins anew with the next one', () => {
    const story = whistled(city)
    for (const _ of [1, 2, 3]) story.ring()
    story.when(cityManagement, { type: 'ACCEPT' })
    story.then('accepted', { supervised: true })
    expect(story.ticket.supervisionLevel).toBeUndefined()
    expect(story.clocks).toEqual(['handle', 'handleWarning'])
    expect([story.ring(), story.ring(), story.ring()]).toEqual(['handleWarning', 'handle', 'supervision'])
    story.then('accepted', { supervisionLevel: 1, overdue: ['accept', 'handle'] })
  })

  it('ends with a new dispatch in the same state, too', () => {
    const story = whistled(city)
    for (const _ of [1, 2, 3]) story.ring()
    story.when(dispatcher, { type: 'REDISPATCH', toUnitId: 'water', reason: '改派' })
    expect(story.ticket.supervisionLevel).toBeUndefined()
    expect(story.clocks).toEqual(['accept', 'acceptWarning'])
  })

  it('is over once more time is granted, and stands still with a suspension', () => {
    const late = () => {
      const story = accepted(city).when(cityManagement, extension)
      for (const _ of [1, 2, 3]) story.ring()
      return story.then('accepted', { supervisionLevel: 1 })
    }
    const extended = late().when(dispatcher, { type: 'GRANT_EXTENSION' })
    expect(extended.ticket.supervisionLevel).toBeUndefined()
    expect(extended.clocks).toEqual(['handle', 'handleWarning'])

    const reviewAt = '2026-06-01T01:00:00.000Z'
    const suspended = late().when(dispatcher, { type: 'REFUSE_EXTENSION', reason: '不同意' })
    const due = suspended.ticket.clocks.supervision?.dueAt ?? ''
    suspended.when(dispatcher, { type: 'SUSPEND', plan: '开春施工', reviewAt })
    suspended
      .later(24 * 7)
      .refused(people.system, { type: 'DEADLINE_REACHED', kind: 'supervision' }, 'deadlineNotDue')
    suspended.when(dispatcher, { type: 'RESUME' })
    expect((suspended.ticket.clocks.supervision?.dueAt ?? '') > due).toBe(true)
  })

  it('is shown in the list, where its clock is no date that anybody has to meet', () => {
    const story = whistled(city)
    for (const _ of [1, 2, 3]) story.ring()
    const line = summarize(story.ticket)
    expect(line).toMatchObject({ supervised: true, supervisionLevel: 1, warning: 'red' })
    expect(line.dueAt).toBeUndefined()
  })

  it('is done by nobody but the system, and by nobody where a city sets no levels', () => {
    const rows = permissionMatrix(city.policy).filter((it) => it.command === 'DEADLINE_REACHED')
    expect(rows.every((it) => it.roles.join() === 'system')).toBe(true)
    const story = whistled()
    for (const _ of [1, 2]) story.ring()
    expect(story.clocks).toEqual([])
    story.when(secretary, { type: 'URGE', message: '请尽快' }).then('whistled', { supervised: false })
  })
})
