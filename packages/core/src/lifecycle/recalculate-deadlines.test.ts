import { describe, expect, it } from 'vitest'
import { accepted, whistled, type Scenario } from '../testing/scenario.ts'
import { people, testCity } from '../testing/test-city.ts'
import { localCalendar } from '../time/index.ts'

const { system, dispatcher, cityManagement, secretary } = people
const recalculate = { type: 'RECALCULATE_DEADLINES' } as const
const day = { zh: '假日', en: 'holiday' }
const announced = localCalendar(testCity.calendar, {
  version: 'announced',
  holidays: { '2026-03-04': day, '2026-03-05': day },
})

/** From here on the city has the new calendar. */
const afterAnnouncement = (story: Scenario) => {
  story.city = { ...story.city, calendar: announced }
  return story
}

describe('another calendar', () => {
  it('moves the clocks that count working days, and the history says from when to when', () => {
    const story = accepted()
    expect(story.ticket.clocks.handle?.dueAt).toBe('2026-03-09T15:59:59.999Z')
    afterAnnouncement(story).when(system, recalculate).then('accepted', { warning: 'none' })
    expect(story.ticket.clocks.handle).toMatchObject({
      dueAt: '2026-03-11T15:59:59.999Z',
      calendarVersion: announced.version,
    })
    expect(story.events.at(-1)?.facts.moved).toEqual([
      {
        kind: 'handle',
        from: '2026-03-09T15:59:59.999Z',
        to: '2026-03-11T15:59:59.999Z',
        calendarVersion: announced.version,
      },
      {
        kind: 'handleWarning',
        from: '2026-03-06T15:59:59.999Z',
        to: '2026-03-10T15:59:59.999Z',
        calendarVersion: announced.version,
      },
    ])
  })

  it('moves them once', () => {
    afterAnnouncement(accepted()).when(system, recalculate).refused(system, recalculate, 'deadlinesCurrent')
  })

  it('has nothing to move where it is the same, where hours are counted, or no clock runs', () => {
    accepted().refused(system, recalculate, 'deadlinesCurrent')
    afterAnnouncement(whistled()).refused(system, recalculate, 'deadlinesCurrent')
    const returned = whistled().when(cityManagement, {
      type: 'RETURN',
      reasonCode: 'notOurs',
      explanation: '不属职责',
      suggestedUnitId: 'water',
    })
    afterAnnouncement(returned).refused(system, recalculate, 'notAllowedInState')
  })

  it('is the system’s word alone', () => {
    for (const who of [dispatcher, secretary, cityManagement])
      afterAnnouncement(accepted()).refused(who, recalculate, 'wrongRole')
  })

  it('leaves a warning that has rung, and lets a moved limit run out when it is due', () => {
    const story = accepted()
    expect(story.ring()).toBe('handleWarning')
    afterAnnouncement(story).when(system, recalculate)
    story.then('accepted', { warning: 'yellow' })
    expect(story.clocks).toEqual(['handle'])
    story.refused(system, { type: 'DEADLINE_REACHED', kind: 'handle' }, 'deadlineNotDue')
    expect(story.ring()).toBe('handle')
    expect(new Date(story.now).toISOString()).toBe('2026-03-11T15:59:59.999Z')
  })
})
