import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gramsToFind, tenantGrams } from './tenant-grams.ts'

const texts = fc.string({ unit: 'binary', maxLength: 40 })

test('a text has every number of whatever stands in it', () => {
  fc.assert(
    fc.property(texts, texts, texts, (before, needle, after) => {
      const grams = new Set(tenantGrams('150102', before + needle + after))
      expect(gramsToFind('150102', needle).filter((gram) => !grams.has(gram))).toEqual([])
    }),
  )
})

test('a word of two characters is one number, a single character another, no text none', () => {
  expect(gramsToFind('150102', '路灯')).toHaveLength(1)
  expect(gramsToFind('150102', '灯')).toHaveLength(1)
  expect(gramsToFind('150102', '')).toEqual([])
  expect(gramsToFind('150102', '灯路')).not.toEqual(gramsToFind('150102', '路灯'))
})

test('two tenants have no number in common', () => {
  const text = '新华大街1号院门口的路灯不亮，已经持续三天，夜间老人和孩子出行不便，请尽快安排检修。'
  const others = new Set(tenantGrams('150103', text))
  expect(tenantGrams('150102', text).filter((gram) => others.has(gram))).toEqual([])
})

test('numbers fit into the column, and are those that stand in databases', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const gram of tenantGrams('t', text)) expect(gram).toBe(gram | 0)
    }),
  )
  expect(tenantGrams('150102', '路灯')).toMatchInlineSnapshot(`
    [
      1468908651,
      627404603,
      -1477831406,
    ]
  `)
})
