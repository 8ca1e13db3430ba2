import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { closed, rating, returnTo, whistled } from '../testing/scenario.ts'
import { cityWith, people, testCityData, testPolicy } from '../testing/test-city.ts'
import { figuresOf } from './figures-of.ts'
import { scorecardCsv } from './scorecard-csv.ts'
import { scorecardJson, scorecardOf } from './scorecard.ts'
import { writeCsv } from './write-csv.ts'

const { cityManagement, reviewer, secretary, supervisor } = people

const city = cityWith({})
const stories = [
  closed().when(secretary, rating(5)),
  closed()
    .when(secretary, rating(1, false))
    .when(cityManagement, { type: 'APPEAL_EVALUATION', rater: 'community', reason: '误评' })
    .when(supervisor, { type: 'DECIDE_APPEAL', rater: 'community', excluded: true, reason: '属实' }),
  whistled()
    .when(cityManagement, returnTo('water'))
    .when(reviewer, { type: 'CLAIM_REVIEW' })
    .when(reviewer, { type: 'UPHOLD_RETURN', toUnitId: 'water', explanation: '属供水' }),
]
const events = stories.flatMap((story, i) => story.events.map((event) => ({ ...event, ticketId: `t-${i}` })))
const figures = await figuresOf(events, { now: '2026-03-20T00:00:00.000Z', city })
const units = testCityData.units.map((unit) => ({
  ...unit,
  name: `${unit.id} 局`,
  nameEn: `Bureau ${unit.id}`,
}))
const scorecard = scorecardOf(figures, { units, filter: { from: '2026-03-01', to: '2026-03-31' } })

const table = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true })

describe('scorecard', () => {
  it('has a row per unit in the order of codes, and no person anywhere', () => {
    expect(scorecard.rows.map(({ unitId }) => unitId)).toEqual(['city-management', 'water'])
    const text = scorecardJson(scorecard) + scorecardCsv(scorecard)
    for (const { personId } of Object.values(people)) expect(text).not.toContain(personId)
  })
  it('writes every rate with numerator, denominator and percentage, with and without appealed ratings', () => {
    const { data, errors } = table(scorecardCsv(scorecard))
    expect(errors).toEqual([])
    const [row, water, all] = data
    expect(row).toMatchObject({
      单位编码: 'city-management',
      单位名称: 'city-management 局',
      统计截至: '2026-03-20 08:00',
      起: '2026-03-01',
      '退单率（按单）·分子': '1',
      '退单率（按单）·分母': '3',
      '退单率（按单）·比率': '33.3%',
      '社区评：满意率·比率': '50.0%',
      '社区评：满意率（不含申诉剔除）·分母': '1',
      '社区评：满意率（不含申诉剔除）·比率': '100.0%',
      '响应率·比率': '未配置',
      '社区评：三率加权': '未配置',
      '居民评：满意率·比率': '',
    })
    expect(water).toMatchObject({ 单位编码: 'water', 吹哨: '1' })
    expect(all).toMatchObject({ 单位编码: '', 单位名称: '全部', 吹哨: '3' })
  })
  it('speaks English too', () => {
    const [row] = table(scorecardCsv(scorecard, { language: 'en' })).data
    expect(row).toMatchObject({
      Unit: 'Bureau city-management',
      'Returns refused: numerator': '0',
      'Residents contacted in time: rate': 'not configured',
    })
  })
  it('shows configured rates', async () => {
    const configured = cityWith({
      profile: { ...testPolicy.profile, responseLimit: { amount: 1, unit: 'day' } },
      rateWeights: { response: 0, solved: 50, satisfied: 50 },
    })
    const shown = await figuresOf(events, { now: '2026-03-20T00:00:00.000Z', city: configured })
    const [row] = table(scorecardCsv(scorecardOf(shown, { units }))).data
    expect(row).toMatchObject({
      '响应率·分母': '2',
      '响应率·比率': '0.0%',
      '社区评：三率加权': '50.0%',
      '社区评：三率加权（不含申诉剔除）': '100.0%',
    })
  })
  it('keeps to the types of unit asked for, and shows a unit that the city no longer knows by its code', () => {
    const streets = scorecardOf(figures, { units, types: ['street'] })
    expect(streets.rows).toEqual([])
    expect(scorecardOf(figures, { units: [] }).rows.map(({ name }) => name)).toEqual([
      'city-management',
      'water',
    ])
  })
})

describe('CSV for Excel', () => {
  it('starts with a byte order mark and has no cell that runs as a formula', () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=HYPERLINK("x","a,b")']
    const csv = writeCsv([attacks, ['a "quoted", one', 'line\nbreak', ' edge ', undefined, -23.5]])
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const [cells, others] = Papa.parse<string[]>(csv.slice(1), { newline: '\r\n' }).data
    expect(cells).toEqual(attacks.map((text) => `'${text}`))
    expect(others).toEqual(['a "quoted", one', 'line\nbreak', ' edge ', '', '-23.5'])
  })
})
