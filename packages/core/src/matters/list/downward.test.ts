import { expect, test } from 'vitest'
import { testCityData } from '../../testing/test-city.ts'
import type { Matter } from '../../ticket/matter.ts'
import type { Unit } from '../../ticket/unit.ts'
import { downwardAssignments } from './downward.ts'

const [sample] = testCityData.matters
const matter = (changes: Partial<Matter>): Matter[] => (sample ? [{ ...sample, ...changes }] : [])
const found = (changes: Partial<Matter>, units: Unit[] = testCityData.units) =>
  downwardAssignments(matter(changes), units).map(({ field, name, communities }) => [
    field,
    name,
    communities.map(({ id }) => id),
  ])

test('a community may lead, or assist with, nothing that a street or a department starts', () => {
  expect(found({ route: 'department', responsible: 'community-1' })).toEqual([
    ['responsible', 'community-1', ['community-1']],
  ])
  expect(found({ route: 'street', responsible: 'community-2' })).toHaveLength(1)
  expect(found({ coUnits: ['police', 'community-1', 'community-2'] }).map(([field]) => field)).toEqual([
    'coUnits',
    'coUnits',
  ])
})

test('its own matters may name it, and departments, streets and unknown names are no communities', () => {
  expect(found({ route: 'selfGovernance', responsible: 'community-1', coUnits: ['community-2'] })).toEqual([])
  expect(found({ responsible: 'duty:water', coUnits: ['street-1', 'nobody', 'duty:nobody'] })).toEqual([])
  expect(downwardAssignments(testCityData.matters, testCityData.units)).toEqual([])
})

test('a duty that comes down to communities is told with them, only where no department has it', () => {
  const grid = testCityData.units.map((it) => (it.type === 'community' ? { ...it, duty: 'grid' } : it))
  expect(found({ responsible: 'duty:grid' }, grid)).toEqual([['responsible', 'duty:grid', ['community-1']]])
  const bureau: Unit = {
    id: 'bureau',
    name: '局',
    type: 'districtDepartment',
    regionCode: '150102',
    duty: 'grid',
  }
  expect(found({ responsible: 'duty:grid' }, [bureau, ...grid])).toEqual([])
})

test('the explanation names the community and the route', () => {
  const [it] = downwardAssignments(matter({ responsible: 'community-1' }), testCityData.units)
  expect(it?.explanation).toEqual({
    zh: '“community-1”是community-1，属于社区（村），不能主办由部门办理的事项（摊派）',
    en: '"community-1" is a community, community-1, and may not lead a matter of the route department (downward assignment)',
  })
})
