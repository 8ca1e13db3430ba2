import { describe, expect, it } from 'vitest'
import { asOf, quietCity } from '../testing/quiet-city.ts'
import { syntheticCity } from '../testing/synthetic-city.ts'
import { detectCommonIssues } from './detect.ts'
import { DetectionOptionsError, type DetectionOptions } from './options.ts'

const detect = ({ whistles, city }: ReturnType<typeof quietCity>, options: Partial<DetectionOptions> = {}) =>
  detectCommonIssues(whistles, { asOf, city, ...options })

/** Something every fortnight as ever, and so many in the last days. */
function outbreak(tickets: number, more: { community?: string; by?: string } = {}) {
  const town = quietCity()
  town.everySoOften(14, { at: [800, 0], ...more })
  for (let i = 0; i < tickets; i += 1) town.whistle({ daysAgo: i % 7, at: [800 + i * 20, i * 10], ...more })
  return town
}

describe('a cluster', () => {
  it('is found with where, when, what, how many and against what', () => {
    const { clusters, baseline, counted } = detect(outbreak(9))
    expect(clusters).toHaveLength(1)
    const [cluster] = clusters
    expect(cluster?.level).toBe('matter')
    expect(cluster?.matters).toEqual([{ code: 'lamp', name: 'lamp', tickets: 9 }])
    expect(cluster?.tickets).toHaveLength(9)
    expect(cluster?.observed).toBe(9)
    expect(cluster?.when).toMatchObject({ from: '2026-03-14', to: '2026-03-20', days: 7 })
    expect(cluster?.when.firstAt).toBe('2026-03-14T02:00:00.000Z')
    expect(cluster?.where.communities).toEqual([{ id: '1', tickets: 9 }])
    expect(cluster?.where.radiusMetres).toBeGreaterThan(80)
    expect(cluster?.where.radiusMetres).toBeLessThan(120)
    expect(cluster?.where.withoutCoordinates).toBe(0)
    expect(cluster?.baseline.tickets).toBe(26)
    expect(cluster?.baseline.perWeek).toBeCloseTo(26 / 52, 2)
    expect(cluster?.expected).toBeGreaterThan(0.4)
    expect(cluster?.expected).toBeLessThan(0.6)
    expect(cluster?.chance).toBeLessThan(0.01)
    expect(baseline).toEqual({ from: '2025-02-22', to: '2026-02-20', days: 364 })
    expect(counted).toBeGreaterThan(1000)
  })
  it('explains itself in both languages with its figures', () => {
    const [cluster] = detect(outbreak(9)).clusters
    expect(cluster?.explanation.zh).toBe(
      '「lamp」近7天9件（1个村（社区）、7人吹哨，半径90米）；这里过去52周每周平均0.5件，7天内应有约0.44件，现为20倍；属偶然集中的可能极小（平均每次检测不到0.001处）。',
    )
    expect(cluster?.explanation.en).toBe(
      '“lamp”: 9 tickets in the last 7 days (1 community, 7 persons whistling, within 90 m); in the 52 weeks before there were 0.5 a week here, so 0.44 were to be expected, this is 20 times as many; chance alone brings fewer than 0.001 of these per run.',
    )
  })
  it('is no matter that a place always has', () => {
    const town = quietCity()
    town.everySoOften(1, { at: [800, 0] }, 393, 0)
    expect(detect(town).clusters).toEqual([])
  })
  it('is nothing that rose everywhere at once: that is a surge', () => {
    const town = quietCity()
    for (let community = 1; community <= 8; community += 1) {
      const place = { community: String(community), at: [community * 800, 0] as [number, number] }
      town.everySoOften(7, place)
      for (let i = 0; i < 8; i += 1) town.whistle({ ...place, daysAgo: i })
    }
    const { clusters, surges } = detect(town)
    expect(clusters).toEqual([])
    expect(surges).toHaveLength(1)
    expect(surges[0]).toMatchObject({ category: 'streets', communities: 8, observed: 56, days: 7 })
    expect(surges[0]?.explanation.zh).toContain('各处同时增多')
  })
  it('is nothing with fewer tickets than a common issue needs', () => {
    expect(detect(outbreak(4)).clusters).toEqual([])
    expect(detect(outbreak(9), { minTickets: 10 }).clusters).toEqual([])
  })
})

describe('people and duplicates', () => {
  it('one person who whistles ten times is no common issue, but is shown', () => {
    const { clusters, oneVoice } = detect(outbreak(10, { by: 'tireless' }))
    expect(clusters).toEqual([])
    expect(oneVoice).toHaveLength(1)
    expect(oneVoice[0]).toMatchObject({ whistlers: 1, observed: 10 })
  })
  it('ten whistles of one person and one of another are still one voice', () => {
    const town = outbreak(10, { by: 'tireless' })
    town.whistle({ daysAgo: 1, at: [810, 0], by: 'another' })
    const { clusters, oneVoice } = detect(town)
    expect(clusters).toEqual([])
    expect(oneVoice[0]).toMatchObject({ whistlers: 2, observed: 11 })
  })
  it('merged tickets are counted once, and named', () => {
    const town = outbreak(9)
    const first = town.whistles.at(-9)
    for (let i = 0; i < 5; i += 1) {
      const duplicate = town.whistle({ daysAgo: 0, at: [800, 0] })
      duplicate.leftOut = 'merged'
      duplicate.mergedInto = first?.ticketId ?? ''
    }
    const { clusters, leftOut } = detect(town)
    expect(clusters[0]).toMatchObject({ observed: 9, duplicates: 5 })
    expect(clusters[0]?.explanation.zh).toContain('另有5件已并案，不重复计')
    expect(leftOut.merged).toBe(5)
  })
  it('tickets that are mostly duplicates or taken back make no cluster', () => {
    const town = outbreak(9)
    for (const [i, whistle] of town.whistles.slice(-6).entries())
      whistle.leftOut = i < 3 ? 'merged' : 'withdrawn'
    const { clusters, leftOut } = detect(town)
    expect(clusters).toEqual([])
    expect(leftOut).toEqual({ merged: 3, withdrawn: 3 })
  })
})

describe('the place', () => {
  it('may reach over the border between communities, which are joined', () => {
    const town = quietCity()
    for (let i = 0; i < 10; i += 1)
      town.whistle({ community: i % 2 ? '2' : '1', daysAgo: i % 7, at: [1200 + i * 15, 0] })
    const { clusters } = detect(town)
    expect(clusters).toHaveLength(1)
    expect(clusters[0]?.where.communities).toEqual([
      { id: '1', tickets: 5 },
      { id: '2', tickets: 5 },
    ])
  })
  it('may be a long street: what touches is one cluster', () => {
    const town = quietCity()
    for (let i = 0; i < 24; i += 1)
      town.whistle({ community: String(1 + Math.floor(i / 3)), daysAgo: i % 7, at: [800 + i * 250, 0] })
    const { clusters } = detect(town)
    expect(clusters).toHaveLength(1)
    expect(clusters[0]?.observed).toBe(24)
    expect(clusters[0]?.where.communities).toHaveLength(8)
  })
  it('is two clusters where nothing lies between', () => {
    const town = quietCity()
    for (let i = 0; i < 8; i += 1) {
      town.whistle({ community: '1', daysAgo: i % 7, at: [800, i * 10] })
      town.whistle({ community: '8', daysAgo: i % 7, at: [6400, i * 10] })
    }
    const { clusters } = detect(town)
    expect(clusters.map(({ where }) => where.communities[0]?.id).toSorted()).toEqual(['1', '8'])
  })
  it('is the community where coordinates are missing, and says so', () => {
    const town = quietCity()
    for (let i = 0; i < 9; i += 1)
      town.whistle({ daysAgo: i % 7, ...(i < 4 && { at: [800 + i * 30, 0] as [number, number] }) })
    const [cluster] = detect(town).clusters
    expect(cluster?.observed).toBe(9)
    expect(cluster?.where.withoutCoordinates).toBe(5)
    expect(cluster?.explanation.zh).toContain('5件没有坐标，按所在村（社区）计')
  })
  it('needs no coordinates at all, nor a community that the city knows', () => {
    const town = quietCity()
    for (let i = 0; i < 9; i += 1) town.whistle({ community: 'unheard-of', daysAgo: i % 7 })
    const [cluster] = detect(town).clusters
    expect(cluster?.observed).toBe(9)
    expect(cluster?.where).toEqual({
      communities: [{ id: 'unheard-of', tickets: 9 }],
      withoutCoordinates: 9,
    })
  })
  it('may be new: then its region lends the expectation, and that is said', () => {
    const newPlace = { community: '9', at: [9 * 800, 0] as [number, number] }
    const town = quietCity()
    town.everySoOften(7, { at: [800, 0] }, 393, 0)
    for (let i = 0; i < 9; i += 1) town.whistle({ ...newPlace, daysAgo: i % 7 })
    const [cluster] = detect(town).clusters
    expect(cluster?.where.communities).toEqual([{ id: '9', tickets: 9 }])
    expect(cluster?.baseline).toMatchObject({ weeks: 0, tickets: 0, borrowed: 1, borrowedFrom: '150102' })
    expect(cluster?.explanation.zh).toContain('这里没有可比的历史，按所在地区平均')
    // A region that has more of it lends more.
    expect(cluster?.expected).toBeGreaterThan(0.05)
  })
  it('with a short past says how much is borrowed', () => {
    const town = quietCity()
    const young = { community: '9', at: [9 * 800, 0] as [number, number] }
    town.everySoOften(7, { at: [800, 0] }, 393, 0)
    town.everySoOften(14, young, 84, 28)
    for (let i = 0; i < 9; i += 1) town.whistle({ ...young, daysAgo: i % 7 })
    const [cluster] = detect(town).clusters
    expect(cluster?.baseline.weeks).toBeCloseTo(57 / 7, 1)
    expect(cluster?.explanation.zh).toContain('本地历史较短，应有件数的50%借用所在地区150102的平均')
  })
})

describe('the matter', () => {
  it('is the category where several of its items rise together', () => {
    const town = quietCity()
    for (let i = 0; i < 12; i += 1)
      town.whistle({ matter: `streets-${i % 4}`, daysAgo: i % 7, at: [800 + i * 20, 0] })
    const { clusters } = detect(town)
    expect(clusters).toHaveLength(1)
    expect(clusters[0]).toMatchObject({ level: 'category', category: 'streets', observed: 12 })
    expect(clusters[0]?.matters).toHaveLength(4)
  })
  it('is the single item where only that rises among others as ever', () => {
    const town = outbreak(9)
    town.everySoOften(5, { matter: 'paint', at: [800, 0] }, 393, 0)
    expect(detect(town).clusters).toMatchObject([{ level: 'matter', observed: 9 }])
  })
  it('of two clusters is never the same ticket', () => {
    const { whistles, city, asOf: now } = syntheticCity({ seed: 5, whistles: 6000, planted: 12 })
    const { clusters } = detectCommonIssues(whistles, { asOf: now, city })
    const tickets = clusters.flatMap((it) => it.tickets)
    expect(clusters.length).toBeGreaterThan(8)
    expect(new Set(tickets).size).toBe(tickets.length)
  })
})

describe('a run', () => {
  it('gives the same report whatever the order of the whistles', () => {
    const town = outbreak(9)
    const report = detect(town)
    expect(detect({ ...town, whistles: town.whistles.toReversed() })).toEqual(report)
  })
  it('keeps the id of a cluster that goes on, grows and moves with its window', () => {
    const town = outbreak(9)
    const before = detect(town).clusters
    for (let i = 0; i < 5; i += 1) town.whistle({ daysAgo: -4, at: [830, 0] })
    const later = { asOf: '2026-03-24T10:00:00.000Z' }
    const after = detect(town, { ...later, known: before }).clusters
    expect(after[0]?.id).toBe(before[0]?.id)
    expect(after[0]?.tickets.length).toBeGreaterThan(5)
    const another = detect(town, { ...later, known: [{ id: 'old', tickets: ['elsewhere'] }] }).clusters
    expect(another[0]?.id).toMatch(/^ci-[0-9a-f]{16}$/)
  })
  it('sees only what was whistled by its moment', () => {
    const town = outbreak(9)
    expect(detect(town, { asOf: '2026-03-10T10:00:00.000Z' }).clusters).toEqual([])
  })
  it('judges nothing before there is a past to compare with', () => {
    const town = quietCity()
    const young = { ...town, whistles: town.whistles.filter(({ at }) => at > '2026-02-01') }
    for (let i = 0; i < 9; i += 1) town.whistle({ daysAgo: i % 7 })
    const report = detect({ ...young, whistles: [...young.whistles, ...town.whistles.slice(-9)] })
    expect(report.clusters).toEqual([])
    expect(report.tooYoung?.zh).toContain('可比的历史不足')
    expect(detectCommonIssues([], { asOf, city: town.city }).tooYoung).toBeDefined()
  })
  it.each([
    { windowDays: [7, 3] },
    { windowDays: [] },
    { minTickets: 0 },
    { cellMetres: Number.NaN },
    { baselineDays: 1.5 },
    { asOf: 'yesterday' },
  ])('refuses %o with a reason', (options) => {
    const town = quietCity()
    expect(() => detect(town, options)).toThrow(DetectionOptionsError)
  })
})
