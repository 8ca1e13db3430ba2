import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closed, whistled } from '../testing/scenario.ts'
import { testCityData } from '../testing/index.ts'
import type { Ticket } from '../ticket/index.ts'
import { shareText } from './share-text.ts'

const units = Object.fromEntries(testCityData.units.map((unit) => [unit.id, unit]))
const base = whistled(undefined, 'lamp').ticket
const withDraft = (more: Partial<Ticket['draft']>): Ticket => ({ ...base, draft: { ...base.draft, ...more } })

const planted = [
  '13800001234',
  '138 0000 1234',
  '0471-5550000',
  '150102199001010000',
  '蒙A12345',
  'a.b@example.cn',
  '微信 zhang_san01',
  '2单元501室',
  '王女士',
  '李某某',
]

describe('the text for a chat group', () => {
  const ticket = withDraft({
    description: '路灯不亮，夜里看不清路',
    contact: { name: '李某某', phone: '13800001234' },
    location: { crs: 'cgcs2000', address: '示例路 3 号 2 单元', communityId: 'community-1' },
  })

  it('says what, where, how it stands, who leads and until when', () => {
    expect(shareText(ticket, { locale: 'zh-CN', units }).split('\n')).toEqual([
      '【吹哨】路灯不亮',
      '地点：community-1 · 示例路',
      '状态：待应哨（主办：city-management）',
      '时限：2026-03-02 11:00',
      '情况：路灯不亮，夜里看不清路',
    ])
    expect(shareText(ticket, { locale: 'en', units }).split('\n').slice(0, 4)).toEqual([
      '[Whistle] 路灯不亮',
      'Place: community-1 · 示例路',
      'Status: Awaiting answer (lead: city-management)',
      'Due: 2026-03-02 11:00',
    ])
  })

  it('says nothing of what is not there', () => {
    const { contact: _, description: __, location: ___, ...draft } = ticket.draft
    const empty: Ticket = { ...closed().ticket, draft }
    expect(shareText(empty, { locale: 'zh-CN', units: {} })).toBe('【吹哨】manhole\n状态：已办结')
  })

  it('holds nothing that was planted in it, wherever it stands', () => {
    const words = fc.constantFrom('路灯不亮', '请尽快', '井盖破损，', '夜里', '\n', ' ')
    const told = fc.array(fc.oneof(words, fc.constantFrom(...planted)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(told, fc.constantFrom('zh-CN' as const, 'en' as const), (parts, locale) => {
        const text = shareText(
          withDraft({
            description: parts.join(' '),
            contact: { name: '李某某', phone: '13800001234' },
            location: {
              crs: 'cgcs2000',
              address: `示例路 3 号李某某家 13800001234`,
              communityId: 'community-1',
            },
          }),
          { locale, units },
        )
        for (const secret of planted) expect(text).not.toContain(secret)
      }),
    )
  })

  it('keeps to a line of the description', () => {
    const text = shareText(withDraft({ description: '长'.repeat(500) }), { locale: 'zh-CN', units })
    expect(text.split('\n').find((line) => line.startsWith('情况'))?.length).toBeLessThan(90)
  })
})
