// The matter list is found by what people say on the phone, not by what the list calls it.
import { matterIndex } from '@chuishao/core/matters/search'
import { describe, expect, it } from 'vitest'
import { loadDemoCity } from './city.ts'

const { data } = await loadDemoCity()
const index = matterIndex(data.matters)
const found = (query: string, limit: number) =>
  index.search(query, { limit }).map(({ matter }) => matter.code)

describe('the words that people type', () => {
  it.each([
    ['噪音', 'ZS-03'],
    ['zaoyin', 'ZS-03'],
    ['扰民', 'ZS-03'],
    ['施工噪音', 'ZS-01'],
    ['楼上太吵', 'ZS-03'],
    ['广场舞扰民', 'LH-11'],
    ['变压器噪音', 'GD-05'],
    ['货车噪音', 'TC-09'],
    ['换热站噪音', 'GR-07'],
    ['没水', 'GS-01'],
    ['停水', 'GS-01'],
    ['没电', 'GD-01'],
    ['停电了', 'GD-01'],
    ['没暖气', 'GR-01'],
    ['不热', 'GR-01'],
    ['跑水', 'GS-04'],
    ['漏水', 'GS-04'],
    ['漏水', 'FW-05'],
    ['下水道堵了', 'GS-07'],
    ['停气', 'RQ-04'],
    ['煤气泄漏', 'RQ-01'],
    ['黑车', 'TC-11'],
    ['堵车', 'TC-01'],
    ['乱停车', 'TC-01'],
    ['僵尸车', 'SR-09'],
    ['狗咬', 'LJ-04'],
    ['gouyao', 'LJ-03'],
    ['流浪狗', 'LJ-04'],
    ['垃圾', 'HW-01'],
    ['臭味', 'ZS-07'],
    ['下水道臭', 'GS-07'],
    ['电梯坏了', 'WY-01'],
    ['路灯不亮', 'JG-03'],
    ['马葫芦', 'JG-01'],
    ['jg', 'JG-01'],
    ['断网', 'GD-10'],
    ['扔东西', 'XF-10'],
    ['讨薪', 'MS-01'],
    ['被骗了', 'LJ-05'],
    ['小偷', 'LJ-06'],
    ['学校门口的井盖坏了', 'JG-01'],
  ])('%s is among the first five for %s', (query, code) => {
    expect(found(query, 5)).toContain(code)
  })

  it('噪音 and 噪声 find the same matters', () => {
    const named = data.matters.filter(({ name }) => name.includes('噪声')).map(({ code }) => code)
    expect(named.length).toBeGreaterThan(5)
    expect(found('噪音', 30)).toEqual(expect.arrayContaining(named))
    expect(found('噪声', 30)).toEqual(expect.arrayContaining(named))
  })

  it('still finds every matter first by its own name', () => {
    const lost = data.matters.filter(({ name, code }) => found(name, 1)[0] !== code)
    expect(lost).toEqual([])
  })
})
