import { describe, expect, test } from 'vitest'
import type { Matter } from '../../ticket/matter.ts'
import type { Unit } from '../../ticket/unit.ts'
import { importMapping, issueText } from '../import/index.ts'
import { longList } from '../testing/matter-lists.ts'
import { checkMapping, indexMapping, type MappedLists } from './index.ts'

const matter = (code: string, level: Matter['level'], changes: Partial<Matter> = {}): Matter => ({
  code,
  name: code,
  synonyms: [],
  category: '市政',
  level,
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'none',
  resultEvidence: 'none',
  ...changes,
})
const days = (amount: number) => ({ amount, unit: 'day' }) as const
const city = [
  matter('C-1', 'city', { handleLimit: days(5) }),
  matter('C-2', 'city', { responsible: 'city-water' }),
]
const district = [matter('D-1', 'district', { handleLimit: days(4) }), matter('D-2', 'district')]
const units: Unit[] = [
  { id: 'city-water', name: '水务', type: 'cityDepartment', regionCode: '150100', duty: 'water' },
  { id: 'd-water', name: '区水务', type: 'districtDepartment', regionCode: '150102', parentId: 'city-water' },
]
const links = (...pairs: string[]) => ({
  links: pairs.map((pair) => {
    const [lower = '', upper = ''] = pair.split(' ')
    return { district: lower, city: upper }
  }),
})
const found = (pairs: string[], changes: Partial<MappedLists> = {}) =>
  checkMapping({ city, district, mapping: links(...pairs), ...changes }).map((it) => [
    it.code,
    it.matterCode,
    it.link,
  ])

test('is looked up in both directions, many to many', () => {
  const index = indexMapping(links('D-1 C-1', 'D-1 C-2', 'D-2 C-1', 'D-2 C-1'))
  expect(index.cityItemsOf('D-1')).toEqual(['C-1', 'C-2'])
  expect(index.districtItemsOf('C-1')).toEqual(['D-1', 'D-2'])
  expect(index.cityItemsOf('D-9')).toEqual([])
})

describe('a mapping is held to both lists', () => {
  test('has no fault where every item stands for one of the same function, in time', () => {
    expect(found(['D-1 C-1', 'D-2 C-1'])).toEqual([])
  })

  test('unmapped items, unknown codes, links that are there twice and codes in both lists are found', () => {
    expect(found(['D-1 C-1', 'D-9 C-1', 'D-1 C-9', 'D-1 C-1'])).toEqual([
      ['unknownDistrictItem', 'D-9', 1],
      ['unknownCityItem', 'C-9', 2],
      ['repeatedLink', 'D-1', 3],
      ['unmapped', 'D-2', undefined],
    ])
    expect(found(['D-1 C-1', 'D-2 C-1'], { city: [...city, matter('D-1', 'city')] })).toEqual([
      ['codeInBothLists', 'D-1', undefined],
    ])
  })

  test('a district may not take longer than the city promises', () => {
    const slow = [
      matter('D-1', 'district', { handleLimit: days(6), acceptLimit: days(1) }),
      ...district.slice(1),
    ]
    const faults = checkMapping({ city, district: slow, mapping: links('D-1 C-1', 'D-2 C-1') })
    expect(faults).toEqual([
      {
        code: 'longerLimit',
        severity: 'error',
        link: 0,
        matterCode: 'D-1',
        message: {
          zh: '办理时限 6 天（自然日）长于市级事项“C-1”的 5 天（自然日）',
          en: 'the handle limit of 6 calendar days is longer than the 5 calendar days of the city\'s "C-1"',
        },
        allowed: { zh: '不长于 5 天（自然日）', en: 'at most 5 calendar days' },
      },
    ])
    const working = [
      matter('D-1', 'district', { handleLimit: { amount: 4, unit: 'workingDay' } }),
      ...district.slice(1),
    ]
    const [perhaps] = checkMapping({ city, district: working, mapping: links('D-1 C-1', 'D-2 C-1') })
    expect([perhaps?.code, perhaps?.severity]).toEqual(['sometimesLongerLimit', 'warning'])
  })

  test('a limit that an item has not is the profile’s', () => {
    const profile = { acceptLimit: days(1), handleLimit: days(7) }
    expect(found(['D-1 C-1', 'D-2 C-1'], { profile })).toEqual([['longerLimit', 'D-2', 1]])
  })

  test('another responsible function is a warning, and a branch of the city’s department has its function', () => {
    expect(found(['D-1 C-2', 'D-2 C-1'], { units })).toEqual([['otherResponsible', 'D-1', 0]])
    const branch = [matter('D-1', 'district', { responsible: 'd-water' }), ...district.slice(1)]
    expect(found(['D-1 C-2', 'D-2 C-1'], { units, district: branch })).toEqual([])
    const duty = [matter('D-1', 'district', { responsible: 'duty:water' }), ...district.slice(1)]
    expect(found(['D-1 C-2', 'D-2 C-1'], { units, district: duty })).toEqual([])
  })

  test('4,779 district items and 1,568 city items are checked at once', () => {
    const [upper, lower] = [longList('city', 1568), longList('district', 4779)]
    const mapping = {
      links: lower.map(({ code }, at) => ({ district: code, city: upper[at % 1568]?.code ?? '' })),
    }
    const faults = checkMapping({ city: upper, district: lower, mapping })
    const longer = lower.filter(
      (it, at) => (it.acceptLimit?.amount ?? 0) > (upper[at % 1568]?.acceptLimit?.amount ?? 0),
    )
    expect(faults.filter(({ message }) => message.zh.startsWith('签收时限'))).toHaveLength(longer.length)
    expect(faults.filter(({ code }) => code === 'unmapped' || code.startsWith('unknown'))).toEqual([])
    const index = indexMapping(mapping)
    expect(index.districtItemsOf('C-0001')).toEqual(['D-0001', 'D-1569', 'D-3137', 'D-4705'])
  })
})

describe('a mapping from a file', () => {
  const lists = { city, district }
  const said = (file: string) => {
    const result = importMapping(file, { lists })
    const issues = result.ok ? result.warnings : result.errors
    return issues.map((it) => issueText(it).zh.replace(/；应为.*/, ''))
  }

  test('is read from CSV, with several city items in a row, and from JSON', () => {
    const mapping = links('D-1 C-1', 'D-1 C-2', 'D-2 C-1')
    expect(importMapping('区级事项编码,市级事项编码\nD-1,C-1|C-2\nD-2,C-1\n')).toEqual({
      ok: true,
      warnings: [],
      mapping,
    })
    expect(importMapping(JSON.stringify(mapping), { lists: { ...lists, units } })).toMatchObject({
      ok: true,
      mapping,
    })
    expect(importMapping(JSON.stringify(mapping.links))).toEqual({ ok: true, warnings: [], mapping })
  })

  test('has its faults told by row and column, those of its meaning with those of its form', () => {
    expect(said('district,city\nD-1,C-1\nD-9,C-1\nD-2,C-1、C-8\nD-2,\nD-1,C-1\nD 1,C-1\n')).toEqual([
      '第 3 行“district”列 (A3)：区级清单没有事项“D-9”',
      '第 4 行“city”列 (B4)：市级清单没有事项“C-8”',
      '第 5 行“city”列 (B5)：不能为空',
      '第 6 行“city”列 (B6)：“D-1”对应“C-1”写了两次',
      '第 7 行“district”列 (A7)：“D 1”格式不对',
    ])
  })

  test('has the faults of JSON told by path', () => {
    const items = [{ district: 'D-1', city: 'C-9', note: 'x' }, { district: 'D-2' }]
    expect(said(JSON.stringify({ links: items }))).toEqual([
      '$.links[0].city：市级清单没有事项“C-9”',
      '$.links[1].city：不能为空',
    ])
  })

  test('tells of unmapped items as warnings', () => {
    expect(said('district,city\nD-1,C-1\n')).toEqual(['文件：区级事项“D-2 D-2”没有对应的市级事项'])
  })
})
