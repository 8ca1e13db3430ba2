import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonal, hidePersonal, personalKinds, type PersonalKind } from './find-personal.ts'

const digitsOf = (text: string) =>
  text
    .replaceAll(/[０-９]/g, (it) => String.fromCharCode(it.charCodeAt(0) - 0xfee0))
    .replaceAll(/[^0-9]/g, '')
const digit = fc.integer({ min: 0, max: 9 }).map(String)
const digits = (n: number) => fc.array(digit, { minLength: n, maxLength: n }).map((all) => all.join(''))
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), digits(9))
  .map(([second, rest]) => `1${second}${rest}`)
const fullWidth = (text: string) =>
  text.replaceAll(/[0-9]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))
/** As people write a number: plain, in groups, with a country code, in full-width digits. */
const written = fc
  .tuple(
    mobile,
    fc.constantFrom('', ' ', '-', '.', '·'),
    fc.constantFrom('', '+86', '+86 ', '86-'),
    fc.boolean(),
  )
  .map(([number, separator, code, wide]) => {
    const grouped = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(separator)
    const text = code + grouped
    return { number, text: wide ? fullWidth(text) : text }
  })
/** Around a number stands anything but further digits. */
const around = fc.string({ unit: fc.constantFrom(...'路灯不亮请修 ，。(:电话abc\n') })

describe('personal data in free text', () => {
  const typed: [string, PersonalKind, string][] = [
    ['请联系13800000000，在家', 'phone', '13800000000'],
    ['138-0000-0000', 'phone', '138-0000-0000'],
    ['3 13800000000号', 'phone', '13800000000'],
    ['１３８００００００００', 'phone', '１３８００００００００'],
    ['办公室0471-5550000', 'phone', '0471-5550000'],
    ['（0471）5550000', 'phone', '（0471）5550000'],
    ['座机 5550000', 'phone', '5550000'],
    ['身份证150102199001010000', 'idNumber', '150102199001010000'],
    ['15010219900101000X', 'idNumber', '15010219900101000X'],
    ['150102900101000', 'idNumber', '150102900101000'],
    ['卡号6222020000000000000', 'bankCard', '6222020000000000000'],
    ['微信 zhang_san01', 'account', 'zhang_san01'],
    ['qq号123456', 'account', '123456'],
    ['a.b@example.cn', 'email', 'a.b@example.cn'],
    ['蒙A·12345 占道', 'plate', '蒙A·12345'],
    ['蒙AD12345', 'plate', '蒙AD12345'],
    ['3号楼2单元501室', 'room', '2单元501室'],
    ['3-2-501漏水', 'room', '-2-501'],
    ['（138）00001234', 'phone', '（138）00001234'],
    ['+86(138)00001234', 'phone', '+86(138)00001234'],
    ['013800001234', 'phone', '013800001234'],
    ['138  0000  1234', 'phone', '138  0000  1234'],
    ['138\t0000\n1234', 'phone', '138\t0000\n1234'],
    ['138\u00a00000\u200b1234', 'phone', '138\u00a00000\u200b1234'],
    ['138 - 0000 - 1234', 'phone', '138 - 0000 - 1234'],
    ['138--0000--1234', 'phone', '138--0000--1234'],
    ['138/0000/1234', 'phone', '138/0000/1234'],
    ['138，0000，1234', 'phone', '138，0000，1234'],
    ['0471--5550000', 'phone', '0471--5550000'],
    ['+852 9123 4567', 'phone', '+852 9123 4567'],
    ['zhang.san@例子.中国', 'email', 'zhang.san@例子.中国'],
    ['電話5550000', 'phone', '5550000'],
    ['wx: zhangsan1', 'account', 'zhangsan1'],
    ['WX zhangsan1', 'account', 'zhangsan1'],
    ['v信 zhangsan1', 'account', 'zhangsan1'],
    ['护照E12345678', 'idNumber', 'E12345678'],
    ['A座1203', 'room', '1203'],
    ['3号楼1203', 'room', '1203'],
    ['三单元501', 'room', '三单元501'],
    ['三单元五楼东户', 'room', '三单元五楼东户'],
    ['1203房', 'room', '1203房'],
    ['5-1203', 'room', '-1203'],
    ['12#1203', 'room', '1203'],
    ['王女士反映', 'person', '王女士'],
    ['欧阳先生来电', 'person', '欧阳先生'],
  ]
  it.each(typed)('%s holds a %s', (text, kind, found) => {
    const findings = findPersonal(text, personalKinds).map((it) => ({ kind: it.kind, text: it.text }))
    expect(findings).toEqual([{ kind, text: found }])
    const [finding] = findPersonal(text, personalKinds)
    expect(text.slice(finding?.start, finding?.end)).toBe(found)
  })

  it.each([
    '灯杆 150102003456 不亮',
    '2026-03-02 施工至今，已 12345 天',
    '3 号楼东侧 200 米，井盖编号 20260302001',
    '下水道堵了，水漫过 15 厘米',
    '6222020000000000001',
    '400-123-4567 打不通',
    '工单 WX20260302001',
    'GD-5-1203',
    '2026/03/02 13:45',
    '5-10 天，10-200 米，5-1000 元',
    '1,380,000 元',
    '111.6700, 40.8400',
    '139.1234, 40.8412',
    'G110 国道 K138+500',
    '3号楼2026年建成',
    '3号楼1200平米',
    '1203房屋',
  ])('nothing personal in %s', (text) => expect(findPersonal(text, personalKinds)).toEqual([]))

  it('is found where nothing else of the text has a letter or a digit', () => {
    const shortest: [string, PersonalKind, string][] = [
      ['电话1234567', 'phone', '1234567'],
      ['护照E1234567', 'idNumber', 'E1234567'],
      ['4111111111111111', 'bankCard', '4111111111111111'],
      ['微信abcde', 'account', 'abcde'],
      ['微信 a-b_c', 'account', 'a-b_c'],
      ['a@例.公司', 'email', 'a@例.公司'],
      ['蒙A12345', 'plate', '蒙A12345'],
      ['三单元', 'room', '三单元'],
      ['王女士', 'person', '王女士'],
    ]
    const found = shortest.map(([text, kind]) => findPersonal(text, [kind]).map((it) => it.text))
    expect(found).toEqual(shortest.map(([, , part]) => [part]))
  })

  it('leaves plates and flats alone unless asked: they may be the matter', () => {
    const text = '蒙A12345 堵住 2单元 门口'
    expect(findPersonal(text)).toEqual([])
    expect(hidePersonal(text, { kinds: personalKinds })).toBe('*** 堵住 *** 门口')
  })

  it('lets no telephone number through, however it is written and whatever stands around it', () => {
    fc.assert(
      fc.property(written, around, around, ({ number, text }, before, after) => {
        const hidden = hidePersonal(`${before} ${text} ${after}`)
        expect(digitsOf(hidden)).not.toContain(number)
        expect(digitsOf(hidden)).toBe('')
      }),
    )
  })

  it('lets no identity number through', () => {
    const birthday = fc.date({
      min: new Date('1930-01-01'),
      max: new Date('2025-12-31'),
      noInvalidDate: true,
    })
    const number = fc
      .tuple(
        fc.integer({ min: 110000, max: 659999 }),
        birthday,
        digits(3),
        fc.constantFrom(...'0123456789Xx'),
      )
      .map(
        ([region, born, order, check]) =>
          `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}${check}`,
      )
    fc.assert(
      fc.property(number, around, (id, before) => {
        expect(digitsOf(hidePersonal(`${before}${id} `))).toBe('')
      }),
    )
  })

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'1380 -王女士电话单元室蒙A@.') }), (text) => {
        const once = hidePersonal(text, { kinds: personalKinds })
        expect(hidePersonal(once, { kinds: personalKinds })).toBe(once)
      }),
    )
  })

  it.each(['1', 'a', '一', ' ', '138-', '(', '1 3', '一单', 'a@', '例@'])('takes linear time: %s', (part) => {
    const start = performance.now()
    hidePersonal(part.repeat(100_000 / part.length), { kinds: personalKinds })
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('leaves out a name that is known', () => {
    expect(hidePersonal('某居民说路灯不亮，请找某居民', { names: ['某居民', undefined] })).toBe(
      '***说路灯不亮，请找***',
    )
  })
})
