import { expect, test } from 'vitest'
import { encodeText } from './encoding.ts'
import { importMatters, importMattersJson, issueText } from './index.ts'

const item = {
  code: 'JG-01',
  name: '井盖破损',
  category: '市政',
  level: 'district',
  route: 'department',
  responsible: 'duty:cm',
  handleLimit: { amount: 4, unit: 'hour' },
  whistleEvidence: 'none',
  resultEvidence: 'required',
}
const imported = { ...item, synonyms: [], coUnits: [] }
const file = (matters: unknown[], facts: object = {}) =>
  JSON.stringify({ version: '2026.1', ...facts, matters })
const faults = (text: string) => {
  const result = importMatters(text)
  return result.ok ? [] : result.errors.map((it) => `${it.code} ${issueText(it).zh}`)
}

test('an array of items and an object with such an array are read, in any encoding', () => {
  expect(importMatters(JSON.stringify([item]))).toEqual({
    ok: true,
    matters: [imported],
    list: {},
    warnings: [],
  })
  expect(importMatters(encodeText(file([item], { effectiveFrom: '2026-03-01' }), 'gb18030'))).toEqual({
    ok: true,
    matters: [imported],
    list: { version: '2026.1', effectiveFrom: '2026-03-01' },
    warnings: [],
  })
  expect(importMatters(encodeText(` \n${file([item])}`, 'utf-8')).ok).toBe(true)
})

test('every fault is told by its path, with the codes of a spreadsheet’s faults', () => {
  const { name: _, ...nameless } = item
  const items = [
    item,
    nameless,
    { ...item, code: 'JG 02', level: '省级', handleLimit: { amount: 1.5, unit: 'hour' } },
    {
      ...item,
      code: 'JG-03',
      handleLimit: { amount: 0, unit: 'week' },
      synonyms: ['好', 7, '字'.repeat(201)],
    },
    '井盖',
    { ...item, code: 'JG-05', name: '', handleLimit: '4小时', legalBasis: null },
  ]
  expect(
    faults(file(items, { effectiveFrom: '2026-02-30' })).map((it) => it.replace(/；应为.*/, '')),
  ).toEqual([
    'malformed $.effectiveFrom：“2026-02-30”格式不对',
    'empty $.matters[1].name：不能为空',
    'duplicate $.matters[1].code：“JG-01”与$.matters[0].code重复',
    'malformed $.matters[2].code：“JG 02”格式不对',
    'notAChoice $.matters[2].level：不能是“省级”',
    'wrongType $.matters[2].handleLimit.amount：类型不对：是 1.5',
    'wrongType $.matters[3].synonyms[1]：类型不对：是 number',
    'tooLong $.matters[3].synonyms[2]：超过 200 个字',
    'outOfRange $.matters[3].handleLimit.amount：“0”超出范围',
    'notAChoice $.matters[3].handleLimit.unit：不能是“week”',
    'wrongType $.matters[4]：类型不对：是 string',
    'empty $.matters[5].name：不能为空',
    'wrongType $.matters[5].handleLimit：类型不对：是 string',
  ])
})

test('keys that mean nothing here are warnings, each said once', () => {
  const result = importMattersJson(
    file(
      [
        { ...item, 备注: 1 },
        { ...item, code: 'JG-02', 备注: 2 },
      ],
      { author: 'x' },
    ),
  )
  expect(result.ok && result.warnings.map((it) => issueText(it).zh.replace(/；应为.*/, ''))).toEqual([
    '$.author：不认识的键“author”（1 处），未导入',
    '$.matters[0].备注：不认识的键“备注”（2 处），未导入',
  ])
})

test.each([
  ['[{"code": "JG-01",}]', '第 1 行第 19 个字符：JSON 写法有误，此处应为双引号中的键；应为：双引号中的键'],
  ['[\n  {"code": "JG-01"\n', '第 3 行第 1 个字符：JSON 写法有误，此处应为逗号或“}”；应为：逗号或“}”'],
  ['[{"code": "1", "code": "2"}]', '第 1 行第 16 个字符：键“code”在同一对象中出现两次；应为：每个键一次'],
  ['{"items": []}', '$：不是清单；应为：数组，或 {"version", "matters": […]} 形式的对象'],
  ['[]', '文件：文件没有内容；应为：至少一个条目'],
])('%j is told where it is wrong', (text, message) => {
  const result = importMatters(text)
  expect(result.ok ? [] : result.errors.map((it) => issueText(it).zh)).toEqual([message])
})
