import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Matter } from '../../ticket/matter.ts'
import { importMatters } from '../import/index.ts'
import { anyMatters, longList } from '../testing/matter-lists.ts'
import { changedFields, describeDiff, diffMatterLists, listInForce, MatterList } from './index.ts'

const matter = (code: string, changes: Partial<Matter> = {}): Matter => ({
  code,
  name: `事项${code}`,
  synonyms: [],
  category: '市政',
  level: 'district',
  route: 'department',
  responsible: 'duty:cityManagement',
  coUnits: [],
  whistleEvidence: 'none',
  resultEvidence: 'optional',
  ...changes,
})
const list = (version: string, matters: Matter[], effectiveFrom = '2026-01-01'): MatterList => ({
  version,
  effectiveFrom,
  matters,
})

describe('the list in force', () => {
  const first = list('2025', [], '2025-01-01')
  const second = list('2026', [], '2026-03-01')

  test('is the latest that has begun, by the day in China', () => {
    expect(listInForce([second, first], '2026-02-28T15:59:59.999Z')).toBe(first)
    expect(listInForce([second, first], '2026-02-28T16:00:00.000Z')).toBe(second)
  })

  test('is none before the first, and the later of two with one day', () => {
    expect(listInForce([first, second], '2024-12-31T15:59:59.999Z')).toBeUndefined()
    const correction = list('2026b', [], '2026-03-01')
    expect(listInForce([second, correction], '2026-05-01T00:00:00.000Z')).toBe(correction)
  })

  test('needs a day that there is', () => {
    expect(MatterList.safeParse(list('x', [], '2026-02-29')).success).toBe(false)
    expect(MatterList.safeParse(list('x', [], '2028-02-29')).success).toBe(true)
  })
})

describe('the difference of two lists', () => {
  const four = { amount: 4, unit: 'hour' } as const
  const two = { amount: 2, unit: 'hour' } as const
  const before = list('2025', [
    matter('A', { name: '井盖破损', handleLimit: four, synonyms: ['井盖', '窨井盖'] }),
    matter('B', { name: '路灯不亮' }),
    matter('C', { name: '占道经营' }),
    matter('D', { name: '暖气不热', category: '供热' }),
  ])
  const after = list('2026', [
    matter('A', {
      name: '井盖破损',
      handleLimit: two,
      synonyms: ['窨井盖', '井盖'],
      whistleEvidence: 'required',
    }),
    matter('C', { name: '占道经营', acceptLimit: four, closingConditions: '三日内复查' }),
    matter('L-1', { name: '道路路灯不亮' }),
    matter('E', { name: '噪声扰民' }),
    matter('D', { name: '暖气不热', category: '供热' }),
  ])
  const diff = diffMatterLists(before, after)

  test('has what was added, removed and changed, field by field', () => {
    expect(diff.added.map(({ code }) => code)).toEqual(['L-1', 'E'])
    expect(diff.removed.map(({ code }) => code)).toEqual(['B'])
    expect(diff.unchanged).toBe(1)
    expect(diff.changed.map(({ code, fields }) => [code, fields])).toEqual([
      [
        'A',
        [
          {
            field: 'handleLimit',
            before: { zh: '4 小时', en: '4 hours' },
            after: { zh: '2 小时', en: '2 hours' },
          },
          {
            field: 'whistleEvidence',
            before: { zh: '无需', en: 'none' },
            after: { zh: '必需', en: 'required' },
          },
        ],
      ],
      [
        'C',
        [
          {
            field: 'acceptLimit',
            before: { zh: '按时限方案', en: "the profile's" },
            after: { zh: '4 小时', en: '4 hours' },
          },
          {
            field: 'closingConditions',
            before: { zh: '未填', en: 'nothing' },
            after: { zh: '三日内复查', en: '三日内复查' },
          },
        ],
      ],
    ])
  })

  test('reads as a page', () => {
    expect(describeDiff(diff).zh.split('\n')).toEqual([
      '清单 2025 → 2026：新增 2 项，删除 1 项，修改 2 项，不变 1 项；其中可能改号 1 项',
      '＋ 新增 L-1 道路路灯不亮',
      '＋ 新增 E 噪声扰民',
      '－ 删除 B 路灯不亮',
      '～ 修改 A 井盖破损：办理时限 4 小时 → 2 小时；吹哨照片 无需 → 必需',
      '～ 修改 C 占道经营：签收时限 按时限方案 → 4 小时；办结条件 未填 → 三日内复查',
      '？ 可能改号 B → L-1 道路路灯不亮（名称相近，类别相同）',
    ])
    expect(describeDiff(diff).en.split('\n').slice(0, 1)).toEqual([
      'List 2025 → 2026: 2 added, 1 removed, 2 changed, 1 unchanged; 1 of them probably renumbered',
    ])
  })

  test('is nothing for the same list in another order', () => {
    const turned = list('2025b', before.matters.toReversed())
    expect(diffMatterLists(before, turned)).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      unchanged: 4,
    })
  })

  test('leads from the old list to the new one, whatever they are', () => {
    fc.assert(
      fc.property(anyMatters, anyMatters, (old, next) => {
        const it = diffMatterLists(list('1', old), list('2', next))
        const removed = new Set(it.removed.map(({ code }) => code))
        const changed = new Map(it.changed.map((change) => [change.code, change.after]))
        const built = [
          ...old.flatMap((m) => (removed.has(m.code) ? [] : [changed.get(m.code) ?? m])),
          ...it.added,
        ]
        const byCode = (a: Matter, b: Matter) => (a.code < b.code ? -1 : 1)
        const ordered = built.toSorted(byCode)
        for (const [at, m] of next.toSorted(byCode).entries()) {
          const made = ordered[at]
          expect(made && changedFields(made, m)).toEqual([])
        }
        expect(built).toHaveLength(next.length)
        expect(it.unchanged + it.changed.length + it.added.length).toBe(next.length)
        for (const { fields } of it.changed) expect(fields).not.toEqual([])
      }),
    )
  })
})

describe('renumbered items', () => {
  const read = importMatters(
    readFileSync(new URL('../../../../../examples/portal/city/matters.csv', import.meta.url)),
  )
  const demo = read.ok ? read.matters : []

  test('are all found in a list of which every code is another', () => {
    const renumbered = demo.map((it, at) => ({ ...it, code: `N-${at + 1}` }))
    const { renamed } = diffMatterLists(list('1', demo), list('2', renumbered.toReversed()))
    expect(renamed).toHaveLength(demo.length)
    expect(renamed.filter(({ before, after }) => before.name !== after.name)).toEqual([])
  })

  test('are not made of two matters of one list, however alike', () => {
    const mistaken = demo.flatMap((it) => {
      const others = demo.filter(({ code }) => code !== it.code)
      return diffMatterLists(list('1', [it]), list('2', others)).renamed
    })
    expect(mistaken.map(({ before, after }) => [before.name, after.name])).toEqual([])
  })

  test('are found where the name was changed a little, and each is taken once', () => {
    const before = list('1', [matter('A', { name: '路灯不亮' }), matter('B', { name: '路灯不亮、损坏' })])
    const after = list('2', [matter('X', { name: '路灯不亮、破损' }), matter('Y', { name: '路灯不亮' })])
    const { renamed } = diffMatterLists(before, after)
    expect(renamed.map((it) => [it.before.code, it.after.code, it.because.en])).toEqual([
      ['A', 'Y', 'the name is the same'],
      ['B', 'X', 'the names are alike and the category is the same'],
    ])
  })

  test('are not sought in another level', () => {
    const before = list('1', [matter('A', { name: '路灯不亮' })])
    const after = list('2', [matter('B', { name: '路灯不亮', level: 'city' })])
    expect(diffMatterLists(before, after).renamed).toEqual([])
  })

  test('are sought among thousands', () => {
    const old = longList('district', 4779)
    const next = old.map((it) => ({ ...it, code: `N${it.code}` }))
    expect(diffMatterLists(list('1', old), list('2', next)).renamed).toHaveLength(4779)
    const reworded = next.map((it) => ({ ...it, name: it.name.replace('事项', '事务') }))
    const { renamed } = diffMatterLists(list('1', old), list('2', reworded))
    expect(renamed.length).toBeGreaterThan(0)
  })
})
