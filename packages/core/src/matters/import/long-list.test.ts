import { expect, test } from 'vitest'
import { exportMattersCsv } from '../export/index.ts'
import { longList } from '../testing/matter-lists.ts'
import { importMatters } from './index.ts'

const matters = [...longList('city', 1568), ...longList('district', 4779)]

test('the lists of a prefecture and all its districts come in whole', () => {
  const result = importMatters(exportMattersCsv(matters))
  expect(result).toEqual({ ok: true, matters, list: {}, warnings: [] })
})

test('of 6,347 rows every fault of every row is told in one pass', () => {
  const broken = new TextDecoder()
    .decode(exportMattersCsv(matters))
    .replaceAll(/,[市区]级,/gu, ',省级,')
    .replaceAll(/(?<=,\d)小时(?=,)/gu, '会儿')
  const result = importMatters(broken)
  const errors = result.ok ? [] : result.errors
  const rows = (code: string) =>
    errors.flatMap((it) => (it.code === code && it.place.in === 'sheet' ? [it.place.row] : []))
  const everyRow = matters.map((_, at) => at + 2)
  expect(rows('notAChoice')).toEqual(everyRow)
  expect(rows('unreadableLimit')).toEqual(everyRow)
  expect(errors).toHaveLength(2 * 6347)
})

test('a list of nothing but the same code is told with the row that had it first', () => {
  const same = matters.map((matter) => ({ ...matter, code: 'X-1' }))
  const result = importMatters(exportMattersCsv(same))
  expect(result.ok ? [] : result.errors).toHaveLength(6346)
  expect(result.ok ? '' : result.errors.at(-1)?.message.en).toBe('"X-1" is in row 2 already')
})
