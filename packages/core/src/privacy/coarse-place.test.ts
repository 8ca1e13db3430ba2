import { expect, it } from 'vitest'
import { coarseAddress } from './coarse-place.ts'

it.each(['3号楼', 'A座', 'Ｂ座1203', '甲单元', '东区B栋', '两号楼', '贰号楼', 'Ⅲ号楼', '⑤号楼'])(
  'an address ends before %s',
  (door) => expect(coarseAddress(`示例小区${door}`)).toBe('示例小区'),
)

it.each(['示例路东区', 'CBD广场', '四方街'])('%s stays', (road) => expect(coarseAddress(road)).toBe(road))

it.each(['一', ' ', 'A', '东区'])('takes linear time: %s', (part) => {
  const start = performance.now()
  coarseAddress(`${part.repeat(100_000 / part.length)}路`)
  expect(performance.now() - start).toBeLessThan(2000)
})
