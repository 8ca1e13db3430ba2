import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Unit } from '../ticket/unit.ts'
import { importMattersCsv, importUnitsCsv } from './import-csv.ts'

const header =
  'code,name,synonyms,category,level,route,responsible,coUnits,acceptLimit,handleLimit,whistleEvidence,resultEvidence,closingConditions,procedure,legalBasis'
const line =
  'JG-01,井盖破损,井盖|窨井盖,市政,district,department,duty:cm,duty:water|u-1,1 hour,4小时,none,required,已复位,,'
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

/** Node decodes GB18030 but does not encode it: the two-byte part of the code, turned round. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytes = new Map<string, [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return Uint8Array.from(Array.from(text).flatMap((char) => bytes.get(char) ?? [char.charCodeAt(0)]))
}

const matters = (bytes: Uint8Array | string, units?: Unit[]) => {
  const result = importMattersCsv(bytes, units ? { units } : {})
  return result.ok ? result.matters : expect.fail(JSON.stringify(result.errors))
}
const faults = (bytes: Uint8Array | string, units?: Unit[]) => {
  const result = importMattersCsv(bytes, units ? { units } : {})
  return result.ok ? [] : result.errors.map(({ row, column, message }) => [row, column, message.zh])
}

describe('files as they come', () => {
  const text = `${header}\n${line}\n`
  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with BOM', new TextEncoder().encode(`\uFEFF${text}`)],
    ['GB18030', encodeGb18030(text)],
    ['UTF-16 with tabs', new Uint8Array(Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'))],
    ['a string with BOM', `\uFEFF${text}`],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', text.replaceAll('\n', '\r')],
    ['semicolons', text.replaceAll(',', ';')],
    ['no last line end', text.trimEnd()],
    ['empty lines at the end', `${text}\r\n,,,,,,,,,,,,,,\n　\n\n`],
    ['full-width spaces around cells', text.replace('井盖破损', '　井盖破损　 ')],
    ['quoted cells', text.replace('井盖破损', '"井盖破损"')],
    ['full-width letters in codes', text.replace('JG-01', 'ＪＧ－０１')],
    ['a column of the city’s own', text.replace('code,', '序号,code,').replace('JG-01', '1,JG-01')],
    ['no columns that may be left out', text.replaceAll(/,[^,\n]*,[^,\n]*(?=\n)/g, '')],
  ])('%s', (_, bytes) => {
    expect(matters(bytes)).toEqual([imported])
  })

  test('Chinese headers and words', () => {
    const chinese =
      '事项编码,事项名称,同义词,事项类别,层级,办理路径,责任单位,协办单位,签收时限,办理时限,吹哨照片,办结照片,办结条件\n' +
      'JG-01,井盖破损,井盖｜窨井盖,市政,区级,部门,duty:cm,duty:water|u-1,1小时,4小时,无需,必需,已复位\n'
    expect(matters(chinese)).toEqual([imported])
  })

  test('commas, quotes and line ends within a cell', () => {
    const [matter] = matters(`${header}\r\n${line.replace('已复位', '"复位,\r\n并""压实"""')}\r\n`)
    expect(matter?.closingConditions).toBe('复位,\n并"压实"')
  })

  test.each([
    ['1 hour', { amount: 1, unit: 'hour' }],
    ['3 workingDay', { amount: 3, unit: 'workingDay' }],
    ['3 working days', { amount: 3, unit: 'workingDay' }],
    ['3个工作日', { amount: 3, unit: 'workingDay' }],
    ['１５ 个 工作日', { amount: 15, unit: 'workingDay' }],
    ['4小时', { amount: 4, unit: 'hour' }],
    ['10天', { amount: 10, unit: 'day' }],
    ['30分钟', { amount: 30, unit: 'minute' }],
    ['半个工作日', { amount: 1, unit: 'halfWorkingDay' }],
    ['0.5个工作日', { amount: 1, unit: 'halfWorkingDay' }],
    ['1.5 working days', { amount: 3, unit: 'halfWorkingDay' }],
    ['3 个工作半日', { amount: 3, unit: 'halfWorkingDay' }],
    ['4个工作小时', { amount: 4, unit: 'workingHour' }],
    ['30 workingMinute', { amount: 30, unit: 'workingMinute' }],
  ])('the limit %s', (cell, limit) => {
    expect(matters(`${header}\n${line.replace('4小时', cell)}`)[0]?.handleLimit).toEqual(limit)
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
      line.replace('JG-01', 'JG 03').replace('1 hour', '0 hour'),
    ]
    expect(faults(rows.join('\n'))).toEqual([
      [3, 'code', '“JG-01”与第 2 行重复'],
      [3, 'name', '不能为空'],
      [5, 'level', '应为市级、区级之一，不是“省级”'],
      [5, 'handleLimit', '看不懂时限“很快”，请写成“4小时”“3个工作日”'],
      [6, 'code', '“JG 03”格式不对'],
      [6, 'acceptLimit', '应大于 0'],
    ])
  })

  test('a missing column is told once, not for every row', () => {
    const withoutName = [header, line, line.replace('JG-01', 'JG-02')].map((row) =>
      row.replace(/^([^,]*),[^,]*/, '$1'),
    )
    expect(faults(withoutName.join('\n'))).toEqual([[1, 'name', '缺少列“名称”']])
  })

  test('a misspelt column and a column that is there twice are told', () => {
    expect(faults(`${header.replace('synonyms', 'synonims')}\n${line}`)).toEqual([
      [1, 'synonims', '不认识的列“synonims”'],
    ])
    expect(faults(`${header.replace('legalBasis', '名称')}\n${line}`)).toEqual([[1, 'name', '列重复']])
  })

  test('a cell too many and a quote that never ends are told', () => {
    expect(faults(`${header}\n${line},多`)).toEqual([[2, '', '单元格多于表头，可能缺少引号']])
    expect(faults(`${header}\n${line.replace('井盖破损', '"井盖破损')}`)[0]).toEqual([2, '', '引号不成对'])
  })

  test('a unit or duty that the city does not have is told where the units are known', () => {
    const units: Unit[] = [
      { id: 'u-1', name: '水务', type: 'cityDepartment', regionCode: '150100', duty: 'water' },
      { id: 'u-2', name: '城管', type: 'cityDepartment', regionCode: '150100', duty: 'cm' },
    ]
    expect(matters(`${header}\n${line}`, units)).toEqual([imported])
    expect(faults(`${header}\n${line}`, units.slice(0, 1))).toEqual([
      [2, 'responsible', '单位表中没有“duty:cm”'],
    ])
  })

  test('what is no CSV at all is told as that', () => {
    expect(faults(Uint8Array.of(0x50, 0x4b, 3, 4, 20))).toEqual([
      [1, '', '文件是 Excel 工作簿，请另存为 CSV'],
    ])
    expect(faults(Uint8Array.of(0xff, 0xff, 0xff))).toEqual([[1, '', '文件不是 UTF-8 或 GB18030 编码的文本']])
    expect(faults('')).toEqual([[1, '', '文件第一行没有表头']])
  })

  test('no bytes make the import throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(importMattersCsv(bytes).ok).toBe(false)
      }),
    )
  })
})

describe('units', () => {
  const head = 'id,name,nameEn,type,regionCode,parentId,duty'

  test('are read with their street, their duty and Chinese types', () => {
    const result = importUnitsCsv(
      `${head}\nc1,社区,Community,社区,150102,s1,\ns1,街道,,street,１５０１０２,,\nd,水务,,部门,150100,,`,
    )
    expect(result).toMatchObject({ ok: false, errors: [{ row: 4, column: 'type' }] })
    expect(importUnitsCsv(`${head}\nc1,社区,Community,社区,150102,s1,\ns1,街道,,街道,150102,,water`)).toEqual(
      {
        ok: true,
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
      },
    )
  })

  test('need a parent that is in the file and is not themselves', () => {
    const result = importUnitsCsv(
      `${head}\nc1,社区,,community,150102,s9,\nc2,社区,,community,15010,c2,\nc2,社区,,street,150102,,`,
    )
    expect(result.ok ? [] : result.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'parentId'],
      [3, 'regionCode'],
      [3, 'parentId'],
      [4, 'id'],
    ])
  })
})

test('the demo city’s own files are imported as they are', () => {
  const city = (file: string) =>
    readFileSync(new URL(`../../../../examples/portal/city/${file}`, import.meta.url))
  const units = importUnitsCsv(city('units.csv'))
  const read = importMattersCsv(city('matters.csv'), { units: units.ok ? units.units : [] })
  expect(units).toMatchObject({ ok: true })
  expect(read).toMatchObject({ ok: true })
})
