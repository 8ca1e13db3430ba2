import { describe, expect, test } from 'vitest'
import type { Unit } from '../../ticket/unit.ts'
import { unitIndex } from './unit-search.ts'

const unit = (id: string, name: string, nameEn?: string): Unit => ({
  id,
  name,
  type: 'cityDepartment',
  regionCode: '150100',
  ...(nameEn && { nameEn }),
})

const index = unitIndex([
  unit('management', '市城市管理综合执法局', 'City Management and Law Enforcement Bureau'),
  unit('housing', '市住房和城乡建设局', 'Housing and Urban-Rural Development Bureau'),
  unit('police', '市公安局', 'Public Security Bureau'),
  unit('power', '青城供电公司', 'Qingcheng Power'),
  unit('station', '玉泉区城管驿站'),
])
const found = (query: string) => index.search(query).map((hit) => hit.unit.id)

describe('how people call a unit', () => {
  test.each([
    ['住建', 'characters that stand further apart in the name', 'housing'],
    ['gongan', 'pinyin', 'police'],
    ['ga', 'initials', 'police'],
    ['gd', 'initials within the name', 'power'],
    ['zfhcx', 'initials without the first character', 'housing'],
    ['zjj', 'initials of a short form', 'housing'],
    ['供d', 'a character and an initial', 'power'],
    ['public sec', 'English', 'police'],
    ['urban-rural', 'English with a sign', 'housing'],
  ])('%s finds by %s', (query, _, id) => {
    expect(found(query)[0]).toBe(id)
  })

  test('a name that holds it in one piece comes before one that holds it apart', () => {
    expect(found('城管')).toEqual(['station', 'management'])
  })

  test('what was found is marked in the name', () => {
    const [hit] = index.search('住建')
    expect(hit?.matched).toEqual({
      field: 'name',
      text: '市住房和城乡建设局',
      ranges: [
        [1, 2],
        [6, 7],
      ],
    })
    expect(index.search('law enf')[0]?.matched.ranges).toEqual([[20, 27]])
  })

  test('what nobody is called finds nothing, and neither does nothing', () => {
    expect(found('气象')).toEqual([])
    expect(found('qqq')).toEqual([])
    expect(found(' ')).toEqual([])
  })
})
