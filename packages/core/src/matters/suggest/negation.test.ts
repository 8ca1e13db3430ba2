import { describe, expect, test } from 'vitest'
import { deniedIn } from './negation.ts'

const denied = (text: string) => deniedIn(text).map(({ from, to }) => text.slice(from, to))

describe('what is denied', () => {
  test.each([
    ['不是路灯的问题，是红绿灯不亮', ['路灯']],
    ['并不是电梯坏，是门锁坏了', ['电梯坏']],
    ['跟物业没关系，是邻居占的', ['物业']],
    ['除了井盖以外，路灯也坏了', ['井盖']],
    ['井盖没事，是旁边那盏路灯不亮', ['井盖']],
    ['没有闻到煤气味，就是没气了', ['闻到煤气味']],
    ['没占消防通道，是停在人行道上', ['占消防通道']],
  ])('%s', (text, expected) => expect(denied(text)).toEqual(expected))
})

describe('what is not', () => {
  test.each([
    '是不是电线老化了',
    '不是漏水就是堵',
    '这也不是一天两天了',
    '可不是嘛，路灯早坏了',
    '没有路灯',
    '没气了打不着火',
    '没人管垃圾',
    '井盖没了',
  ])('%s', (text) => expect(denied(text)).toEqual([]))
})
