import { describe, expect, it } from 'vitest'
import { compareBeforeAfter, type ComparedCategory } from './before-after.ts'
import { importHotlineCounts } from './import-hotline.ts'

const csv = `类别,周期,数量
市容市貌,2025年7月,"1,200"
市容市貌,2025年8月,"1,300"
市容市貌,2026年7月,900
市容市貌,2026年8月,1025
物业服务,2025-07,500
物业服务,2025-08,500
物业服务,2026-07,410
物业服务,2026-08,410
噪声,2025-07,3
噪声,2025-08,4
噪声,2026-07,5
噪声,2026-08,2
充电桩,2025-07,0
充电桩,2025-08,0
充电桩,2026-07,12
充电桩,2026-08,30
供热,2025-07,7
供热,2026-07,9
`
const imported = importHotlineCounts(csv)
const counts = imported.ok ? imported.counts : []
const summers = { before: ['2025-07', '2025-08'], after: ['2026-07', '2026-08'] }

function compared(more: Partial<Parameters<typeof compareBeforeAfter>[0]> = {}) {
  const result = compareBeforeAfter({ counts, ...summers, ...more })
  if (!result.ok) throw new Error(result.faults.map(({ code }) => code).join())
  const named = (name: string) => result.comparison.categories.find((it) => it.category === name)
  return { ...result.comparison, named: (name: string) => named(name) as ComparedCategory }
}

describe('before and after', () => {
  it("shows the seed's changes: 市容市貌 −23 %, 物业服务 −18 %", () => {
    const { named } = compared()
    expect(named('市容市貌')).toMatchObject({ before: 2500, after: 1925, warnings: [] })
    expect(named('市容市貌').change).toBeCloseTo(-0.23)
    expect(named('物业服务').change).toBeCloseTo(-0.18)
    expect(named('物业服务').text).toEqual({
      zh: '物业服务：2025-07 至 2025-08 1,000 件，2026-07 至 2026-08 820 件，变化 −18.0 %（95% 区间 −25.2 % 至 −10.1 %）。仅为前后对比，不说明原因。',
      en: '物业服务: 1,000 in 2025-07 to 2025-08, 820 in 2026-07 to 2026-08, change −18.0 % (95% interval −25.2 % to −10.1 %). A comparison of before and after; it does not say why.',
    })
  })
  it('never says why', () => {
    const { categories, total } = compared()
    const causal =
      /因为|由于|导致|使得|得益|归功|成效|促使|因此|归因|because|due to|thanks to|caused|led to|effect|owing|result of|driven/iu
    for (const { text } of [...categories, total]) {
      expect(text.zh).not.toMatch(causal)
      expect(text.en).not.toMatch(causal)
      expect(text.zh).toContain('不说明原因')
      expect(text.en).toContain('does not say why')
    }
  })
  it('warns where numbers are small, where nothing was before, and where periods are missing', () => {
    const { named, total } = compared()
    expect(named('噪声').warnings).toEqual(['smallNumbers', 'withinChance'])
    expect(named('充电桩')).toMatchObject({ before: 0, after: 42, warnings: ['noBaseline', 'smallNumbers'] })
    expect(named('充电桩')).not.toHaveProperty('change')
    expect(named('供热')).toMatchObject({
      missing: ['2025-08', '2026-08'],
      warnings: ['missingPeriods', 'smallNumbers'],
    })
    expect(named('供热')).not.toHaveProperty('change')
    expect(total).toMatchObject({ before: 3507, after: 2794, missing: [] })
  })
  it('compares times of different length by the day, and says so', () => {
    const even = [
      { category: '市容市貌', period: '2026-02', count: 2800 },
      { category: '市容市貌', period: '2026-03', count: 3100 },
    ]
    const { named } = compared({ counts: even, before: ['2026-02'], after: ['2026-03'] })
    expect(named('市容市貌').change).toBeCloseTo(0)
    expect(named('市容市貌').warnings).toEqual(['differentLength', 'withinChance'])
  })
  it('refuses a question that has no answer, with every fault', () => {
    const codes = (before: string[], after: string[]) => {
      const result = compareBeforeAfter({ counts, before, after })
      return result.ok ? [] : result.faults.map(({ code }) => code)
    }
    expect(codes([], ['2026-13', 'soon'])).toEqual(['noPeriods', 'unknownPeriod', 'unknownPeriod'])
    expect(codes(['2026-Q1'], ['2026-03'])).toEqual(['overlap'])
    expect(codes(['2026-08'], ['2026-07'])).toEqual(['wrongOrder'])
  })
})

describe("the hotline's counts", () => {
  it('are read from JSON too', () => {
    const json = JSON.stringify({ counts: [{ category: '市容市貌', period: '2026-Q1', count: 7 }] })
    expect(importHotlineCounts(json)).toMatchObject({
      ok: true,
      counts: [{ category: '市容市貌', period: '2026-Q1', count: 7 }],
    })
  })
  it('tell every fault with its place at once, and import nothing', () => {
    const faulty = `类别,月份,件数
市容市貌,2026年13月,12
,2026-01,一千
物业服务,2026-01,5
物业服务,2026年1月,-6
物业服务,2026/1,6
`
    const result = importHotlineCounts(faulty)
    expect(result.ok).toBe(false)
    const errors = result.ok ? [] : result.errors
    expect(
      errors.map(({ code, place }) => [code, place.in === 'sheet' && `${place.row} ${place.column}`]),
    ).toEqual([
      ['malformed', '2 period'],
      ['empty', '3 category'],
      ['malformed', '3 count'],
      ['malformed', '5 count'],
      ['duplicate', '6 period'],
    ])
    for (const { message, allowed } of errors)
      expect([message.zh, message.en, allowed.zh, allowed.en].every(Boolean)).toBe(true)
  })
  it('tell faults in JSON by their path', () => {
    const json =
      '[{"category":"a","period":"2026-13","count":1},{"category":"b","period":"soon","count":1.5}]'
    const result = importHotlineCounts(json)
    expect(result.ok ? [] : result.errors.map(({ place }) => place.in === 'json' && place.path)).toEqual([
      '$[0].period',
      '$[1].period',
      '$[1].count',
    ])
  })
  it('come in GB18030 from a Chinese Excel', () => {
    // 类别,周期,数量 / 噪声,2026-03,8
    const header = [
      0xc0, 0xe0, 0xb1, 0xf0, 0x2c, 0xd6, 0xdc, 0xc6, 0xda, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a,
    ]
    const line = [0xd4, 0xeb, 0xc9, 0xf9, ...new TextEncoder().encode(',2026-03,8\r\n')]
    expect(importHotlineCounts(Uint8Array.from([...header, ...line]))).toMatchObject({
      ok: true,
      counts: [{ category: '噪声', period: '2026-03', count: 8 }],
    })
  })
})
