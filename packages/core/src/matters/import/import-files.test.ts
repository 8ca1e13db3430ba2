import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Unit } from '../../ticket/unit.ts'
import { encodeText } from './encoding.ts'
import { importMatters, importMattersCsv, importUnitsCsv, issueText, type ImportIssue } from './index.ts'

const header =
  'code,name,synonyms,category,level,route,responsible,coUnits,acceptLimit,handleLimit,whistleEvidence,resultEvidence,closingConditions,procedure,legalBasis'
const line =
  'JG-01,井盖破损,井盖|窨井盖,市政,district,department,duty:cm,duty:water|u-1,1 hour,4小时,none,required,已复位,,'
const text = `${header}\n${line}\n`
const imported = {
  code: 'JG-01',
  name: '井盖破损',
  synonyms: ['井盖', '窨井盖'],
  category: '市政',
  level: 'district',
  route: 'department',
  responsible: 'duty:cm',
  coUnits: ['duty:water', 'u-1'],
  acceptLimit: { amount: 1, unit: 'hour' },
  handleLimit: { amount: 4, unit: 'hour' },
  whistleEvidence: 'none',
  resultEvidence: 'required',
  closingConditions: '已复位',
}

const lines = (issues: ImportIssue[]) => issues.map((issue) => `${issue.code} ${issueText(issue).zh}`)
const read = (bytes: Uint8Array | string, units?: Unit[]) => {
  const result = importMatters(bytes, units ? { units } : {})
  return result.ok ? result : expect.fail(lines(result.errors).join('\n'))
}
const matters = (bytes: Uint8Array | string, units?: Unit[]) => read(bytes, units).matters
const warnings = (bytes: Uint8Array | string) => lines(read(bytes).warnings)
const faults = (bytes: Uint8Array | string, units?: Unit[]) => {
  const result = importMatters(bytes, units ? { units } : {})
  return result.ok ? [] : lines(result.errors)
}

describe('files as they come', () => {
  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with BOM', encodeText(text, 'utf-8')],
    ['GB18030', encodeText(text, 'gb18030')],
    ['GB18030 with its BOM', encodeText(`\uFEFF${text}`, 'gb18030')],
    ['Excel’s “Unicode text”: UTF-16 with tabs', encodeText(text.replaceAll(',', '\t'), 'utf-16le')],
    ['UTF-16 the other way round', encodeText(text, 'utf-16be')],
    ['UTF-16 without BOM', encodeText(text, 'utf-16le').slice(2)],
    ['UTF-16 the other way round, without BOM', encodeText(text, 'utf-16be').slice(2)],
    ['a string with BOM', `\uFEFF${text}`],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', text.replaceAll('\n', '\r')],
    ['semicolons', text.replaceAll(',', ';')],
    ['full-width commas', text.replaceAll(',', '，')],
    ['a line that orders the separator', `sep=;\r\n${text.replaceAll(',', ';')}`],
    ['a quoted line that orders the separator', `"sep=,"\n${text}`],
    ['no last line end', text.trimEnd()],
    ['empty lines at the end', `${text}\r\n,,,,,,,,,,,,,,\n　\n\n`],
    ['empty columns at the end', text.replaceAll('\n', ',,　,\n')],
    ['full-width spaces around cells', text.replace('井盖破损', '　井盖破损　 ')],
    ['hard spaces around cells', text.replace('井盖破损', '\u00A0井盖破损\u00A0')],
    ['quoted cells', text.replace('井盖破损', '"井盖破损"')],
    ['full-width letters in codes', text.replace('JG-01', 'ＪＧ－０１')],
    ['letters that nobody sees in codes', text.replace('JG-01', '\u200BJG-01\uFEFF')],
    [
      'full-width letters and spaces in headers',
      text.replace('code', 'ｃｏ　ｄｅ').replace('name', ' Name '),
    ],
    ['stars and remarks on headers', text.replace('code', '*事项编码').replace('name', '事项名称（必填）')],
    [
      'headers as people write them',
      text.replace('acceptLimit', 'Accept limit').replace('coUnits', 'co-units'),
    ],
    [
      'text that was kept from being a number',
      text.replace('JG-01', '"=""JG-01"""').replace('已复位', '="已复位"'),
    ],
    ['full-width bars and semicolons within lists', text.replace('井盖|窨井盖', '井盖；窨井盖')],
    ['a list with line ends, as Alt+Enter makes them', text.replace('井盖|窨井盖', '"井盖\n窨井盖"')],
    ['units between commas', text.replace('duty:water|u-1', 'duty:water、u-1')],
    ['empty and repeated words in a list', text.replace('井盖|窨井盖', '|井盖||窨井盖| 井盖 ')],
    ['a column of the city’s own', text.replace('code,', '序号,code,').replace('JG-01', '1,JG-01')],
    ['no columns that may be left out', text.replaceAll(/,[^,\n]*,[^,\n]*(?=\n)/g, '')],
  ])('%s', (_, bytes) => {
    const result = read(bytes)
    expect(result.matters).toEqual([imported])
    expect(result.warnings).toEqual([])
  })

  test('Chinese headers and words', () => {
    const chinese =
      '事项编码,事项名称,同义词,事项类别,层级,办理路径,责任单位,协办单位,签收时限,办理时限,吹哨照片,办结照片,办结条件\n' +
      'JG-01,井盖破损,井盖｜窨井盖,市政,区级,部门,duty:cm,duty:water|u-1,1小时,4小时,无需,必需,已复位\n'
    expect(matters(chinese)).toEqual([imported])
  })

  test('commas, quotes and line ends within a cell, and rows still counted as Excel does', () => {
    const quoted = line.replace('已复位', '"复位,\r\n并""压实"""')
    const [matter] = matters(`${header}\r\n${quoted}\r\n`)
    expect(matter?.closingConditions).toBe('复位,\n并"压实"')
    expect(faults(`${header}\r\n${quoted}\r\n${line.replace('JG-01', '')}`)).toEqual([
      'empty 第 3 行“code”列 (A3)：不能为空；应为：字母、汉字、数字和 . _ : -，最多 64 个，例如 JG-01',
    ])
  })

  test('a title above the header is left out with a warning, and rows keep their numbers', () => {
    const titled = `呼和浩特市事项清单,,\n2026年版,,\n\n${text}`
    expect(matters(titled)).toEqual([imported])
    expect(warnings(titled)).toEqual([
      'aboveHeader 第 1 行：表头之上的 2 行未导入；应为：表头之上只放标题和说明',
    ])
    expect(faults(`${titled}${line}`)[0]).toMatch(/^duplicate 第 6 行“code”列 \(A6\)：“JG-01”与第 5 行重复/)
  })

  test.each([
    ['1 hour', 1, 'hour'],
    ['3 workingDay', 3, 'workingDay'],
    ['3 working days', 3, 'workingDay'],
    ['3个工作日', 3, 'workingDay'],
    ['１５ 个 工作日', 15, 'workingDay'],
    ['十五个工作日内', 15, 'workingDay'],
    ['二十日以内', 20, 'day'],
    ['一百二十天', 120, 'day'],
    ['两小时', 2, 'hour'],
    ['4.0小时', 4, 'hour'],
    ['24h', 24, 'hour'],
    ['半小时', 30, 'minute'],
    ['半个工作日', 1, 'halfWorkingDay'],
    ['4个工作小时', 4, 'workingHour'],
    ['10天', 10, 'day'],
    ['30分钟', 30, 'minute'],
  ])('the limit %s', (cell, amount, unit) => {
    expect(matters(text.replace('4小时', cell))[0]?.handleLimit).toEqual({ amount, unit })
  })

  test('a bare figure has the unit that its header names', () => {
    const inDays = text.replace('handleLimit', '办理时限（工作日）')
    expect(matters(inDays.replace('4小时', '5'))[0]?.handleLimit).toEqual({ amount: 5, unit: 'workingDay' })
    expect(matters(inDays.replace('4小时', '5天'))[0]?.handleLimit).toEqual({ amount: 5, unit: 'day' })
    expect(faults(text.replace('4小时', '5'))[0]).toMatch(/^unreadableLimit .*看不懂时限“5”/)
  })

  test('a backslash keeps a bar within a word', () => {
    const [matter] = matters(text.replace('井盖|窨井盖', String.raw`井\|盖|C:\temp|\\`))
    expect(matter?.synonyms).toEqual(['井|盖', String.raw`C:\temp`, '\\'])
  })
})

describe('what spreadsheets do to codes', () => {
  const coded = (...codes: string[]) =>
    [header, ...codes.map((code) => line.replace('JG-01', code))].join('\n')

  test('codes that all became fractions are read without, and it is said', () => {
    expect(matters(coded('101.0', '102.0')).map(({ code }) => code)).toEqual(['101', '102'])
    expect(warnings(coded('101.0', '102.0'))).toEqual([
      'wholeNumberCodes 第 2 行“code”列 (A2)：编码全部以“.0”结尾，已去掉；应为：把编码列设为文本',
    ])
    expect(matters(coded('1.0', '1.1')).map(({ code }) => code)).toEqual(['1.0', '1.1'])
  })

  test('codes that may have lost their zeros are told once', () => {
    expect(warnings(coded('1', '2', '110'))).toEqual([
      'lostZeros 第 2 行“code”列 (A2)：编码“1”比其他编码短，可能丢了开头的 0；应为：3 位编码，或确认无误',
    ])
    expect(warnings(coded('001', '002', '110'))).toEqual([])
    expect(matters(coded('"=""001"""', '002')).map(({ code }) => code)).toEqual(['001', '002'])
  })

  test.each(['3月1日', '2026/3/1', '1-Mar', 'Mar-01', '2026年3月'])('the date %s is no code', (cell) => {
    expect(faults(coded(cell))[0]).toMatch(/^excelDate 第 2 行“code”列 \(A2\)/)
  })

  test('a long number that was rewritten is no code, and an error is no value', () => {
    expect(faults(coded('1.50102E+11'))[0]).toMatch(/^excelNumber .*“1.50102E\+11”/)
    expect(faults(text.replace('井盖破损', '#N/A'))[0]).toMatch(/^excelError 第 2 行“name”列 \(B2\)：“#N\/A”/)
    expect(faults(text.replace('4小时', '####'))).toHaveLength(1)
  })
})

describe('faults', () => {
  test('are told all at once, by row and column, and nothing is imported', () => {
    const rows = [
      header,
      line,
      line.replace('井盖破损', ''),
      '',
      line.replace('JG-01', 'JG-02').replace('district', '省级').replace('4小时', '很快'),
      line.replace('JG-01', 'JG 03').replace('1 hour', '0 hour').replace('已复位', '字'.repeat(2001)),
      line.replace('JG-01', 'JG-04').replace('井盖破损', '井盖\u0007破损').replace('1 hour', '99999 hour'),
    ]
    const result = importMattersCsv(rows.join('\n'))
    expect('matters' in result).toBe(false)
    expect(faults(rows.join('\n'))).toEqual([
      'duplicate 第 3 行“code”列 (A3)：“JG-01”与第 2 行重复；应为：不重复的编码',
      'empty 第 3 行“name”列 (B3)：不能为空；应为：一行文字，最多 200 个字',
      'notAChoice 第 5 行“level”列 (E5)：不能是“省级”；应为：市级、区级',
      'unreadableLimit 第 5 行“handleLimit”列 (J5)：看不懂时限“很快”；应为：“4小时”“3个工作日”“10天”这样的时限',
      'malformed 第 6 行“code”列 (A6)：“JG 03”格式不对；应为：字母、汉字、数字和 . _ : -，最多 64 个，例如 JG-01',
      'outOfRange 第 6 行“acceptLimit”列 (I6)：“0 hour”超出范围；应为：“4小时”“3个工作日”“10天”这样的时限',
      'tooLong 第 6 行“closingConditions”列 (M6)：超过 2000 个字；应为：文字，最多 2000 个字',
      'unprintable 第 7 行“name”列 (B7)：含有无法保存的字符；应为：看得见的文字、空格、换行',
      'outOfRange 第 7 行“acceptLimit”列 (I7)：“99999 hour”超出范围；应为：“4小时”“3个工作日”“10天”这样的时限',
    ])
  })

  test('name the header as it stands in the file', () => {
    const chinese = text.replace('handleLimit', '办结时限').replace('4小时', '很快')
    const result = importMatters(chinese)
    expect(result.ok ? [] : result.errors).toEqual([
      {
        code: 'unreadableLimit',
        severity: 'error',
        place: { in: 'sheet', row: 2, column: 'handleLimit', header: '办结时限', cell: 'J2' },
        message: { zh: '看不懂时限“很快”', en: 'cannot read the limit "很快"' },
        allowed: { zh: '“4小时”“3个工作日”“10天”这样的时限', en: '"4 hour", "3 workingDay" or "10 day"' },
      },
    ])
  })

  test('a missing column is told once, not for every row', () => {
    const withoutName = [header, line, line.replace('JG-01', 'JG-02')].map((row) =>
      row.replace(/^([^,]*),[^,]*/, '$1'),
    )
    expect(faults(withoutName.join('\n'))).toEqual([
      'missingColumn 第 1 行“name”列：缺少列“事项名称”；应为：表头“事项名称”或“name”',
    ])
  })

  test('an unknown column is a warning that says which ones there are', () => {
    const misspelt = text.replace('synonyms', 'synonims')
    expect(matters(misspelt)).toEqual([{ ...imported, synonyms: [] }])
    expect(warnings(misspelt)).toEqual([
      'unknownColumn 第 1 行“synonims”列 (C1)：不认识的列“synonims”，未导入；应为：别名',
    ])
  })

  test('a column that is there twice is told with the first of them', () => {
    expect(faults(text.replace('legalBasis', '名称'))).toEqual([
      'duplicateColumn 第 1 行“名称”列 (O1)：与 B 列的表头意思相同；应为：每列只出现一次',
    ])
  })

  test('a cell too many and a quote that never ends are told', () => {
    expect(faults(`${text.trimEnd()},多`)).toEqual([
      'tooManyCells 第 2 行：单元格多于表头，可能缺少引号；应为：含分隔符的内容放在英文双引号内',
    ])
    expect(faults(text.replace('井盖破损', '"井盖破损'))).toEqual([
      'unmatchedQuote 第 2 行：引号不成对；应为：引号内的引号写两个',
    ])
  })

  test('one word with commas in it is a warning', () => {
    expect(warnings(text.replace('井盖|窨井盖', '井盖、窨井盖'))).toEqual([
      'listSeparator 第 2 行“synonyms”列 (C2)：“井盖、窨井盖”当作一个词导入；应为：几个词之间用“|”分隔',
    ])
  })

  test.each([
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 20), 'workbook'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'workbook'],
    ['a web page called .xls', '<html><table>', 'webPage'],
    ['no text', Uint8Array.of(0xff, 0xff, 0xff), 'unknownEncoding'],
    ['nothing', '', 'noHeader'],
    ['blank lines', '\n,,\n', 'noHeader'],
    ['a header alone', `${header}\n`, 'noRows'],
  ])('%s is told as that', (_, bytes, code) => {
    const result = importMatters(bytes)
    expect(result.ok ? [] : result.errors.map((issue) => [issue.code, issue.place])).toEqual([
      [code, { in: 'file' }],
    ])
  })

  test('a file is read in the encoding that is said', () => {
    const bytes = encodeText(text, 'gb18030')
    expect(importMatters(bytes, { encoding: 'gb18030' }).ok).toBe(true)
    expect(importMatters(bytes, { encoding: 'utf-8' })).toMatchObject({
      errors: [{ code: 'unknownEncoding' }],
    })
  })

  test('no bytes and no text make the import throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' })), (bytes) => {
        expect(importMatters(bytes).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (cells) => {
        const result = importMatters(`${header}\n${cells.join(',')}`)
        expect(result.ok || result.errors.length > 0).toBe(true)
      }),
    )
  })
})

describe('units that a matter names', () => {
  const units: Unit[] = [
    { id: 'u-1', name: '水务', type: 'cityDepartment', regionCode: '150100', duty: 'water' },
    { id: 'u-2', name: '城管', type: 'cityDepartment', regionCode: '150100', duty: 'cm' },
    { id: 'u-3', name: '物业', type: 'outsideHandler', regionCode: '150100' },
    { id: 'u-4', name: '物业', type: 'outsideHandler', regionCode: '150102' },
    { id: 'c-1', name: '青杉社区', type: 'community', regionCode: '150102', duty: 'grid' },
  ]

  test('must be among the city’s', () => {
    expect(matters(text, units)).toEqual([imported])
    expect(faults(text, units.slice(0, 1))[0]).toMatch(
      /^unknownUnit 第 2 行“responsible”列 \(G2\)：单位表中没有“duty:cm”/,
    )
  })

  test('may be named by their names where only one has it', () => {
    const named = matters(text.replace('duty:cm', '城管').replace('duty:water|u-1', '水务'), units)
    expect(named).toMatchObject([{ responsible: 'u-2', coUnits: ['u-1'] }])
    expect(faults(text.replace('duty:cm', '物业'), units)).toEqual([
      'ambiguousUnit 第 2 行“responsible”列 (G2)：单位表中有 2 个“物业”；应为：编码之一：u-3、u-4',
    ])
  })

  test('may be no community outside its own list, and that is told beside the row’s other faults', () => {
    const downward = [
      header,
      line.replace('duty:cm', 'c-1'),
      line.replace('JG-01', 'JG-02').replace('duty:water', '青杉社区').replace('4小时', '很快'),
      line.replace('JG-01', 'JG-03').replace('duty:cm', 'c-1').replace('department', 'selfGovernance'),
    ].join('\n')
    expect(faults(downward, units).map((it) => it.replace(/；应为.*/, ''))).toEqual([
      'downwardAssignment 第 2 行“responsible”列 (G2)：“c-1”是青杉社区，属于社区（村），不能主办由部门办理的事项（摊派）',
      'downwardAssignment 第 3 行“coUnits”列 (H3)：“c-1”是青杉社区，属于社区（村），不能协办由部门办理的事项（摊派）',
      'unreadableLimit 第 3 行“handleLimit”列 (J3)：看不懂时限“很快”',
    ])
  })
})

describe('units', () => {
  const head = 'id,name,nameEn,type,regionCode,parentId,duty'

  test('are read with their street, their duty and Chinese types', () => {
    const result = importUnitsCsv(
      `${head}\nc1,社区,Community,社区,150102,s1,\ns1,街道,,street,１５０１０２,,\nd,水务,,部门,150100,,`,
    )
    expect(result).toMatchObject({ ok: false, errors: [{ place: { row: 4, column: 'type', cell: 'D4' } }] })
    expect(
      importUnitsCsv(`${head}\nc1,社区,Community,社区,150102.0,s1,\ns1,街道,,街道,150102,,water`),
    ).toEqual({
      ok: true,
      warnings: [],
      units: [
        {
          id: 'c1',
          name: '社区',
          nameEn: 'Community',
          type: 'community',
          regionCode: '150102',
          parentId: 's1',
        },
        { id: 's1', name: '街道', type: 'street', regionCode: '150102', duty: 'water' },
      ],
    })
  })

  test('need a parent that is in the file and is not themselves', () => {
    const result = importUnitsCsv(
      `${head}\nc1,社区,,community,150102,s9,\nc2,社区,,community,15010,c2,\nc2,社区,,street,150102,,`,
    )
    expect(
      result.ok ? [] : result.errors.map(({ code, place }) => [code, 'cell' in place && place.cell]),
    ).toEqual([
      ['unknownParent', 'F2'],
      ['malformed', 'E3'],
      ['ownParent', 'F3'],
      ['duplicate', 'A4'],
    ])
  })
})

test('the demo city’s own files are imported as they are', () => {
  const city = (file: string) =>
    readFileSync(new URL(`../../../../../examples/portal/city/${file}`, import.meta.url))
  const units = importUnitsCsv(city('units.csv'))
  const result = importMatters(city('matters.csv'), { units: units.ok ? units.units : [] })
  expect(units).toMatchObject({ ok: true, warnings: [] })
  expect(result).toMatchObject({ ok: true, warnings: [] })
})
