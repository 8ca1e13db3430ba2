import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Matter } from '../../ticket/matter.ts'
import { matterIndex } from './matter-search.ts'

const matter = (code: string, name: string, synonyms: string[] = [], category = '市政'): Matter => ({
  code,
  name,
  synonyms,
  category,
  level: 'district',
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'none',
  resultEvidence: 'none',
})

const index = matterIndex([
  matter('JG-01', '井盖缺失、破损、移位', ['窨井盖', '井盖坏']),
  matter('LD-01', '道路路灯不亮', ['路灯坏'], '照明'),
  matter('ZD-01', '重点区域垃圾清运'),
  matter('CQ-01', '重庆路积水'),
  matter('XZ-01', '校长电话公示'),
  matter('CQ-02', '长期占道经营', ['路边摊']),
  matter('LJ-01', '生活垃圾清运不及时、垃圾桶满溢', ['垃圾没人收']),
  matter('LH-01', '绿化带缺株', [], '园林'),
])
const found = (query: string) => index.search(query).map((hit) => hit.matter.code)
const first = (query: string) => found(query)[0]

describe('what people type', () => {
  test.each([
    ['井盖破损', 'characters, though the name says more between them', 'JG-01'],
    ['jgp', 'initials across the parts of the name', 'JG-01'],
    ['jinggai', 'full pinyin', 'JG-01'],
    ['jing gai', 'pinyin with a space', 'JG-01'],
    ["jing'gai", 'pinyin with an apostrophe', 'JG-01'],
    ['jingg', 'pinyin, the last syllable not finished', 'JG-01'],
    ['井gai', 'characters and pinyin mixed', 'JG-01'],
    ['JINGGAI', 'capitals', 'JG-01'],
    ['ｊｇ－０１', 'a code in full-width letters', 'JG-01'],
    ['路灯坏', 'an everyday word', 'LD-01'],
    ['lubiantan', 'an everyday word in pinyin', 'CQ-02'],
    ['ldbl', 'initials within a name', 'LD-01'],
    ['垃圾满溢', 'characters with one left out', 'LJ-01'],
    ['lvhua', 'ü as v', 'LH-01'],
    ['园林 缺株', 'two words from different fields', 'LH-01'],
    ['我家门口的井盖坏了没人管', 'a whole sentence', 'JG-01'],
  ])('%s: %s', (query, _, code) => {
    expect(first(query)).toBe(code)
  })

  test('characters with more than one reading are read in their context', () => {
    expect(first('zhongdian')).toBe('ZD-01')
    expect(first('chongqing')).toBe('CQ-01')
    expect(first('xiaozhang')).toBe('XZ-01')
    expect(first('changqi')).toBe('CQ-02')
    expect(first('cq')).not.toBe('ZD-01')
  })

  test('a reading that does not fit is still found, but later', () => {
    expect(found('zhongqinglu')).toEqual(['CQ-01'])
    expect(found('zhong').indexOf('ZD-01')).toBeLessThan(found('zhong').indexOf('CQ-01'))
  })
})

describe('ranking', () => {
  const ranked = matterIndex([
    matter('A', '小区路灯不亮、线路老化'),
    matter('B', '路灯不亮'),
    matter('C', '照明', ['路灯']),
  ])

  test('prefers the name that is just that, then one with more to it, then a part of what was typed', () => {
    expect(ranked.search('路灯不亮').map((hit) => hit.matter.code)).toEqual(['B', 'A', 'C'])
    expect(ranked.search('路灯')[0]?.matter.code).toBe('C')
  })

  test('takes letters for initials first, and for a code only when a digit or a hyphen is typed, or all of it', () => {
    const clash = matterIndex([
      matter('JG-03', '道路路灯不亮'),
      matter('LD-01', '井盖缺失、破损、移位'),
      matter('LD', '楼道杂物'),
    ])
    const codes = (query: string) => clash.search(query).map((hit) => hit.matter.code)
    expect(codes('jg')).toEqual(['LD-01', 'JG-03'])
    expect(codes('jg-')).toEqual(['JG-03'])
    expect(codes('jg-03')).toEqual(['JG-03'])
    expect(codes('ld')[0]).toBe('LD')
  })

  test('says what matched and where', () => {
    expect(index.search('jgp')[0]?.matched).toEqual({
      field: 'name',
      text: '井盖缺失、破损、移位',
      ranges: [
        [0, 2],
        [5, 6],
      ],
    })
    expect(index.search('路灯坏')[0]?.matched).toMatchObject({ field: 'synonym', text: '路灯坏' })
  })

  test('keeps to the limit and answers nothing to nothing', () => {
    expect(index.search('l', { limit: 2 })).toHaveLength(2)
    expect(index.search('  　')).toEqual([])
    expect(index.search('火星登陆')).toEqual([])
  })
})

test('every name finds itself, and its full pinyin never fails', () => {
  const city = new URL('../../../../../examples/portal/city/matters.csv', import.meta.url)
  const names = readFileSync(city, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(',')[1] ?? [])
  const all = matterIndex(names.map((name, at) => matter(`M-${at}`, name)))
  for (const name of names) expect(all.search(name)[0]?.matter.name).toBe(name)
})

test('any text at all is a query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (query) => {
      for (const { score } of index.search(query)) expect(score).toBeGreaterThan(0)
    }),
  )
})

test('the matter of which more words fit comes before one that a single synonym names', () => {
  const few = matterIndex([matter('A', '打架', ['酒鬼']), matter('B', '井盖缺失', ['井盖', '井盖坏'])])
  expect(few.search('jg').map((hit) => hit.matter.code)).toEqual(['B', 'A'])
})

describe('a slip', () => {
  test.each([
    ['景盖破损', 'a character that sounds alike', 'JG-01'],
    ['井盖破孙', 'a wrong character', 'JG-01'],
    ['路不灯亮', 'characters swapped', 'LD-01'],
    ['zangqizandao', 'z for zh, twice', 'CQ-02'],
    ['daululudeng', 'a wrong letter', 'LD-01'],
    ['daoluldueng', 'letters swapped over the end of a syllable', 'LD-01'],
    ['xiaozandinhua', 'z for zh, n for ng, and a letter missing', 'XZ-01'],
    ['nvhuadaiquezhu', 'n for l', 'LH-01'],
    ['daonunudenbunian', 'l and ng not told apart, four times', 'LD-01'],
  ])('%s: %s', (query, _, code) => {
    const [hit] = index.search(query)
    expect(hit?.matter.code).toBe(code)
    expect(hit?.matched.loosely).toBe('slip')
  })

  test('comes after all that fits as typed, and marks what fits', () => {
    const both = matterIndex([matter('A', '路灯不亮'), matter('B', '路灯'), matter('C', '楼顶', [], '路灯')])
    expect(both.search('路灯').map((hit) => hit.matter.code)).toEqual(['B', 'A', 'C'])
    expect(both.search('路登不亮')[0]?.matched).toEqual({
      field: 'name',
      text: '路灯不亮',
      ranges: [[0, 4]],
      loosely: 'slip',
    })
  })

  test('is not looked for in two letters, where each may be any other, but two characters may sound alike', () => {
    expect(found('井改')).toEqual(['JG-01'])
    expect(found('jk')).toEqual([])
  })
})

test('ranking: code, start of the name, name, everyday word, category, slip', () => {
  const order = matterIndex([
    matter('F', '人行到破损路面'),
    matter('E', '树池', [], '人行道设施及附属'),
    matter('D', '砖松动', ['破的人行道地砖']),
    matter('C', '修补的人行道地砖'),
    matter('B', '人行道地砖的修补'),
    matter('人行道', '路缘石'),
  ])
  expect(order.search('人行道').map((hit) => hit.matter.code)).toEqual(['人行道', 'B', 'C', 'D', 'E', 'F'])
})

test('a sentence of which no word is on the list whole finds what shares its rare characters', () => {
  const [hit] = index.search('昨天晚上井边的盖板破得厉害')
  expect(hit?.matter.code).toBe('JG-01')
  expect(hit?.matched.loosely).toBe('words')
})

describe('preparing', () => {
  const many = Array.from({ length: 100 }, (_, at) => matter(`M-${at}`, `第${at}号井盖破损`))

  test('pauses again and again, and then finds what an index finds that was never prepared', async () => {
    const prepared = matterIndex(many)
    let pauses = 0
    await prepared.prepare(() => void (pauses += 1))
    expect(pauses).toBeGreaterThan(10)
    expect(prepared.search('jgps')).toEqual(matterIndex(many).search('jgps'))
  })

  test('does not make a search wait that comes before its end', async () => {
    const hasty = matterIndex(many)
    let heard = 0
    await hasty.prepare(() => void (heard ||= hasty.search('第99号').length))
    expect(heard).toBe(1)
    await hasty.prepare(() => expect.fail('it is prepared already'))
  })
})
