import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoMatters, labelledDescriptions } from '../../bench/matters/descriptions.ts'
import { Draft } from '../ticket/commands.ts'
import type { Unit } from '../ticket/unit.ts'
import { eventTimeText, readChat, type ChatReading } from './index.ts'
import { blanked } from './words.ts'
import { corpus } from './testing/corpus.ts'

const community = (id: string, name: string): Unit => ({ id, name, type: 'community', regionCode: '150102' })
const options = {
  matters: demoMatters(),
  units: [
    community('150102001001', '青山社区'),
    community('150102001002', '敕勒川社区'),
    community('150102001003', '东街社区'),
    community('150102001004', '新东街社区'),
    community('150102001005', '哈拉沁村'),
  ],
  communityId: '150102001001',
  // A Tuesday, ten in the morning in China.
  now: '2026-11-24T02:00:00.000Z',
}
const read = (text: string) => readChat(text, options)

const becauseOf = (evidence: ChatReading['evidence']) =>
  Object.values(evidence)
    .flat()
    .flatMap(({ because }) => because)

/** Only what the table names. */
function told({ draft, evidence, rest }: ChatReading): object {
  const [time] = evidence.times
  const [place] = evidence.places
  const [community] = evidence.communities
  return {
    matter: draft.matterCode ?? null,
    likely: evidence.matters[0]?.matter.code ?? null,
    address: draft.location?.address ?? null,
    perhaps: draft.location ? null : (place?.address ?? null),
    time: time?.sure ? eventTimeText(time.time).zh : null,
    times: time?.sure ? [] : evidence.times.map((it) => eventTimeText(it.time).zh),
    phone: draft.contact?.phone ?? null,
    name: draft.contact?.name ?? null,
    description: draft.description ?? null,
    community: community?.sure ? community.unit.name : null,
    others: rest.map(({ matter, why }) => matter?.code ?? why),
  }
}

describe('a message from a work group', () => {
  test.each(corpus)('$says', ({ text, expected }) => {
    expect(told(read(text))).toMatchObject(expected)
  })

  test('says which words led to what, and where they stand', () => {
    const text = '张三 10:32\n東街12号门口的井蓋壞了，昨晚八点，电话13800000000'
    const { evidence } = read(text)
    const words = becauseOf(evidence)
    for (const { text: said, start, end } of words) expect(text.slice(start, end)).toBe(said)
    expect(evidence.matters[0]?.because.map((it) => it.text)).toEqual(['井蓋壞了'])
    expect(evidence.places[0]?.because.map((it) => it.text)).toEqual(['東街12号门口'])
    expect(evidence.times[0]?.because.map((it) => it.text)).toEqual(['昨晚八点'])
    expect(evidence.phones[0]?.because.map((it) => it.text)).toEqual(['13800000000'])
  })

  test('says what it left out, and why', () => {
    const text = '李四 2026-11-23 10:32:15\n@王五 路灯不亮[捂脸]\n赵六 2026-11-23 10:33:00\n收到'
    expect(read(text).leftOut.map(({ kind, text: said }) => [kind, said])).toEqual([
      ['sender', '李四 2026-11-23 10:32:15'],
      ['mention', '@王五'],
      ['placeholder', '[捂脸]'],
      ['sender', '赵六 2026-11-23 10:33:00'],
      ['acknowledgement', '收到'],
    ])
  })

  test('without a community there is no location, but the address is offered', () => {
    const { communityId: _, ...nobody } = options
    const { draft, evidence } = readChat('东街12号门口井盖坏了', nobody)
    expect(draft.location).toBeUndefined()
    expect(evidence.places[0]).toMatchObject({ address: '东街12号门口', sure: true })
  })

  test('what is said before all its matters is said again with each that is left', () => {
    const { rest } = read('锦绣花园3号楼这边：1、路灯不亮 2、井盖破损')
    expect(rest.map(({ text }) => text)).toEqual(['锦绣花园3号楼这边\n2、井盖破损'])
    expect(read(rest[0]?.text ?? '').draft).toMatchObject({
      matterCode: 'JG-01',
      location: { address: '锦绣花园3号楼' },
    })
  })

  test.each([
    ...['我', '我电话', '联系我：', '打这个号', '有事打这个号', '请拨打', '加我微信', '回电', '我的号是'],
    ...['可以直接联系本人：', '不清楚的打我手机', '我这边', '打', '电话', '有情况随时找我', '司机电话'],
  ])('a number goes with what only leads to it, and leaves a whole sentence: %s', (lead) => {
    for (const [before, after] of [
      ['下水道堵了，', ''],
      ['下水道堵了。', '。'],
      ['下水道堵了\n', '\n'],
    ]) {
      const { draft, leftOut } = read(`${before}${lead}13800000000${after}`)
      expect(draft.contact).toEqual({ phone: '13800000000' })
      expect(draft.description?.replace(/。$/, '')).toBe('下水道堵了')
      expect(leftOut.map(({ text }) => text)).toEqual([`${lead}13800000000`])
    }
  })

  test.each([
    ['路灯不亮，东街12号13800000000', '路灯不亮，东街12号'],
    ['路灯不亮，打了没人接电话13800000000', '路灯不亮，打了没人接电话'],
    ['路灯不亮，别人告诉我要找路灯所，电话13800000000', '路灯不亮，别人告诉我要找路灯所'],
  ])('but no word that says something: %s', (text, description) => {
    expect(read(text).draft.description).toBe(description)
  })

  test('words that lead to numbers take no more time where there are hundreds of them', () => {
    const text = `${'联系电话就行打电话号码'.repeat(20)}x13800000000\n`.repeat(20)
    expect(read(text).draft.contact).toEqual({ phone: '13800000000' })
  })

  test('a text longer than a description is cut after a sentence, and the rest is told', () => {
    const { draft, rest } = read('路灯不亮。'.repeat(900))
    expect(draft.description?.length).toBe(4000)
    expect(rest).toEqual([{ why: 'tooLong', text: '路灯不亮。'.repeat(100) }])
  })
})

describe('a matter that is filled in', () => {
  const { train, heldOut } = labelledDescriptions()
  test.each([
    ['the descriptions that the bounds were set on', train, 0.95],
    ['those held out', heldOut, 0.92],
  ])('is the right one: %s', (_, descriptions, share) => {
    const filled = descriptions.flatMap(({ text, matters }) => {
      const { matterCode } = read(text).draft
      return matterCode === undefined ? [] : [matters.includes(matterCode)]
    })
    expect(filled.length).toBeGreaterThan(descriptions.length / 5)
    expect(filled.filter(Boolean).length / filled.length).toBeGreaterThan(share)
  })
})

/** Pieces that chats are made of, in any order, between any text at all. */
const anyChat = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...corpus.flatMap(({ text }) => text.split(/(?<=\n)/)),
        '\n',
        '张三 10:32\n',
        '[图片]',
        '@所有人 ',
        '「',
        '」',
        '13800000000',
        '1、',
        '另外',
        '地址：',
        '昨晚八点',
        '\ud83d',
        '\u0000',
        '\r\n',
        '25:99',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []
/** Without signs and spaces, which stand between words. */
const bare = (text: string) => wordsIn(text).join('')

describe('any text at all', () => {
  test('gives a draft that the schema takes, and the same one again', () => {
    fc.assert(
      fc.property(anyChat, (text) => {
        const reading = read(text)
        expect(Draft.safeParse(reading.draft).success).toBe(true)
        expect(read(text)).toEqual(reading)
      }),
      { numRuns: 300 },
    )
  })

  test('loses no word: it is in the description, in the rest, or told among what was left out', () => {
    fc.assert(
      fc.property(anyChat, (text) => {
        const { draft, rest, leftOut } = read(text)
        const left = blanked(text.replaceAll('\r', '\n'), leftOut)
        const kept = bare([draft.description ?? '', ...rest.map((it) => it.text)].join('\n'))
        for (const word of wordsIn(left)) expect(kept).toContain(word)
      }),
      { numRuns: 300 },
    )
  })

  test('words that led to something are words of the text', () => {
    fc.assert(
      fc.property(anyChat, (text) => {
        const { evidence, leftOut } = read(text)
        for (const { text: said, start, end } of [...becauseOf(evidence), ...leftOut])
          expect(text.replaceAll('\r', '\n').slice(start, end)).toBe(said)
      }),
      { numRuns: 200 },
    )
  })
})
