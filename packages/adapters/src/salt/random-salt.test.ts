import { expect, test } from 'vitest'
import { randomSalt } from './random-salt.ts'

test('every salt is another, 128 bits each', () => {
  const salts = Array.from({ length: 1_000 }, randomSalt)
  expect(new Set(salts).size).toBe(1_000)
  expect(salts.filter((it) => !/^[0-9a-f]{32}$/.test(it))).toEqual([])
})
