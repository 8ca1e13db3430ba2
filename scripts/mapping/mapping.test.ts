// What a stranger sees at the command line: with a good description, a broken one, and an answer of the portal.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mapping } from './mapping.ts'

const root = join(import.meta.dirname, '../..')
const good = join(root, 'examples/existing-portals/descriptions/chengguan.json')
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'chuishao-mapping-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const written = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const run = async (...args: string[]): Promise<[number, string]> => {
  const { code, text } = await mapping(args)
  return [code, text]
}

describe('npm run mapping', () => {
  it('tells what a good description loses, and ends well', async () => {
    const [code, text] = await run(good)
    expect([code, text]).toEqual([0, expect.stringMatching(/evaluated +改变 CHANGED {2}→ closed/)])
  })

  it('counts all faults of a broken one, each with what is allowed in both languages', async () => {
    const [code, text] = await run(await written('a.json', '{ "name": 12, "zone": "Asia/Shanghai" }'))
    expect(code).toBe(1)
    expect(text).toMatch(/\d+ 处问题 \/ \d+ faults/)
    expect(text).toContain('zone  [invalid]\n  这里不能是 "Asia/Shanghai"。可用：如 +08:00\n')
    expect(text).toContain('  it cannot be 12. Allowed: a text')
    expect(text).not.toContain('undefined')
  })

  it('tells the line at which a file is no JSON, and a file that is not there', async () => {
    const [code, text] = await run(await written('b.json', '{\n  "name": "x",\n}\n'))
    expect([code, text]).toEqual([2, expect.stringContaining('look around line 3')])
    expect(await run(join(folder, 'none.json'))).toEqual([2, expect.stringContaining('打不开文件')])
    expect((await run())[0]).toBe(2)
  })

  it('reads a saved answer, and tells a path that leads nowhere from a value that nobody understands', async () => {
    const rec = { rec_id: 7, act_property_name: '外星', create_time: 1_772_413_200_000 }
    const answer = await written('c.json', JSON.stringify({ resultInfo: { data: { rec } } }))
    const [code, text] = await run(good, answer)
    expect(code).toBe(1)
    expect(text).toMatch(/createdAt +create_time +"2026-03-02T01:00:00\.000Z"/)
    expect(text).toMatch(/status +act_property_name +读不懂 UNREADABLE：“外星”不在代码表中/)
    expect(text).toMatch(/description +event_desc +这里没有 nothing there/)
    const elsewhere = await written('d.json', JSON.stringify({ data: rec }))
    expect(await run(good, elsewhere)).toEqual([1, expect.stringContaining('mend ticket.record')])
  })

  it('reads a saved list, and tells the rows that would not be shown', async () => {
    const row = (stage: string) => ({ rec_id: 7, act_property_name: stage, create_time: 1_772_413_200_000 })
    const list = (...stages: string[]) =>
      JSON.stringify({ resultInfo: { data: { listDataSet: { listData: stages.map(row) } } } })
    const [code, text] = await run(good, await written('f.json', list('派遣', '外星')))
    expect(code).toBe(1)
    expect(text).toContain(
      '列表 list  2 行 rows，其中 1 行不会显示 of these 1 would not be shown\n第 2 行 row 2\n',
    )
    expect(text).toMatch(/status +act_property_name +读不懂 UNREADABLE：“外星”不在代码表中/)
    expect(text).not.toContain('description')
    expect(await run(good, await written('g.json', list('派遣')))).toEqual([
      0,
      '列表 list  1 行 row，都读得懂 all can be read',
    ])
  })

  it('tries a plane of the city’s own by the page’s own module, and ends badly where it does not lead back', async () => {
    const { ticket, ...rest } = JSON.parse(await readFile(good, 'utf8'))
    const own = await written(
      'own.json',
      JSON.stringify({ ...rest, ticket: { ...ticket, projection: { plane: 'own' } } }),
    )
    const shift = (by: number) => `(points) => points.map(([x, y]) => [x + ${by}, y])`
    const plane = async (name: string, back: number) =>
      written(name, `export const toPlane = ${shift(1)}\nexport const fromPlane = ${shift(back)}\n`)
    expect(await run(own, '--plane', await plane('good.mjs', -1))).toEqual([
      0,
      expect.stringMatching(/projection +保留 kept {2}9 点往返误差/),
    ])
    const [code, text] = await run(own, '--plane', await plane('bad.mjs', -2))
    expect([code, text]).toEqual([1, expect.stringMatching(/projection +改变 CHANGED/)])
    expect(await run(own)).toEqual([0, expect.stringContaining('没有换算 nothing converts')])
    expect(await run(own, '--plane', await written('none.mjs', ''))).toEqual([
      2,
      expect.stringContaining('does not export the functions toPlane and fromPlane'),
    ])
  })
})
