import { afterEach, describe, expect, it, vi } from 'vitest'
import { configure } from '../configuration.ts'
import { catalogue, messagesIn } from './catalogue.ts'
import { formatsFor } from './formats.ts'
import { localeFor } from './locale.ts'
import { vocabulary } from './vocabulary.ts'

const greeting = catalogue('greeting', {
  'zh-CN': { hello: '你好', count: (n: number) => `${n} 张` },
  en: { hello: 'Hello', count: (n: number) => `${n} tickets` },
})

describe('languages', () => {
  afterEach(() => configure({ messages: undefined }))

  it('matches tags, and falls back to the source language', () => {
    expect(['en', 'en-GB', 'zh', 'zh-Hant-TW', 'mn-Mong-CN', 'fr', undefined].map(localeFor)).toEqual([
      'en',
      'en',
      'zh-CN',
      'zh-CN',
      'mn-Mong',
      'zh-CN',
      'zh-CN',
    ])
  })

  it('reads Mongolian as the source language until its catalogue is there', () => {
    expect(messagesIn(greeting, 'mn-Mong').hello).toBe('你好')
  })

  it('takes the wording of the page, a text in place of a message with arguments included', () => {
    configure({ messages: { 'zh-CN': { greeting: { hello: '您好', count: '若干' } } } })
    expect(messagesIn(greeting, 'zh-CN').hello).toBe('您好')
    expect(messagesIn(greeting, 'zh-CN').count(3)).toBe('若干')
    expect(messagesIn(greeting, 'en').hello).toBe('Hello')
  })

  it('rewords a nested text and ignores what is no text, with a warning', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    configure({ messages: { en: { vocabulary: { statuses: { closed: 'Done', draft: 3 } } } } })
    expect(messagesIn(vocabulary, 'en').statuses).toMatchObject({ closed: 'Done', draft: 'Draft' })
    expect(warn).toHaveBeenCalledTimes(1)
  })
})

describe('dates for people', () => {
  const zh = formatsFor('zh-CN')
  const en = formatsFor('en')
  const now = Date.parse('2026-03-02T01:30:00.000Z')

  it('shows the time in China, and the year only where it is another one', () => {
    expect(zh.dateTime('2026-03-02T01:30:00.000Z', now)).toBe('3月2日 09:30')
    expect(en.dateTime('2026-03-02T01:30:00.000Z', now)).toBe('2 Mar, 09:30')
    expect(zh.dateTime('2025-12-31T15:59:00.000Z', now)).toBe('2025年12月31日 23:59')
    // Already the next year in China.
    expect(zh.date('2025-12-31T16:00:00.000Z')).toBe('2026年1月1日')
  })

  it('says how long ago and how long', () => {
    expect(zh.relative('2026-03-01T22:30:00.000Z', now)).toBe('3小时前')
    expect(en.relative('2026-03-04T01:30:00.000Z', now)).toBe('in 2 days')
    expect(zh.span(51 * 3_600_000)).toBe('2天3小时')
    expect(en.span(-90 * 60_000)).toBe('1 h 30 min')
    expect(zh.span(0)).toBe('0分钟')
  })
})
