import { describe, expect, it } from 'vitest'
import { loadDemoCity } from '../server/city.ts'
import { seedCases } from './cases.ts'
import { place } from './places.ts'

const { data } = await loadDemoCity()
const locations = seedCases.flatMap(({ steps }) =>
  steps.flatMap(({ command }) => ('draft' in command ? (command.draft?.location ?? []) : [])),
)
const kmPerDegree = 111

describe('the places of the demo', () => {
  it('lie apart: only the same address is the same point', () => {
    const addresses = new Map<string, Set<string>>()
    for (const { lng, lat, address, communityId } of locations) {
      expect(lng).toBeTypeOf('number')
      const point = `${lng} ${lat}`
      addresses.set(point, (addresses.get(point) ?? new Set()).add(`${communityId} ${address}`))
    }
    expect([...addresses.values()].filter((it) => it.size > 1)).toEqual([])
  })

  it('lie together where they are of one community, and each community apart from the next', () => {
    const communities = data.units.filter(({ type }) => type === 'community').map(({ id }) => id)
    const points = communities.map((id) => place(id, ''))
    expect(new Set(points.map(({ lng, lat }) => `${lng} ${lat}`)).size).toBe(communities.length)
    for (const { lng = 0, lat = 0, communityId = '' } of locations) {
      const { lng: there = 0, lat: here = 0 } = place(communityId, '')
      expect(Math.hypot(lat - here, (lng - there) * 0.76) * kmPerDegree).toBeLessThan(1)
    }
  })

  it('are the same at every start', () => {
    expect(place('tuzuo-s1-c2', '村口')).toEqual(place('tuzuo-s1-c2', '村口'))
  })
})
