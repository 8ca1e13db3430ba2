import { describe, expect, it } from 'vitest'
import { closed, scenario, whistle, whistled, type Scenario } from '../../testing/scenario.ts'
import { people } from '../../testing/test-city.ts'
import type { Command, Crs } from '../../ticket/index.ts'
import { gcj02OfWgs84, metresBetween } from './coordinates.ts'
import { createWhistleLog, whistlesOf } from './whistle-log.ts'

/** The events of several stories, each as a ticket of its own. */
const log = (...stories: Scenario[]) =>
  stories.flatMap(({ events }, i) => events.map((event) => ({ ...event, ticketId: `ticket-${i}` })))

const at = (crs: Crs, lng: number, lat: number): Command => ({
  type: 'WHISTLE',
  draft: { matterCode: 'lamp', description: '不亮', location: { crs, lng, lat, communityId: 'community-1' } },
})

describe('whistles of the event log', () => {
  it('carry matter, community, place, person and when', async () => {
    const [found] = await whistlesOf(log(closed()))
    expect(found).toEqual({
      ticketId: 'ticket-0',
      at: '2026-03-02T01:00:00.000Z',
      matter: { code: 'manhole', name: 'manhole', category: 'streets' },
      communityId: 'community-1',
      point: { lng: 111.67, lat: 40.82 },
      whistler: 'grid-1',
      closings: [{ at: '2026-03-02T01:00:00.000Z', closed: true }],
    })
  })
  it('lie at one place whatever system their coordinates came in', async () => {
    const here = { lng: 111.67, lat: 40.82 }
    const { lng, lat } = gcj02OfWgs84(here)
    const mixed = [at('wgs84', here.lng, here.lat), at('gcj02', lng, lat), at('cgcs2000', here.lng, here.lat)]
    const found = await whistlesOf(log(...mixed.map((it) => scenario().when(people.gridWorker, it))))
    for (const { point } of found) expect(metresBetween(point ?? { lng: 0, lat: 0 }, here)).toBeLessThan(1)
    expect(metresBetween({ lng, lat }, here)).toBeGreaterThan(300)
  })
  it('take the place of the last draft where the whistle itself names none', async () => {
    const draft = { matterCode: 'lamp', description: '不亮' }
    const location = (communityId: string, address: string) =>
      ({ crs: 'cgcs2000', address, communityId }) as const
    const story = scenario()
      .when(people.gridWorker, {
        type: 'EDIT',
        draft: { ...draft, location: location('community-1', '东街') },
      })
      .when(people.gridWorker, { type: 'EDIT', draft: { location: location('community-1', '西街') } })
      .when(people.gridWorker, { type: 'WHISTLE' })
    const [found] = await whistlesOf(log(story))
    expect(found?.communityId).toBe('community-1')
    expect(found).not.toHaveProperty('point')
  })
  it('are none for drafts, and say when they were taken back or merged', async () => {
    const draft = scenario().when(people.gridWorker, { type: 'EDIT', draft: { description: '…' } })
    const withdrawn = whistled().when(people.gridWorker, { type: 'WITHDRAW', reason: '误报' })
    const into = '0198c0de-0000-7000-8000-000000000009'
    const merged = whistled().when(
      people.dispatcher,
      { type: 'MERGE', intoTicketId: into },
      { mergeTarget: { ticketId: into, status: 'accepted', whistledAt: '2026-03-01T01:00:00.000Z' } },
    )
    const found = await whistlesOf(log(draft, withdrawn, merged))
    expect(found.map(({ ticketId, leftOut, mergedInto }) => [ticketId, leftOut, mergedInto])).toEqual([
      ['ticket-1', 'withdrawn', undefined],
      ['ticket-2', 'merged', into],
    ])
  })
  it('remember each closing and reopening', async () => {
    const story = closed()
      .later(1)
      .when(people.secretary, { type: 'REOPEN', cause: 'unsolved', reason: '又坏' })
    const [found] = await whistlesOf(log(story))
    expect(found?.closings.map((it) => it.closed)).toEqual([true, false])
  })
  it('are the same fed at once or bit by bit, with tickets interleaved', async () => {
    const events = log(closed(), whistled(), closed())
    const interleaved = events.toSorted((a, b) => a.version - b.version)
    const kept = createWhistleLog()
    for (const event of interleaved) kept.add(event)
    expect([...kept.whistles()]).toEqual(await whistlesOf(events))
    expect([...kept.whistles()]).toHaveLength(3)
  })
  it('of the standard scenario are none before the whistle', () => {
    expect(whistle().type).toBe('WHISTLE')
    expect([...createWhistleLog().whistles()]).toEqual([])
  })
})
