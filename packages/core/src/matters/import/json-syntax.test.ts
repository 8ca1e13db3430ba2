import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findJsonFault } from './json-syntax.ts'

const parses = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"a": 1,\n "b": }', 2, 7, '值'],
  ['[1, 2', 1, 6, '逗号或“]”'],
  ['{"井盖": 1 "b": 2}', 1, 10, '逗号或“}”'],
  ['{"a" 1}', 1, 6, '冒号'],
  ['{a: 1}', 1, 2, '双引号中的键'],
  ["['a']", 1, 2, '值'],
  ['[1,]', 1, 4, '值'],
  ['{"a": 1,}', 1, 9, '双引号中的键'],
  ['["a\nb"]', 1, 2, '完整的双引号字符串'],
  ['["a', 1, 2, '完整的双引号字符串'],
  ['[]]', 1, 3, '文件结尾'],
  ['', 1, 1, '值'],
  ['[01]', 1, 2, '值'],
  ['{"a": 1, // 备注\n}', 1, 10, '双引号中的键'],
])('in %j line %i, column %i lacks %s', (text, line, column, expected) => {
  const found = findJsonFault(text)
  expect([found?.line, found?.column, found?.expected?.zh]).toEqual([line, column, expected])
})

test('a key that is twice in one object is found where it is the second time', () => {
  expect(findJsonFault('[{"a": 1},\n {"a": {"a": 1}, "\\u0061": 2}]')).toEqual({
    line: 2,
    column: 18,
    repeatedKey: 'a',
  })
})

describe('what it takes, JSON.parse takes too, and the other way round', () => {
  test('for texts that are JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat({ max: 4 }), (text, indent) => {
        expect(findJsonFault(JSON.stringify(JSON.parse(text), undefined, indent))).toBeUndefined()
      }),
    )
  })

  test('for texts that are nearly JSON', () => {
    const part = fc.constantFrom(
      ...'{}[],:"\\ \n\t',
      '0',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'null',
      '"a"',
      '"b":',
      '\\u00e',
      'x',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const found = findJsonFault(text)
        if (found?.repeatedKey === undefined) expect(found === undefined).toBe(parses(text))
      }),
      { numRuns: 3000 },
    )
  })

  test('for JSON with one letter changed', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 1 }), (json, at, letter) => {
        const place = at % (json.length + 1)
        const text = json.slice(0, place) + letter + json.slice(place + 1)
        const found = findJsonFault(text)
        if (found?.repeatedKey === undefined) expect(found === undefined).toBe(parses(text))
      }),
      { numRuns: 1000 },
    )
  })
})

test('a string without an end costs no more than its length', () => {
  expect(findJsonFault(`["${'a\\n'.repeat(1_000_000)}`)?.column).toBe(2)
})
