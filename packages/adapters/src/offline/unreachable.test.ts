import { GatewayError } from '@chuishao/core/service'
import { expect, it } from 'vitest'
import { isUnreachable } from './unreachable.ts'

const sentence = { zh: '网络不可用', en: 'No network' }

it('what is kept has to do where nothing answers, and not where the backend has said no', () => {
  expect(isUnreachable(new GatewayError('offline', sentence))).toBe(true)
  expect(isUnreachable(new GatewayError('server', sentence))).toBe(true)
  expect(isUnreachable(new GatewayError('forbidden', sentence))).toBe(false)
  expect(isUnreachable(new TypeError('offline'))).toBe(false)
})

it('an error of another copy of the library, from another script of the page, counts too', () => {
  const foreign = Object.assign(new Error('No network'), { name: 'GatewayError', code: 'offline', sentence })
  expect(isUnreachable(foreign)).toBe(true)
})
